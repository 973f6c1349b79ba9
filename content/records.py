"""The content part's records as types: reading one checks its whole shape, strictly.

The same types read documents and the files of the library; there, a plain string stands for a Dutch text.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from content.documents import LONGEST_SLUG, SLUG, Record, Records
from content.faults import Fault
from content.texts import Text

# The limits are those of the draft's columns: what can be read here can be stored there. `\Z`: `$` lets a newline by.
Slug = Annotated[str, msgspec.Meta(pattern=rf"^{SLUG}\Z", max_length=LONGEST_SLUG)]
Order = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Publisher = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
HttpsUrl = Annotated[str, msgspec.Meta(pattern=r"^https://[^\s]+\Z", max_length=200)]
_NO_SLUG = f"This is not a slug: use lower-case letters, digits and single hyphens, at most {LONGEST_SLUG} in all."
Evidence = Literal["guideline", "study", "article", "unverified"]
Urgency = Literal["emergency", "immediate", "sameDay", "withinDays", "selfCare"]


class Localized:
    """Carries a Text through msgspec, which asks `_read_text` about a class that it does not know."""

    __slots__ = ("text",)

    def __init__(self, text: Text) -> None:
        self.text = text


class RecordType(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, rename="camel"
):
    """Shared settings: unknown keys are faults, what is empty is left out."""


class Paragraph(RecordType, frozen=True, tag_field="kind", tag="paragraph"):
    text: Localized


class Callout(RecordType, frozen=True, tag_field="kind", tag="callout"):
    tone: Literal["info", "warning"]
    text: Localized


class Item(RecordType, frozen=True):
    text: Localized
    title: Localized | None = None


Items = Annotated[list[Item], msgspec.Meta(min_length=1)]
Refs = Annotated[list[Slug], msgspec.Meta(min_length=1)]


class ItemList(RecordType, frozen=True, tag_field="kind", tag="list"):
    items: Items


class Steps(RecordType, frozen=True, tag_field="kind", tag="steps"):
    items: Items


class AlarmSigns(RecordType, frozen=True, tag_field="kind", tag="alarmSigns"):
    refs: Refs


class AdviceList(RecordType, frozen=True, tag_field="kind", tag="advice"):
    refs: Refs


class Faqs(RecordType, frozen=True, tag_field="kind", tag="faqs"):
    refs: Refs


Block = Paragraph | Callout | ItemList | Steps | AlarmSigns | AdviceList | Faqs


class TopicRecord(RecordType, frozen=True):
    title: Localized
    summary: Localized
    disclaimer: Localized
    sources: list[Slug] = []


class SectionRecord(RecordType, frozen=True):
    order: Order
    kind: Literal[
        "introduction",
        "definition",
        "symptoms",
        "causes",
        "conditions",
        "prognosis",
        "selfCare",
        "treatment",
        "whenToSeeDoctor",
        "riskFactors",
        "complications",
        "lookAlikes",
    ]
    title: Localized
    blocks: Annotated[list[Block], msgspec.Meta(min_length=1)]
    summary: Localized | None = None
    sources: list[Slug] = []


class AdviceRecord(RecordType, frozen=True):
    order: Order
    category: Literal[
        "activity",
        "warmthAndCold",
        "posture",
        "sleep",
        "exercise",
        "stress",
        "medicine",
        "lifestyle",
        "contact",
    ]
    title: Localized
    body: Localized
    evidence: Evidence
    sources: list[Slug] = []
    review_by_date: date | None = None


class AlarmSignRecord(RecordType, frozen=True):
    order: Order
    title: Localized
    text: Localized
    points_to: Localized
    urgency: Urgency
    evidence: Evidence
    sources: list[Slug]
    review_by_date: date | None = None


class FaqRecord(RecordType, frozen=True):
    order: Order
    question: Localized
    answer: Localized
    sources: list[Slug] = []


class TermRecord(RecordType, frozen=True):
    order: Order
    term: Localized
    definition: Localized
    aliases: list[Localized] = []
    sources: list[Slug] = []


class SourceRecord(RecordType, frozen=True):
    order: Order
    title: Title
    publisher: Publisher
    kind: Literal["guideline", "study", "patientInformation", "article", "practice"]
    language: Literal["nl", "en"]
    year: Annotated[int, msgspec.Meta(ge=1900, le=2100)] | None = None
    url: HttpsUrl | None = None


TYPES: dict[str, type[RecordType]] = {
    "topic": TopicRecord,
    "section": SectionRecord,
    "advice": AdviceRecord,
    "alarmSign": AlarmSignRecord,
    "faq": FaqRecord,
    "term": TermRecord,
    "source": SourceRecord,
}


def _read_text(wanted: type, value: Any) -> Any:
    if wanted is Localized:
        return Localized(Text.read(value))
    raise NotImplementedError(f"No reader for {wanted}")


def _write_text(value: Any) -> Any:
    if isinstance(value, Localized):
        return value.text.record()
    raise NotImplementedError(f"No writer for {type(value)}")


def canonical(kind: str, record: object) -> Record:
    """The record as it stands in a document. Raises msgspec.ValidationError naming the place of the first fault."""
    typed = msgspec.convert(record, TYPES[kind], strict=True, dec_hook=_read_text)
    written: Record = msgspec.to_builtins(typed, enc_hook=_write_text)
    return written


def read(records: Records) -> tuple[Records, tuple[Fault, ...]]:
    """Every record of the content part in canonical form, and the faults of those that have none."""
    good: Records = {}
    faults: list[Fault] = []
    for kind in TYPES:
        for slug, record in records.get(kind, {}).items():
            if not _is_slug(slug):
                faults.append(Fault(kind, slug, "", _NO_SLUG))
            try:
                good.setdefault(kind, {})[slug] = canonical(kind, record)
            except msgspec.ValidationError as error:
                faults.append(_fault(kind, slug, str(error)))
    return good, tuple(faults)


def _is_slug(slug: str) -> bool:
    return len(slug) <= LONGEST_SLUG and re.fullmatch(SLUG, slug) is not None


def _fault(kind: str, slug: str, message: str) -> Fault:
    """msgspec names the place as ``... - at `$.blocks[0].text` ``; we name it as a JSON pointer."""
    said, _, place = message.partition(" - at `$")
    path = place.rstrip("`").replace("[", "/").replace("]", "").replace(".", "/")
    return Fault(kind, slug, path, said if said.endswith(".") else f"{said}.")
