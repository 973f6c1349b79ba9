"""Content's part of a document: the article and all that it points to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from content import records
from content.checks import check
from content.documents import Document, Records
from content.models import Advice, AlarmSign, Faq, GlossaryTerm, Section, Source
from content.parts import Part


def _nothing_to_complete(_document: Document, _on: date) -> Records:
    return {}


def _nothing_to_compile(_document: Document) -> Mapping[str, Any]:
    """Content is shown as it stands in the document."""
    return {}


PART = Part(
    name="content",
    kinds=tuple(records.TYPES),
    models=(Section, Advice, AlarmSign, Faq, GlossaryTerm, Source),
    read=records.read,
    check=check,
    complete=_nothing_to_complete,
    compile=_nothing_to_compile,
)
