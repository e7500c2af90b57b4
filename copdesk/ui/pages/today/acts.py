"""What can be done about each kind of line: first what is usual, at the end opening it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from copdesk.domain.duties import Duty, DutyKind
from copdesk.domain.peers import IntroductionOutcome
from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.today.duty import Act, open_act
from copdesk.ui.pages.today.leads import BELOW, standing_as


def acts_of(duty: Duty) -> tuple[Act, ...]:
    """The acts of a line; Space does the first, Enter the last."""
    special = _ACTS.get(duty.kind)
    opened = duty.opens if duty.opens is not None else duty.record_id
    return (*(special(duty) if special else ()), open_act(opened))


def _finish(words: str) -> Callable[[Duty], tuple[Act, ...]]:
    def made(duty: Duty) -> tuple[Act, ...]:
        def finish(desk: Desk, _parent: QWidget) -> None:
            from copdesk.ui.pages.today import deeds  # noqa: PLC0415  (after the first paint)

            deeds.finish(desk, duty)

        return (Act(words, finish),)

    return made


def _answer(duty: Duty) -> tuple[Act, ...]:
    def answer(desk: Desk, _parent: QWidget) -> None:
        desk.open_record(duty.record_id)
        desk.do("Answer")

    return (Act("Answer", answer),)


def _new(duty: Duty) -> tuple[Act, ...]:
    return (*_finish("Take in hand")(duty), *_answer(duty))


def _waiting(duty: Duty) -> tuple[Act, ...]:
    def ask(desk: Desk, parent: QWidget) -> None:
        from copdesk.ui.pages.today import deeds  # noqa: PLC0415  (after the first paint)

        deeds.ask_again(desk, parent, duty)

    def replied(desk: Desk, _parent: QWidget) -> None:
        from copdesk.ui.pages.today import deeds  # noqa: PLC0415  (after the first paint)

        deeds.take_up(desk, duty)

    def close(desk: Desk, _parent: QWidget) -> None:
        from copdesk.ui.pages.today import deeds  # noqa: PLC0415  (after the first paint)

        deeds.close_unanswered(desk, duty)

    return Act("Ask again…", ask), Act("They replied", replied), Act("Close: no reply", close)


def _action(duty: Duty) -> tuple[Act, ...]:
    def chase(desk: Desk, parent: QWidget) -> None:
        from copdesk.ui.pages.today import deeds  # noqa: PLC0415  (after the first paint)

        deeds.chase(desk, parent, duty)

    return (*_finish("Done")(duty), Act("Chase…", chase))


def _booking(duty: Duty) -> tuple[Act, ...]:
    def plan(desk: Desk, _parent: QWidget) -> None:
        from copdesk.ui.pages.today import deeds  # noqa: PLC0415  (after the first paint)

        deeds.plan(desk, duty)

    return (Act("Plan", plan),)


def _training(duty: Duty) -> tuple[Act, ...]:
    view = standing_as(duty.record_id, "Below the requirement", *BELOW)

    def remind(desk: Desk, _parent: QWidget) -> None:
        desk.show_rows("training_policy", view)
        desk.do("Remind people")

    see = Act("See who", lambda desk, _parent: desk.show_rows("training_policy", view))
    return see, Act("Remind…", remind)


def _introduction(duty: Duty) -> tuple[Act, ...]:
    def came(outcome: IntroductionOutcome) -> Act:
        def keep(desk: Desk, _parent: QWidget) -> None:
            from copdesk.ui.pages.today import deeds  # noqa: PLC0415  (after the first paint)

            deeds.came(desk, duty, outcome)

        return Act(outcome.label, keep)

    known = [each for each in IntroductionOutcome if each is not IntroductionOutcome.OPEN]
    return (Act("What came of it…", lambda _desk, _parent: None, tuple(map(came, known))),)


_ACTS: dict[DutyKind, Callable[[Duty], tuple[Act, ...]]] = {
    DutyKind.ENQUIRY: _answer,
    DutyKind.NEXT_STEP: _finish("Done"),
    DutyKind.ACTION: _action,
    DutyKind.COUNTDOWN: _finish("Done"),
    DutyKind.WAITING: _waiting,
    DutyKind.NEW: _new,
    DutyKind.AGENDA: lambda duty: (open_act(duty.record_id, "Plan agenda"),),
    DutyKind.BOOKING: _booking,
    DutyKind.TRAINING: _training,
    DutyKind.INTRODUCTION: _introduction,
    DutyKind.KNOWLEDGE: _finish("Still true"),
    DutyKind.LEGAL_CHANGE: _finish("Still true"),
    DutyKind.CAPACITY: _finish("Still true"),
}
