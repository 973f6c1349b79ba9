"""Which language an answer is in: what `?language` asks, else what Accept-Language prefers, else Dutch."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from rugpijn.http import kinds
from rugpijn.http.problems import Fault, Problem, Text

LANGUAGES: Final = ("nl", "en")
DEFAULT: Final = "nl"
PARAMETER: Final = "language"
LONGEST_HEADER: Final = 500  # people's browsers send under 100; what is kept in memory has a bound
VARY: Final = "Accept-Language, Accept-Encoding"
CHOICES: Final = Text("Kies nl of en.", "Choose nl or en.")
ONCE: Final = Text("Geef language één keer, met nl of en.", "Give language once, with nl or en.")


def fault_of(asked: Sequence[str]) -> Fault | None:
    """What is wrong with the values of `?language`."""
    if len(asked) > 1:
        return Fault("repeated", ONCE, parameter=PARAMETER)
    return None if asked[0] in LANGUAGES else Fault("invalid-choice", CHOICES, parameter=PARAMETER)


def choose(request: HttpRequest, available: Collection[str] = LANGUAGES) -> str:
    """The language that the answer will really be in. A wrong `?language` is a problem."""
    return pick(request.GET.getlist(PARAMETER), request.headers.get("Accept-Language", ""), available)


def choose_or_default(request: HttpRequest) -> str:
    """As `choose`, for answers that have to be given whatever the request looks like: problems."""
    try:
        return choose(request)
    except (Problem, SuspiciousOperation):
        return pick((), request.headers.get("Accept-Language", ""), LANGUAGES)


def pick(asked: Sequence[str], accept: str, available: Collection[str] = LANGUAGES) -> str:
    """The same choice from plain values, for those who have no Django request."""
    if not asked:
        return _within(preferred(accept), available)
    if fault := fault_of(asked):
        raise Problem(kinds.INVALID_QUERY, errors=(fault,))
    return _within(asked, available)


def _within(wanted: Sequence[str], available: Collection[str]) -> str:
    """A text that exists in another language is still better than none, so this always answers."""
    for language in (*wanted, DEFAULT, *LANGUAGES):
        if language in available:
            return language
    return DEFAULT


def preferred(accept: str) -> tuple[str, ...]:
    """The languages of the API that an Accept-Language header allows, best first."""
    return _preferred(accept) if len(accept) <= LONGEST_HEADER else ()


@lru_cache(maxsize=1024)
def _preferred(accept: str) -> tuple[str, ...]:
    """Django gives the ranges best first, and on a tie as they were listed."""
    ranges = [(tag.split("-")[0], quality) for tag, quality in parse_accept_lang_header(accept)]
    named = {language for language, _ in ranges}
    wanted: list[str] = []
    for language, quality in ranges:
        if quality > 0:
            wanted += [other for other in LANGUAGES if other not in named] if language == "*" else [language]
    return tuple(dict.fromkeys(language for language in wanted if language in LANGUAGES))
