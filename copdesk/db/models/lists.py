"""Lists that ship with the program: topics of advice and local authorities."""

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Count, Flag, LongText, Names, PartialDay, Text


class Topic(Record):
    """A topic of immigration advice; its hints are hints, never advice."""

    __tablename__ = "topic"
    singular = "topic"
    plural = "topics"
    title_from = ("name",)
    detail_from = ("group",)

    code: Mapped[str] = field(Text(20), "Code", required=True, searched=True)
    group: Mapped[str] = field(Text(), "Group", searched=True)
    name: Mapped[str] = field(Text(300), "Topic", required=True, searched=True)
    aliases: Mapped[tuple[str, ...]] = field(Names(), "Also known as", searched=True)
    level_hint: Mapped[str] = field(Text(), "Level (hint)")
    legal_aid_hint: Mapped[str] = field(Text(), "Legal aid (hint)")
    note: Mapped[str] = field(LongText(), "Note")
    active: Mapped[bool] = field(Flag(), "In use", default=True)


class Authority(Record):
    """A local authority, with the codes and the years it was valid."""

    __tablename__ = "authority"
    singular = "local authority"
    plural = "local authorities"
    title_from = ("name",)
    detail_from = ("subregion",)

    name: Mapped[str] = field(Text(), "Name", required=True, searched=True)
    official_name: Mapped[str] = field(Text(), "Official name", searched=True)
    code: Mapped[str] = field(Text(9), "ONS code", searched=True)
    former_code: Mapped[str] = field(Text(9), "Former ONS code", searched=True)
    kind: Mapped[str] = field(Text(), "Type")
    subregion: Mapped[str] = field(Text(), "Subregion", searched=True)
    region: Mapped[str] = field(Text(), "Region", searched=True)
    community: Mapped[str] = field(Text(), "Community")
    valid_from: Mapped[PartialDate | None] = field(PartialDay(), "Valid from")
    valid_to: Mapped[PartialDate | None] = field(PartialDay(), "Valid to")
    current: Mapped[bool] = field(Flag(), "Current", default=True)
    offered: Mapped[bool] = field(Flag(), "Offered in lists", default=True)
    population: Mapped[int | None] = field(Count(most=100_000_000), "Population 2020")
    note: Mapped[str] = field(LongText(), "Note")
