"""A document's protocol, ready to evaluate."""

from content.documents import Document, Records
from triage.engine.codec import TRIAGE_KINDS, decode
from triage.engine.protocol import Protocol


def has_triage(records: Records) -> bool:
    """A topic with content alone may be released; with any record of a protocol it must be a whole one."""
    return bool(TRIAGE_KINDS & {kind for kind, found in records.items() if found})


def compiled(document: Document) -> Protocol | None:
    """None for a topic with content alone."""
    return decode(document.records) if has_triage(document.records) else None
