"""What the list of topics says of a release: little, and known without its document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content.documents import Document, Record


@dataclass(frozen=True)
class Summary:
    """`record`: the topic's own."""

    topic: str
    record: Record
    languages: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, languages: tuple[str, ...] = ()) -> "Summary":
        return cls(document.topic, document.records["topic"][document.topic], languages or document.languages())

    @property
    def document(self) -> Document:
        """With nothing in it but the topic's own record."""
        return Document(self.topic, {"topic": {self.topic: self.record}})

    def as_json(self) -> dict[str, Any]:
        return {"topic": self.topic, "record": self.record, "languages": list(self.languages)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Summary":
        return cls(value["topic"], value["record"], tuple(value["languages"]))
