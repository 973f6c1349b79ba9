"""What is wrong with a protocol: where, what, and how to mend it. Editors read the messages, so these are in Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from triage.engine.fault_messages import MESSAGES


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`path` is a JSON pointer inside the record `kind`/`slug`; `details` are the values that `message` names."""

    kind: str
    slug: str
    path: str
    code: str
    details: tuple[tuple[str, str], ...] = ()

    @property
    def message(self) -> str:
        return MESSAGES[self.code].format(**dict(self.details))

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}{self.path}: {self.message}"


class InvalidProtocol(Exception):
    """These records are no sound protocol. `faults` has all of them, not just the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(f"{len(self.faults)} faults\n" + "\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a record, and the list where its faults are noted."""

    kind: str
    slug: str
    faults: list[Fault] = field(compare=False)
    path: str = ""

    def at(self, *keys: str | int) -> "Place":
        tail = "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in keys)
        return Place(self.kind, self.slug, self.faults, self.path + tail)

    def fault(self, code: str, **details: object) -> None:
        shown = tuple((name, _printable(value, _LONGEST.get(name, 80))) for name, value in details.items())
        self.faults.append(Fault(self.kind, self.slug, self.path, code, shown))


# What may stand here is ours and is told in full; what somebody wrote can be any length.
_LONGEST = {"allowed": 1000}


def _printable(value: object, longest: int) -> str:
    """Any value as one short line that can be encoded: records may hold lone surrogates and huge numbers."""
    if isinstance(value, int) and abs(value) >= 10**20:
        return "een heel groot getal"
    return str(value)[:longest].encode("ascii", "backslashreplace").decode().replace("\x00", "\\x00")
