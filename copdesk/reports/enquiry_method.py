"""How enquiries are counted, in words: what a reader needs to trust the figures."""

from copdesk.domain.enquiry_figures import Measure

DEFINITIONS: tuple[tuple[str, str], ...] = (
    (
        Measure.RECEIVED.label,
        (
            "Enquiries that came in the period. Every other figure is of these, as they stood on"
            " the day named. One merged into another is counted once, there."
        ),
    ),
    (Measure.ANSWERED.label, "The first reply of substance was sent; an acknowledgement is none."),
    (
        "Promised by",
        (
            "The day received plus the promise of the community: 7 calendar days unless it promises"
            " otherwise. Waiting for the asker never moves it."
        ),
    ),
    (
        "Reply by",
        (
            "The working target: the promise moved by the days of waiting for the asker until the"
            " first reply."
        ),
    ),
    (Measure.KEPT.label, "Answered on or before the day promised."),
    (
        Measure.AFTER.label,
        "Answered after the day promised, or never answered and still open after it.",
    ),
    (Measure.DUE.label, "Within the promise and after it, together."),
    ("Of answered, Of due", "Within the promise, in per cent of these; rounded down."),
    (Measure.ON_TARGET.label, "Answered on or before the working target of that day."),
    (
        "Median days, Days of 9 in 10",
        (
            "Calendar days from receipt to the first reply within which half, and nine in ten, of"
            " the first replies came. By the nearest rank: each is a number of days that occurred."
        ),
    ),
    (Measure.OPEN.label, "Somebody is owed an answer; waiting and late ones are among them."),
    (Measure.WAITING.label, "It can go on only when the asker has replied."),
    (Measure.LATE.label, "Open, not waiting for the asker, and past its working target."),
    (Measure.UNANSWERED.label, "Closed before any reply: withdrawn, no reply, not for us."),
    (Measure.NO_PROVIDER.label, "Nobody was found who could take it on, as was noted on a day."),
    ("Not known", "Where topic, area and so on were not noted. It is a row of its own."),
)
