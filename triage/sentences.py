"""Conditions of a document as sentences: `‘Hebt u koorts?’ ja`. For editors; the engine never reads these."""

from collections.abc import Iterable, Mapping
from typing import Any

Questions = Mapping[str, Mapping[str, Any]]
_YES_NO = {"yes": "ja", "no": "nee"}
_OPEN = "…"


def sentence(atoms: object, questions: Questions) -> str:
    """All conditions in one line."""
    return " en ".join(sentences(atoms, questions))


def sentences(atoms: object, questions: Questions) -> list[str]:
    """One per condition. What cannot be read as a condition is shown as it stands."""
    return [_atom(atom, questions) for atom in atoms] if isinstance(atoms, list) else []


def _atom(atom: object, questions: Questions) -> str:
    if not isinstance(atom, dict):
        return str(atom)
    for count, said in (("atLeastOf", "minstens"), ("atMostOf", "hoogstens")):
        if count in atom:
            inner = "; ".join(sentences(atom.get("atoms"), questions))
            return f"{said} {or_open(atom[count])} van: {inner or _OPEN}"
    slug = or_open(atom.get("question"))
    return f"‘{_text(questions.get(slug), slug)}’ {_compared(atom, questions.get(slug, {}))}"


def or_open(value: object) -> str:
    """What is still to be chosen, in conditions that are being made."""
    return _OPEN if value in (None, "") else str(value)


def _text(question: Mapping[str, Any] | None, slug: str) -> str:
    text = (question or {}).get("text")
    return str(text.get("nl", slug)) if isinstance(text, dict) else slug


def _compared(atom: Mapping[str, Any], question: Mapping[str, Any]) -> str:
    if "anyOf" in atom:
        return " of ".join(_labels(atom["anyOf"], question)) or _OPEN
    if "contains" in atom:
        return f"met {_label(atom['contains'], question)}"
    if "atLeast" in atom:
        return f"{_label(atom['atLeast'], question)} of {_further(atom['atLeast'], question, 'meer', 'verder')}"
    if "atMost" in atom:
        return f"{_label(atom['atMost'], question)} of {_further(atom['atMost'], question, 'minder', 'eerder')}"
    return _label(atom.get("is", ""), question)


def _further(value: object, question: Mapping[str, Any], number: str, choice: str) -> str:
    return number if isinstance(value, int) or question.get("kind") == "number" else choice


def _labels(values: object, question: Mapping[str, Any]) -> Iterable[str]:
    return [_label(value, question) for value in values] if isinstance(values, list) else [str(values)]


def _label(value: object, question: Mapping[str, Any]) -> str:
    for choice in question.get("choices", []):
        if choice.get("value") == value and isinstance(choice.get("label"), dict):
            return f"‘{choice['label'].get('nl', value)}’"
    return _YES_NO.get(str(value), or_open(value))
