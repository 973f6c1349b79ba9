"""How a Dutch text reads to somebody in pain, at night: what to write in another way, said while it is being written.

These are the rules that the shipped texts keep. They never refuse: a clinician may know better.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pyphen
from markdown_it import MarkdownIt

LONGEST_SENTENCE: Final = 22
HARDEST_TEXT: Final = 50.0
_ENOUGH_TO_MEASURE = 20
# Names of things: no sentences, so nothing to measure.
HEADINGS: Final = frozenset({"title", "question", "term", "aliases"})

# What no text says, and what to do instead. Regular expressions, matched without regard to case.
NEVER: Final = {
    r"\bu moet\b(?! plassen)|\bmoet u\b|\bu had\b.{0,20}\bmoeten\b": (
        "dit beveelt of verwijt. Schrijf wat iemand kan doen"
    ),
    r"\bten gevolge van\b|\bmiddels\b|\bdient u\b|\bteneinde\b|\bindien\b|\bechter\b": (
        "dit is stijf. Kies een gewoon woord"
    ),
    r"\bmen\b": "dit is onpersoonlijk. Schrijf wie het doet",
    r"\b(je|jij|jouw|jullie)\b": "spreek de lezer aan met u",
    r"\b(uw|eigen) schuld\b(?<!niet uw schuld)": "dit geeft de lezer de schuld",
    r"!": "een uitroepteken maakt ongerust",
    r"\b(back ?pain|stretch\w*|core|red flags?|self-?care|lifestyle|coping|tips?|triage|mindset|workout)\b": (
        "dit is Engels of vaktaal. Kies een Nederlands woord"
    ),
    r"\bniets aan de hand\b|\bgeen zorgen\b|\bonschuldig\b|\bkan geen kwaad\b|\bgarantie\b|\bgarandeert\b": (
        "dit stelt gerust zonder grond"
    ),
    r"\bmaakt? u zich geen\b|\bgeen paniek\b|\baltijd veilig\b|\baltijd onschuldig\b": "dit stelt gerust zonder grond",
    r"\bverlamd\b|\bverlamming\b|\bdodelijk\b|\blevensbedreigend\b|\brolstoel\b": "dit maakt bang zonder noodzaak",
    r"\bu (hebt|heeft) (waarschijnlijk|zeker|vast) een\b|\bde diagnose is\b": (
        "dit is een diagnose. Schrijf: kan wijzen op"
    ),
    r"\bhuisartsen post\b|\bhuisartspost\b|\bhap\b|\bspoedpost\b": "het woord is huisartsenpost",
    r"\b(morfine|tramadol|oxycodon|fentanyl|codeïne|opiaten|opioïden|diazepam|oxazepam)\b": (
        "dit middel wordt hier nooit aangeraden"
    ),
    r"\bslachtoffer\b|\blijdt aan\b|\bklagen\b|\bklaagt\b": "dit plakt een etiket op de lezer",
}
# The most words of a text that people still read to its end.
LENGTHS: Final[dict[tuple[str, str], int]] = {
    ("alarmSign", "title"): 8,
    ("alarmSign", "text"): 30,
    ("alarmSign", "pointsTo"): 16,
    ("advice", "title"): 10,
    ("advice", "body"): 140,
    ("faq", "question"): 12,
    ("faq", "answer"): 120,
    ("section", "title"): 8,
    ("section", "summary"): 20,
    ("term", "definition"): 30,
}
PHONES: Final = frozenset({"112", "113", "0800-0113", "0800-2000"})

_MARKDOWN = MarkdownIt("commonmark")
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"')]*\s+")
_PHONE = re.compile(r"(?<![\d-])(?:\+31[\d -]{8,}|0[89]00[- ]?\d{4}|0\d{1,3}[- ]?\d{6,8}|1\d{2})(?![\d-]|\.\w)")
_UNIT = re.compile(r"\s*(?:gram|milligram|graden|minuten|mensen|jaar|uur|procent)\b")


def lines(markdown: str) -> list[str]:
    """The text without its marks: one line for each paragraph and each item of a list."""
    inline = [token for token in _MARKDOWN.parse(markdown) if token.type == "inline"]
    return ["".join(_visible(child.type, child.content) for child in token.children or ()) for token in inline]


def _visible(kind: str, content: str) -> str:
    return " " if kind in {"softbreak", "hardbreak"} else content


def sentences(markdown: str) -> list[str]:
    """The sentences of a text; a paragraph or an item of a list ends one, whatever it ends with."""
    return [part for line in lines(markdown) for part in _SENTENCE_END.split(line) if part.strip()]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-'’,.][^\W_]+)*", text)


def phones(text: str) -> set[str]:
    """What looks like a telephone number; a number with a unit behind it is an amount."""
    return {match.group().strip() for match in _PHONE.finditer(text) if not _UNIT.match(text, match.end())}


def ease(markdown: str) -> float:
    """Flesch-Douma: about 60 is plain, 80 is easy. Raises ValueError where there is no word."""
    said = sentences(markdown)
    found = [word for sentence in said for word in words(sentence)]
    if not found:
        raise ValueError("There is nothing to read here: give a text of at least one word.")
    return 206.835 - 0.93 * len(found) / len(said) - 77 * sum(map(_syllables, found)) / len(found)


def _syllables(word: str) -> int:
    return len(_hyphens().positions(word.lower())) + 1


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL")


def remarks(kind: str, field: str, text: str) -> Iterator[str]:
    """What to look at again in the Dutch of a field, as sentences; nothing where it reads well.

    `field`: as in a document, with the names of rows between (`blocks/text`).
    """
    heading = field.rpartition("/")[2] in HEADINGS
    yield from _too_long(kind, field, text)
    for sentence in sentences(text):
        count = len(words(sentence))
        if count > LONGEST_SENTENCE and not heading:
            yield f"Een zin van {count} woorden is lang. Maak er twee van: ‘{sentence}’"
        yield from _never(sentence)
    yield from (f"{number} is geen nummer dat wij kennen. Klopt het?" for number in sorted(phones(text) - PHONES))
    yield from () if heading else _hard(text)


def _too_long(kind: str, field: str, text: str) -> Iterator[str]:
    count, most = len(words(" ".join(lines(text)))), LENGTHS.get((kind, field))
    if most is not None and count > most:
        yield f"Dit zijn {count} woorden. Meer dan {most} leest bijna niemand."


def _never(sentence: str) -> Iterator[str]:
    for pattern, why in NEVER.items():
        if match := re.search(pattern, sentence, re.IGNORECASE):
            yield f"‘{match.group()}’: {why}."


def _hard(text: str) -> Iterator[str]:
    if len(words(" ".join(lines(text)))) >= _ENOUGH_TO_MEASURE and (value := ease(text)) < HARDEST_TEXT:
        scale = f"{value:.0f} op de schaal van Flesch-Douma; 60 is gewoon"
        yield f"Dit leest moeilijk ({scale}). Kies kortere woorden en zinnen."
