"""Reads a library: a folder of YAML files that people review, `kind: {slug: record}`. Faults name file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

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
    for file in sorted(path for path in folder.rglob("*.yaml") if path.is_file()):
        try:
            said.extend(_add(file, folder, records, places))
        except yaml.YAMLError as error:
            said.append(_yaml_fault(file, folder, error))
        except ValueError as error:  # a number of thousands of digits, an impossible date
            said.append(f"{file.relative_to(folder.parent)}: a value cannot be read: {error}. Mend it and load again.")
    if said:
        raise LibraryFault("\n".join(said))
    return Library(Document(folder.name, records), places)


def _yaml_fault(file: Path, folder: Path, error: yaml.YAMLError) -> str:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    line = f":{mark.line + 1}" if mark else ""
    said = error.problem if isinstance(error, yaml.MarkedYAMLError) else str(error).splitlines()[0]
    return f"{file.relative_to(folder.parent)}{line}: this is not valid YAML: {said}. Mend the line and load again."


def _add(file: Path, folder: Path, records: Records, places: dict[Place, str]) -> Iterator[str]:
    """Put the records of one file in; yields what is wrong with its outline."""
    name = str(file.relative_to(folder.parent))
    top = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(top, yaml.MappingNode):
        yield f"{name}:1: expected `kind: {{slug: record}}` at the top of the file."
        return
    if strange := list(_strange(top, ())):
        yield from (f"{name}:{line}: {what}" for line, what in strange)
        return
    for kind, found in top.value:
        if not isinstance(found, yaml.MappingNode):
            yield f"{name}:{_line(kind)}: expected records by slug under `{kind.value}`."
            continue
        for slug, record in found.value:
            at = f"{name}:{_line(slug)}"
            if slug.value in records.setdefault(kind.value, {}):
                first = places[kind.value, slug.value, ""]
                yield f"{at}: {kind.value} `{slug.value}` is already at {first}; rename or remove one."
            records[kind.value][slug.value] = _value(record)
            places[kind.value, slug.value, ""] = at
            places |= {(kind.value, slug.value, path): f"{name}:{line}" for path, line in _lines(record, "")}


def _line(node: yaml.Node) -> int:
    line: int = node.start_mark.line
    return line + 1


def _strange(node: yaml.Node, around: tuple[yaml.Node, ...]) -> Iterator[tuple[int, str]]:
    """What the parser lets by: a key twice (the last would win), a key that is no word, an alias of what is around."""
    if any(node is outer for outer in around):
        yield _line(around[-1]), "this repeats itself inside itself; write out what belongs here."
    elif isinstance(node, yaml.MappingNode):
        yield from _strange_keys([key for key, _ in node.value])
        for _, inner in node.value:
            yield from _strange(inner, (*around, node))
    elif isinstance(node, yaml.SequenceNode):
        for inner in node.value:
            yield from _strange(inner, (*around, node))


def _strange_keys(keys: list[yaml.Node]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for key in keys:
        if not isinstance(key, yaml.ScalarNode):
            yield _line(key), "a key is a plain word; here it is a list or a mapping."
        elif key.value in seen:
            yield _line(key), f"`{key.value}` is there twice; remove one."
        else:
            seen.add(key.value)


def _value(node: yaml.Node) -> Any:
    """The plain value of a node. A date is read as the text that it is: JSON has no dates."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(inner) for key, inner in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner) for inner in node.value]
    if node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    return yaml.constructor.SafeConstructor().construct_object(node)


def _lines(node: yaml.Node, path: str) -> Iterator[tuple[str, int]]:
    """The line (from 1) of everything inside a record, by JSON pointer."""
    if isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            yield f"{path}/{key.value}", _line(key)
            yield from _lines(inner, f"{path}/{key.value}")
    elif isinstance(node, yaml.SequenceNode):
        for place, inner in enumerate(node.value):
            yield f"{path}/{place}", _line(inner)
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
