"""Query parameters, read strictly: unknown, repeated and malformed ones are refused by name."""

from collections.abc import Collection, Iterator
from typing import Final

from django.http import HttpRequest

from rugpijn.http import kinds, language
from rugpijn.http.problems import PLAIN_NAME, Fault, Problem, Text

LARGEST: Final = 2**31 - 1
WHOLE_NUMBERS: Final = frozenset({"release"})  # so that `check` can tell them together with every other fault
ONCE: Final = Text("Geef deze parameter één keer.", "Give this parameter once.")
CHARACTERS: Final = Text("Haal het NUL-teken weg.", "Remove the NUL character.")


def check(request: HttpRequest, allowed: Collection[str]) -> None:
    """Raises one problem that names every fault."""
    faults = tuple(_faults(request, allowed)) if request.META.get("QUERY_STRING") else ()
    if faults:
        raise Problem(kinds.INVALID_QUERY, errors=faults)


def _faults(request: HttpRequest, allowed: Collection[str]) -> Iterator[Fault]:
    for name, values in request.GET.lists():
        if name not in allowed:
            yield _unknown(name, allowed)
        elif name == language.PARAMETER:
            yield from filter(None, (language.fault_of([str(value) for value in values]),))
        elif len(values) > 1:
            yield Fault("repeated", ONCE, parameter=name)
        elif "\0" in str(values[0]):
            yield Fault("invalid-character", CHARACTERS, parameter=name)
        elif name in WHOLE_NUMBERS and not _is_whole(str(values[0]), 1, LARGEST):
            yield _no_whole_number(name, 1, LARGEST)


def _unknown(name: str, allowed: Collection[str]) -> Fault:
    listed = ", ".join(sorted(allowed))
    detail = Text(
        f"Deze parameter bestaat hier niet. Wel: {listed}." if allowed else "Hier zijn geen parameters.",
        f"There is no such parameter here. There are: {listed}." if allowed else "There are no parameters here.",
    )
    return Fault("unknown", detail, parameter=name if PLAIN_NAME.fullmatch(name) else "query")


def whole_number(request: HttpRequest, name: str, *, minimum: int = 1, maximum: int = LARGEST) -> int | None:
    """None when it was not given."""
    given = request.GET.get(name)
    if given is None:
        return None
    if _is_whole(given, minimum, maximum):
        return int(given)
    raise Problem(kinds.INVALID_QUERY, errors=(_no_whole_number(name, minimum, maximum),))


def _is_whole(given: str, minimum: int, maximum: int) -> bool:
    digits = given.isascii() and given.isdigit() and len(given) <= len(str(maximum))
    return digits and minimum <= int(given) <= maximum


def _no_whole_number(name: str, minimum: int, maximum: int) -> Fault:
    detail = Text(
        f"Geef een heel getal van {minimum} tot en met {maximum}.", f"Give a whole number from {minimum} to {maximum}."
    )
    return Fault("invalid-number", detail, parameter=name)


def text(request: HttpRequest, name: str, *, longest: int = 200) -> str | None:
    """None when it was not given."""
    given = request.GET.get(name)
    if given is None or len(given) <= longest:
        return given
    detail = Text(f"Geef hoogstens {longest} tekens.", f"Give at most {longest} characters.")
    raise Problem(kinds.INVALID_QUERY, errors=(Fault("too-long", detail, parameter=name),))
