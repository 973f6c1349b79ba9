"""JSON read strictly (I-JSON, RFC 7493): what two parsers could read in two ways is refused, with its place.

Python's own parser takes duplicate keys, NaN, endless numbers and half characters, and each would be an answer that
nobody gave. So: read fast, and read again with an eye for places only when there is something to say.
"""

import json
from collections.abc import Iterator
from typing import Any, Final, NoReturn

import msgspec

from rugpijn.http.kinds import Text
from rugpijn.http.problems import Fault, pointer

DEEPEST: Final = 20
LARGEST: Final = 2**53 - 1  # beyond this JavaScript, and Dart on the web, read another number than was sent
DIGITS: Final = len(str(-LARGEST))
WHITE_SPACE: Final = b" \t\r\n"
NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
DETAILS: Final = {
    "duplicate-key": Text(
        "In dit object staat een veld twee keer. Stuur elk veld één keer.",
        "A field occurs twice in this object. Send each field once.",
    ),
    "invalid-number": Text(
        f"Dit getal is te groot, of geen getal. Stuur een getal van -{LARGEST} tot en met {LARGEST}.",
        f"This number is too large, or no number. Send a number from -{LARGEST} to {LARGEST}.",
    ),
    "invalid-character": Text(
        "Hier staat een half teken of een NUL-teken. Haal het weg.",
        "There is half a character or a NUL character here. Remove it.",
    ),
    "too-deep": Text(
        f"De inhoud is te diep genest. Stuur hoogstens {DEEPEST} niveaus.",
        f"The content is nested too deeply. Send at most {DEEPEST} levels.",
    ),
}

Path = tuple[str | int, ...]


class NotJsonError(ValueError):
    """No JSON at all, and where the reading stopped."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}")
        self.detail = Text(
            f"De inhoud is geen geldige JSON: kijk op regel {line} bij teken {column}.",
            f"The content is not valid JSON: look at line {line}, character {column}.",
        )


class UnsafeJsonError(ValueError):
    """JSON that cannot be taken as it is: every fault at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class _DoubtError(ValueError):
    """Raised inside the fast reading; the slow one finds out where."""


class _BadNumber:
    """Stands in the tree for a number that cannot be taken."""


class _Twice(dict[str, Any]):
    """Stands in the tree for an object in which a key came twice."""


def loads(content: bytes) -> Any:
    """The value; or NotJsonError, or UnsafeJsonError."""
    try:
        return _read(content)
    except UnicodeDecodeError as error:
        before = content[: error.start]
        raise NotJsonError(before.count(b"\n") + 1, error.start - before.rfind(b"\n")) from None
    except json.JSONDecodeError as error:
        raise NotJsonError(error.lineno, error.colno) from None
    except RecursionError:
        raise UnsafeJsonError((_fault("too-deep", ()),)) from None


def usual(content: bytes) -> Any | None:
    """The value of JSON as most programs write it: with nothing escaped. None: read it with `loads`.

    But for white space it reads as it would be written again, so no field came twice and every number is as it was
    sent. How large the numbers are and how deep it goes is for the caller to look at.
    """
    if b"\\u" in content:
        return None
    try:
        value = msgspec.json.decode(content)
        return value if _same(msgspec.json.encode(value), content) else None
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _same(one: bytes, other: bytes) -> bool:
    """But for white space. Inside a string it was read as it is, so there it is the same anyhow."""
    return one == other or one.translate(None, WHITE_SPACE) == other.translate(None, WHITE_SPACE)


def _read(content: bytes) -> Any:
    text = content.decode("utf-8")
    if _surely_shallow(content) and b"\\u" not in content:
        try:
            return _FAST.decode(text)
        except _DoubtError:
            pass
    value = _SLOW.decode(text)
    if faults := tuple(_faults(value, ())):
        raise UnsafeJsonError(faults)
    return value


def _surely_shallow(content: bytes) -> bool:
    """Each round takes away the two innermost levels at most. Brackets inside strings only cause doubt."""
    brackets = content.translate(None, NO_BRACKETS)
    for _ in range(DEEPEST // 2):
        if not brackets:
            return True
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return not brackets


def _faults(value: Any, path: Path) -> Iterator[Fault]:
    """Only non-empty nesting counts, so the recursion ends at the deepest level that is allowed."""
    if isinstance(value, dict | list) and len(path) >= DEEPEST:
        yield _fault("too-deep", path)
    elif isinstance(value, dict):
        yield from _object_faults(value, path)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from _faults(element, (*path, index))
    elif isinstance(value, _BadNumber):
        yield _fault("invalid-number", path)
    elif isinstance(value, str) and not _whole(value):
        yield _fault("invalid-character", path)


def _object_faults(value: dict[str, Any], path: Path) -> Iterator[Fault]:
    if isinstance(value, _Twice):
        yield _fault("duplicate-key", path)
    for key, element in value.items():
        if not _whole(key):
            yield _fault("invalid-character", path)
        yield from _faults(element, (*path, key))


def _fault(code: str, path: Path) -> Fault:
    return Fault(code, DETAILS[code], pointer=pointer(*path))


def _whole(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _good_number(digits: str) -> bool:
    """The length comes first: Python itself refuses to read thousands of digits."""
    return len(digits) <= DIGITS and abs(int(digits)) <= LARGEST


def _fast_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise _DoubtError
    return read


def _fast_integer(digits: str) -> int:
    if not _good_number(digits):
        raise _DoubtError
    return int(digits)


def _fast_float(digits: str) -> float:
    if not abs(value := float(digits)) <= LARGEST:
        raise _DoubtError
    return value


def _fast_constant(_name: str) -> NoReturn:
    raise _DoubtError


def _slow_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    return read if len(read) == len(pairs) else _Twice(read)


def _slow_integer(digits: str) -> int | _BadNumber:
    return int(digits) if _good_number(digits) else _BadNumber()


def _slow_float(digits: str) -> float | _BadNumber:
    return value if abs(value := float(digits)) <= LARGEST else _BadNumber()


def _slow_constant(_name: str) -> _BadNumber:
    return _BadNumber()


_FAST: Final = json.JSONDecoder(
    object_pairs_hook=_fast_pairs, parse_int=_fast_integer, parse_float=_fast_float, parse_constant=_fast_constant
)
_SLOW: Final = json.JSONDecoder(
    object_pairs_hook=_slow_pairs, parse_int=_slow_integer, parse_float=_slow_float, parse_constant=_slow_constant
)
