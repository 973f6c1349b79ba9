"""What one app contributes to a document. The parts are named in the setting RELEASE_PARTS.

Content knows no other app: it meets triage only as a Part.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from content.documents import Document, Records
from content.drafts import Draft
from content.faults import Fault
from content.models import Topic
from content.proven import NOTHING_TO_PROVE, Proven, Step
from content.translations import half_translated

_STRANGE = re.compile("[\0\ud800-\udfff]")


def _no_remarks(_kind: str, _field: str, _text: str) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Part:
    """One app's part of a document.

    `models`: the draft models, one per kind of record (the topic's own row comes with content).
    `read`: of all records, the part's own in canonical form, and the faults of those that have none. It reads the
        library's files too, where a plain string stands for a Dutch text.
    `complete`: records that are computed at submission, on that day, and have no draft (a calendar).
    `check`: faults between records whose shapes are sound.
    `proofs`: what shows what stands in the way of approving a sound document, step by step, compared with the release
        before it (or None).
    `proof_version`: changes whenever an earlier proof says too little of what is proved now.
    `compile`: what the part's endpoints need of a release, made once; None where the document has nothing of it.
    `remarks`: what to look at again in the Dutch of a field (kind, field, text), said while it is being written.
    """

    name: str
    kinds: tuple[str, ...]
    models: tuple[type[Draft], ...]
    read: Callable[[Records], tuple[Records, tuple[Fault, ...]]]
    check: Callable[[Document], Iterable[Fault]]
    complete: Callable[[Document, date], Records]
    proofs: Callable[[Document, Document | None], Iterable[Step]]
    proof_version: str
    compile: Callable[[Document], Any]
    remarks: Callable[[str, str, str], Iterable[str]] = _no_remarks


@cache
def parts() -> tuple[Part, ...]:
    """The parts that settings name, in their order."""
    return tuple(import_string(name) for name in settings.RELEASE_PARTS)


def draft_kinds() -> frozenset[str]:
    """The kinds of record that have draft rows; the others are computed at submission."""
    return frozenset({"topic", *(model.record_kind for part in parts() for model in part.models)})


def draft_of(topic: Topic) -> Document:
    """The topic's draft rows as a document, as they are now; it may be incomplete."""
    records: Records = {"topic": {topic.slug: topic.record()}}
    for model in (model for part in parts() for model in part.models):
        rows = model._default_manager.filter(topic=topic).prefetch_related(*model.record_children)
        records[model.record_kind] = {row.slug: row.record() for row in rows}
    return Document(topic.slug, {kind: found for kind, found in records.items() if found})


def restore_draft(topic: Topic, document: Document) -> None:
    """Make the topic's draft rows say what the document says. Rows that it does not have are removed."""
    topic.take(document.records.get("topic", {}).get(topic.slug, {}))
    topic.save()
    for model in (model for part in parts() for model in part.models):
        _restore_kind(topic, model, document.records.get(model.record_kind, {}))


def _restore_kind(topic: Topic, model: type[Draft], records: dict[str, dict[str, Any]]) -> None:
    rows = {row.slug: row for row in model._default_manager.filter(topic=topic)}
    for slug, row in rows.items():
        if slug not in records:
            row.delete()
        elif row.record() != records[slug]:
            row.take(records[slug])
            row.save()
            row.take_children(records[slug])
    model.add(topic, {slug: record for slug, record in records.items() if slug not in rows})


def examine(document: Document) -> tuple[Document, tuple[Fault, ...]]:
    """The document in canonical form, and everything that is wrong with it."""
    sound, unreadable = readable(document)
    faults = list(unreadable)
    if not faults:
        faults.extend(fault for part in parts() for fault in part.check(sound))
        faults.extend(half_translated(sound))
    return sound, tuple(sorted(faults))


def readable(document: Document) -> tuple[Document, tuple[Fault, ...]]:
    """The document in canonical form, and what keeps it from being read as one. Half translated is no such thing: who
    tries a draft need not have finished it.
    """
    good: Records = {}
    faults: list[Fault] = []
    for part in parts():
        read, found = part.read(document.records)
        good |= read
        faults.extend(found)
    faults.extend(_strange_kinds(document))
    faults.extend(_strange_characters(document))
    return Document(document.topic, good), tuple(sorted(faults))


def _strange_kinds(document: Document) -> Iterable[Fault]:
    known = {kind for part in parts() for kind in part.kinds}
    for kind in sorted(document.records.keys() - known):
        yield Fault(kind, "", "", f"There is no kind of record `{kind}`; the kinds are {sorted(known)}.")


def _strange_characters(document: Document) -> Iterable[Fault]:
    """NUL and half characters: no database row can hold the one, no canonical JSON the other."""
    for kind, slug in sorted(document.keys()):
        for path, text in _strings(document.get((kind, slug)), ""):
            if _STRANGE.search(text):
                yield Fault(kind, slug, path, "In deze tekst staat een half of leeg teken. Typ hem opnieuw.")


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _strings(inner, f"{path}/{place}")


def complete(document: Document, on: date) -> Document:
    """The document with the records that its parts compute at submission."""
    records = dict(document.records)
    for part in parts():
        records |= part.complete(document, on)
    return Document(document.topic, records)


def prove(document: Document, before: Document | None) -> Proven:
    """Everything that the parts find in a sound document, compared with the release that it replaces."""
    return sum((step.run() for step in proofs(document, before)), NOTHING_TO_PROVE)


def proofs(document: Document, before: Document | None) -> Iterator[Step]:
    """The same, one step at a time."""
    for part in parts():
        yield from part.proofs(document, before)


def remarks_on(kind: str, field: str, text: str) -> tuple[str, ...]:
    """What to look at again in a text, by the part that this kind of record belongs to."""
    return tuple(said for part in parts() if kind in part.kinds for said in part.remarks(kind, field, text))


def proof_version() -> str:
    """What a proof must have been made with to count."""
    return " ".join(f"{part.name}-{part.proof_version}" for part in parts())
