"""Reads a library: a folder of YAML files that people review, `kind: {slug: record}`. Faults name file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from content.documents import Document, Records, difference
from content.faults import Fault
from content.history import acting
from content.models import Topic
from content.parts import complete, draft_kinds, draft_of, examine, restore_draft

Place = tuple[str, str, str]


class LibraryFault(Exception):
    """The library cannot be loaded. One line per fault: file, line, what is wrong, what to do."""


@dataclass(frozen=True)
class Library:
    """A topic's records as they stand in its files, and where each stands."""

    document: Document
    places: dict[Place, str]

    def where(self, fault: Fault) -> str:
        """`file:line` of a fault, or of the nearest thing around it."""
        path = fault.path
        while (fault.kind, fault.slug, path) not in self.places and path:
            path = path.rpartition("/")[0]
        return self.places.get((fault.kind, fault.slug, path), "the library")


def read(folder: Path) -> Library:
    """The library in this folder; its name is the topic's slug. Raises LibraryFault."""
    if not folder.is_dir():
        raise LibraryFault(f"{folder}: there is no such folder. Name a folder with a topic's YAML files.")
    records: Records = {}
    places: dict[Place, str] = {}
    said: list[str] = []
    for file in sorted(folder.rglob("*.yaml")):
        try:
            said.extend(_add(file, folder, records, places))
        except YAMLError as error:
            said.append(_yaml_fault(file, folder, error))
    if said:
        raise LibraryFault("\n".join(said))
    return Library(Document(folder.name, records), places)


def _yaml_fault(file: Path, folder: Path, error: YAMLError) -> str:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    line = f":{mark.line + 1}" if mark else ""
    said = error.problem if isinstance(error, MarkedYAMLError) else str(error).splitlines()[0]
    return f"{file.relative_to(folder.parent)}{line}: this is not valid YAML: {said}. Mend the line and load again."


def _add(file: Path, folder: Path, records: Records, places: dict[Place, str]) -> Iterator[str]:
    """Put the records of one file in; yields what is wrong with its outline."""
    name = str(file.relative_to(folder.parent))
    content = YAML(typ="rt").load(file) or {}
    if not isinstance(content, CommentedMap):
        yield f"{name}:1: expected `kind: {{slug: record}}` at the top of the file."
        return
    for kind, found in content.items():
        if not isinstance(found, CommentedMap):
            yield f"{name}:{content.lc.key(kind)[0] + 1}: expected records by slug under `{kind}`."
            continue
        for slug, record in found.items():
            line = f"{name}:{found.lc.key(slug)[0] + 1}"
            if str(slug) in records.setdefault(str(kind), {}):
                first = places[str(kind), str(slug), ""]
                yield f"{line}: {kind} `{slug}` is already at {first}; rename or remove one."
            records[str(kind)][str(slug)] = _plain(record)
            places[str(kind), str(slug), ""] = line
            places |= {(str(kind), str(slug), path): f"{name}:{at}" for path, at in _lines(record, "")}


def _plain(value: Any) -> Any:
    """The value without what ruamel remembers of its layout."""
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def _lines(value: object, path: str) -> Iterator[tuple[str, int]]:
    """The line (from 1) of everything inside a record, by JSON pointer."""
    if isinstance(value, CommentedMap):
        for name, inner in value.items():
            yield f"{path}/{name}", value.lc.key(name)[0] + 1
            yield from _lines(inner, f"{path}/{name}")
    elif isinstance(value, CommentedSeq):
        for place, inner in enumerate(value):
            yield f"{path}/{place}", value.lc.item(place)[0] + 1
            yield from _lines(inner, f"{path}/{place}")


def checked(library: Library) -> Document:
    """The library's document in canonical form. Raises LibraryFault with every fault at its file and line."""
    kinds = draft_kinds()
    document, faults = examine(complete(library.document, timezone.localdate()))
    if faults:
        raise LibraryFault("\n".join(f"{library.where(fault)}: {fault}" for fault in faults))
    return Document(document.topic, {kind: found for kind, found in document.records.items() if kind in kinds})


@dataclass(frozen=True)
class Loaded:
    """What loading did: `written` records, or none because the drafts `differ` and were kept."""

    topic: Topic
    written: int
    differ: int


@transaction.atomic
def load(folder: Path, *, replace: bool = False) -> Loaded:
    """Put a library into the drafts of its topic. Drafts that people changed are kept, unless `replace`.

    Loading twice changes nothing. Raises LibraryFault.
    """
    document = checked(read(folder))
    with acting(None, "library"):
        topic, made = Topic.objects.get_or_create(slug=document.topic)
        changes = difference(draft_of(topic), document)
        keep = not made and bool(changes) and not replace
        if changes and not keep:
            restore_draft(topic, document)
    return Loaded(topic, 0 if keep else len(changes), len(changes) if keep else 0)
