"""Reads a contract: follows references, and refuses what the comparison does not know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

Part = Mapping[str, Any]

# Words for people. They may change at any time.
TEXTS: Final = {"description", "summary", "title", "example", "examples", "externalDocs", "deprecated"}


class UnknownConstruct(Exception):
    """The contract has something that the comparison cannot judge. The message names it, its place and what to do."""


def refuse_unknown(part: Part, known: set[str], place: str) -> None:
    """Raises UnknownConstruct for a word that is no text, no extension and not known here."""
    for name in part:
        if name not in known and name not in TEXTS and not name.startswith("x-"):
            raise UnknownConstruct(
                f"{place} has `{name}`, which the comparison does not know. Teach openapi/compatibility what a change "
                "of it means, with a test, or leave it out of the contract."
            )


class Typed(NamedTuple):
    """A schema without reference or shell, and the name that its type has in a generated client."""

    name: str
    schema: Part

    @property
    def kind(self) -> str:
        """What a client makes a type of; empty for text and numbers, which need none, also where they have a name."""
        if "properties" in self.schema:
            return "object"
        return "enumeration" if "enum" in self.schema else ""


@dataclass(frozen=True)
class Reader:
    """One contract."""

    contract: Part

    def follow(self, part: Part) -> Part:
        """What a reference leads to; anything else is itself."""
        while "$ref" in part:
            found: Any = self.contract
            for step in part["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            part = found
        return part

    def typed(self, schema: Part, place: str) -> Typed:
        """Raises UnknownConstruct."""
        parts = schema.get("allOf", [schema])
        if len(parts) != 1:
            raise UnknownConstruct(f"{place} is made of {len(parts)} schemas (`allOf`): make it one.")
        base = self.follow(parts[0])
        base = self.typed(base, place).schema if "allOf" in base else base
        whole = {**base, **{name: value for name, value in schema.items() if name not in ("allOf", "$ref")}}
        found = Typed(parts[0].get("$ref", "").rpartition("/")[2], whole)
        return found if found.kind else Typed("", whole)

    def has_type(self, name: str) -> bool:
        return name in self.contract.get("components", {}).get("schemas", {})
