"""What the file knows of an enquiry being logged: the same mail, a reply, the like, the asker."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from copdesk.db.queries import enquiry_likes
from copdesk.db.queries.enquiry_likes import Asked, Earlier
from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import EnquiryState
from copdesk.ui.pages.enquiries.intake_side import Begun, Section, Suggestion
from copdesk.ui.pages.enquiries.known_answers import KnownAnswers

if TYPE_CHECKING:
    from copdesk.db.reader import Reader

_EARLIER = 5


def asked_of(begun: Begun) -> Asked:
    """The enquiry as the questions to the file need it."""
    values = begun.values
    return Asked(
        str(values.get("subject") or ""),
        str(values.get("question") or ""),
        cast("int | None", values.get("asker_id")),
        str(values.get("asker_name") or ""),
        cast("int | None", values.get("organisation_id")),
        str(values.get("mail_id") or ""),
        begun.came_with,
    )


class SameMail:
    """The enquiry that this very mail was logged as."""

    title = "Logged already"

    def find(self, reader: "Reader", begun: Begun) -> Sequence[Suggestion]:
        """That enquiry, or nothing."""
        found = enquiry_likes.same_mail(reader, asked_of(begun))
        if found is None:
            return ()
        return [Suggestion(found.subject, f"This very mail. {_detail(found)}", found.id)]


class RepliedTo:
    """The enquiry that this mail goes on with."""

    title = "Goes on with"

    def find(self, reader: "Reader", begun: Begun) -> Sequence[Suggestion]:
        """That enquiry, with the offer to add the mail to its log."""
        asked, on = asked_of(begun), _day(begun)
        found = enquiry_likes.replied_to(reader, asked, on)
        if found is None or enquiry_likes.same_mail(reader, asked) is not None:
            return ()
        waits = found.state is EnquiryState.WAITING
        ends = "It waits for the asker; adding the mail ends the waiting." if waits else ""
        return [
            Suggestion(
                found.subject,
                ". ".join(filter(None, (_detail(found), ends))),
                found.id,
                f"Add to the log of {found.reference}",
                partial(begun.add_to, found.id),
            )
        ]


class MuchTheSame:
    """Much the same question of the same asker or organisation, in the last 90 days."""

    title = "Much the same, in the last 90 days"

    def find(self, reader: "Reader", begun: Begun) -> Sequence[Suggestion]:
        """Those enquiries, each with the offer to add this to its log."""
        asked = asked_of(begun)
        told = _told_above(reader, asked, _day(begun))
        return [
            Suggestion(
                one.subject,
                _detail(one),
                one.id,
                f"Add to the log of {one.reference}",
                partial(begun.add_to, one.id),
            )
            for one in enquiry_likes.much_the_same(reader, asked, _day(begun))
            if one.id not in told
        ]


class EarlierOfAsker:
    """What the same asker asked before."""

    title = "Asked before"

    def find(self, reader: "Reader", begun: Begun) -> Sequence[Suggestion]:
        """The newest of them that do not stand above, and how many more there are."""
        asked, on = asked_of(begun), _day(begun)
        told = _told_above(reader, asked, on)
        told |= {one.id for one in enquiry_likes.much_the_same(reader, asked, on)}
        found = enquiry_likes.of_asker(reader, asked, limit=_EARLIER + len(told))
        new = [one for one in found if one.id not in told]
        there = [Suggestion(one.subject, _detail(one, asker=False), one.id) for one in new]
        more = enquiry_likes.how_many_of(reader, asked) - len(found)
        return [*there, Suggestion(f"And {more:,} more before these.")] if more > 0 else there


SECTIONS: tuple[Section, ...] = (
    SameMail(),
    RepliedTo(),
    MuchTheSame(),
    KnownAnswers(),
    EarlierOfAsker(),
)
"""What stands beside an enquiry while it is logged, from the top."""


def _told_above(reader: "Reader", asked: Asked, on: date) -> set[int]:
    """The enquiries that the mail is, or goes on with."""
    found = (enquiry_likes.same_mail(reader, asked), enquiry_likes.replied_to(reader, asked, on))
    return {one.id for one in found if one is not None}


def _day(begun: Begun) -> date:
    received = begun.values.get("received_on")
    return received if isinstance(received, date) else begun.desk.today()


def _detail(one: Earlier, *, asker: bool = True) -> str:
    said = (one.reference, one.state.label, day_words(one.received_on), one.asker if asker else "")
    return " · ".join(filter(None, said))
