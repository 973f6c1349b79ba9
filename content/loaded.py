"""Releases in memory: read once, kept up to so many bytes, and compiled when they are first asked for it.

What is live, or will be, is kept apart from what was: who asks for old releases throws no current one out.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import RLock
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings

from content.documents import Document
from content.models import Release
from content.one_reader import OneReader
from content.parts import parts
from content.release_facts import ReleaseFacts
from rugpijn.bounded import Bounded

# Measured: 0.06 MB packed and 1 MB compiled of a document of 0.33 MB; 1.7 MB read, which few are at a time.
TIMES_ITS_TEXT: Final = 4
MOST_READ: Final = 8


class Unreadable(Exception):
    """A stored release that this version of the code cannot read."""


class Compiled(Mapping[str, Any]):
    """What each part compiled of a document, by the part's name: each at its first use. Raises Unreadable."""

    def __init__(self, facts: ReleaseFacts, read: Callable[[], Document]) -> None:
        self._facts, self._read = facts, read
        self._found: dict[str, Any] = {}
        self._compiling = RLock()

    def __getitem__(self, name: str) -> Any:
        try:
            return self._found[name]
        except KeyError:
            return self._compile(name)

    def __iter__(self) -> Iterator[str]:
        return (part.name for part in parts())

    def __len__(self) -> int:
        return len(parts())

    def _compile(self, name: str) -> Any:
        with self._compiling:
            if name not in self._found:
                (part,) = (part for part in parts() if part.name == name)
                document = self._read()
                try:
                    self._found[name] = part.compile(document)
                except Exception as error:
                    raise Unreadable(f"{document.topic} {self._facts.number}") from error
            return self._found[name]


@dataclass(frozen=True, eq=False)
class LiveRelease:
    """A release that can be read: its facts, its document, and what each part compiled of it. Read once, so itself
    alone.

    `figures`: what was measured when it was proved; empty for a release from before there were proofs. `size`: the
    bytes that it takes, about.
    """

    facts: ReleaseFacts
    topic: str
    languages: tuple[str, ...]
    compiled: Mapping[str, Any]
    figures: Mapping[str, Any]
    packed: bytes
    size: int

    @property
    def number(self) -> int:
        return self.facts.number

    @property
    def document(self) -> Document:
        """Read again where it was not asked for lately: few are, once what they say was made into answers."""
        return _document(self.facts.digest, self.packed)


@lru_cache(maxsize=MOST_READ)
def _document(digest: str, packed: bytes) -> Document:
    return Document.read(zlib.decompress(packed).decode(), digest)


_live: Bounded[int, LiveRelease] = Bounded(lambda: settings.MEMORY_MB * 1_000_000 * 6 // 10)
_older: Bounded[int, LiveRelease] = Bounded(lambda: settings.MEMORY_MB * 1_000_000 * 2 // 10)


def loaded(facts: ReleaseFacts, is_current: Callable[[], bool]) -> LiveRelease:
    """The release with its document, checked against its digest. `is_current`: whether it is live, or will be.

    Raises OperationalError when it is not in memory and the database does not answer; DocumentDamaged, UnknownFormat.
    """
    found = _live.use(facts.pk) or _older.use(facts.pk)
    if found is not None and (found.facts is facts or found.facts == facts):
        return found
    kept = _live if is_current() else _older
    if found is not None and found.facts.digest == facts.digest:  # somebody signed it
        made = replace(found, facts=facts)
        kept.put(facts.pk, made, made.size)
        return made
    return _reader.read(facts, lambda: _load(facts, kept))


def load_here(facts: ReleaseFacts) -> LiveRelease:
    """In this thread, with all that its parts compile of it: so that nobody waits for it."""
    found = _live.use(facts.pk)
    release = found if found is not None and found.facts == facts else _load(facts, _live)
    for name in release.compiled:
        release.compiled[name]
    return release


def forget() -> None:
    _reader.stop()
    for kept in (_live, _older):
        kept.clear()
    _document.cache_clear()


def _load(facts: ReleaseFacts, kept: Bounded[int, LiveRelease]) -> LiveRelease:
    row = Release.objects.select_related("submission", "proof").get(pk=facts.pk)
    text = row.submission.document
    document = Document.read(text, facts.digest)
    packed = zlib.compress(text.encode())
    figures = MappingProxyType(row.proof.figures if row.proof else {})
    compiled = Compiled(facts, lambda: _document(facts.digest, packed))
    size = TIMES_ITS_TEXT * len(text)
    release = LiveRelease(facts, document.topic, document.languages(), compiled, figures, packed, size)
    kept.put(facts.pk, release, release.size)
    return release


_reader: OneReader[ReleaseFacts, LiveRelease] = OneReader()
