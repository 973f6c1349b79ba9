"""Content's part of a document: the article and all that it points to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from content import records
from content.checks import check
from content.documents import Document, Records
from content.models import Advice, AlarmSign, Faq, GlossaryTerm, Section, Source
from content.parts import Part
from content.proven import Step
from content.reading import remarks


def _nothing_to_complete(_document: Document, _on: date) -> Records:
    return {}


def _nothing_to_prove(_document: Document, _before: Document | None) -> tuple[Step, ...]:
    """A text has no promises to keep; what is checked of it stands in `checks.py`."""
    return ()


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
    proofs=_nothing_to_prove,
    proof_version="1",
    compile=_nothing_to_compile,
    remarks=remarks,
)
