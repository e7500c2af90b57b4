"""What could tell who a client is in texts of the file, against the names that are no client's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from copdesk.db.models import Authority, KeptWords, Organisation, Participant
from copdesk.db.reader import Reader
from copdesk.domain.identifiers import Finding, could_stop, identifiers
from copdesk.domain.not_clients import Known, known_from


@dataclass(frozen=True, slots=True)
class Kept:
    """Words that were kept in a record, and why."""

    words: str
    reason: str


def known(reader: Reader) -> Known:
    """Everybody and every place of the file that is no client's; about 20 ms for 5,000 people."""
    people = reader.rows(
        select(
            Participant.name,
            Participant.preferred_name,
            Participant.native_name,
            Participant.aliases,
            Participant.email,
            Participant.phone,
        )
    )
    bodies = reader.rows(
        select(
            Organisation.name,
            Organisation.aliases,
            Organisation.email,
            Organisation.phone,
            Organisation.postcode,
        )
    )
    areas = reader.rows(select(Authority.name, Authority.subregion))
    contact = reader.setting("contact")
    return known_from(
        people=[
            name
            for row in people
            for name in (row.name, row.preferred_name, row.native_name, *row.aliases)
        ]
        + [reader.setting("coordinator")],
        organisations=[name for row in bodies for name in (row.name, *row.aliases)],
        mails=[contact, *(row.email for row in people)],
        organisation_mails=[row.email for row in bodies],
        phones=[contact, *(row.phone for row in (*people, *bodies))],
        postcodes=[row.postcode for row in bodies],
        areas={row.name: row.subregion for row in areas if row.subregion},
    )


def kept_words(reader: Reader, record_id: int | None) -> list[Kept]:
    """What was kept with a reason in a record, the oldest first; in all records for ``None``."""
    asked = select(KeptWords.words, KeptWords.reason).order_by(KeptWords.id)
    if record_id is not None:
        asked = asked.where(KeptWords.record_id == record_id)
    return [Kept(*row) for row in reader.rows(asked)]


def checked(reader: Reader, text: str, record_id: int | None = None) -> tuple[Finding, ...]:
    """What in a text could tell who a client is, before it leaves the file.

    Args:
        reader: the file, for its names and for what was kept with a reason.
        text: as it would be kept, copied, mailed or printed.
        record_id: whose text it is; ``None``: what was kept in any record may stand.
    """
    kept = [each.words for each in kept_words(reader, record_id)]
    return identifiers(text, known(reader), kept)


def told_of(reader: Reader, texts: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """A sentence for each place whose texts hold what needs a reason, to be said before saving.

    Args:
        reader: the file.
        texts: by the words for their place, as in ``Enquiries``.
    """
    there = known(reader)
    kept = [each.words for each in kept_words(reader, None)]
    told: list[str] = []
    for place, said in texts.items():
        words = [
            f"“{text[each.start : each.end]}”"
            for text in dict.fromkeys(said)
            if could_stop(text)
            for each in identifiers(text, there, kept)
            if each.stops
        ]
        if words:
            listed = ", ".join(list(dict.fromkeys(words))[:_NAMED])
            told.append(f"{place} may tell who a client is: {listed}.")
    return tuple(told)


_NAMED = 5
