"""How a question reads: one fact, few words, nothing denied. Said while it is being written; it never refuses."""

import re
from collections.abc import Iterator
from typing import Final

from content import reading

LONGEST_QUESTION: Final = 12
NEGATIONS: Final = frozenset(
    ["niet", "geen", "nooit", "niets", "niemand", "nergens", "zonder", "noch", "nauwelijks", "amper"]
)
# Read by clinicians alone, who have words of their own.
_OF_CLINICIANS = frozenset({"vignette", "promise", "route"})


def words(text: str) -> list[str]:
    """A number with its comma is one word."""
    return re.findall(r"[\w,'’-]*\w", text)


def remarks(kind: str, field: str, text: str) -> Iterator[str]:
    """What to look at again in a text of triage, as sentences."""
    if kind in _OF_CLINICIANS:
        return
    if (kind, field) == ("question", "text"):
        yield from _of_a_question(text)
    else:
        yield from reading.remarks(kind, field, text)


def _of_a_question(text: str) -> Iterator[str]:
    said = words(text)
    lower = {word.lower() for word in said}
    if len(said) > LONGEST_QUESTION:
        yield f"Een vraag van {len(said)} woorden is lang. Houd het bij {LONGEST_QUESTION}; de rest kan in de uitleg."
    if denied := sorted(NEGATIONS & lower):
        yield f"‘{denied[0]}’ maakt een ja of nee onduidelijk. Vraag naar wat er wel is."
    if "of" in lower:
        yield "Met ‘of’ vraagt u twee dingen tegelijk. Maak er twee vragen van."
    if text.count("?") != 1 or not text.endswith("?"):
        yield "Een vraag is één zin, met een vraagteken aan het eind."
