"""What is wrong in a document: where it stands and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault in one record. `path` is the place inside the record: `/blocks/0/text`, or empty for all of it."""

    kind: str
    slug: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{' '.join(filter(None, (self.kind, self.slug, self.path)))}: {self.message}"


class Faulty(Exception):
    """A document that may not be released; every fault at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))
