"""What is wrong with a row, in the words of the form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from triage.admin.rows.asking import BOUNDS, COMPARISONS, SEVERAL, UNKNOWN, Asked, Asking, Choice
from triage.admin.rows.posted import COUNTS, Atom

Place = tuple[int, ...]
Faults = dict[Place, str]
_KEPT = "Deze voorwaarde past niet bij de vraag zoals die nu is. Haal haar weg, en kies opnieuw."


@dataclass(frozen=True)
class Scope:
    """Where conditions stand. `worse_side`: only answers that are worse may be named, so that a worse answer never
    lowers the urgency. `counts`: which ways of counting are allowed."""

    worse_side: bool
    counts: tuple[str, ...] = COUNTS[:1]


def operator_of(atom: Atom) -> str:
    found = [key for key in atom if key != "question"] if isinstance(atom, dict) else []
    return found[0] if len(found) == 1 and found[0] in COMPARISONS else ""


def shows(atom: Atom, asking: Asking) -> bool:
    """Whether choices can say exactly this, and give it back as it was."""
    if not isinstance(atom, dict) or not isinstance(atom.get("question"), str):
        return False
    asked = asking.asked.get(atom["question"])
    if atom["question"] and asked is None:
        return False
    return len(atom) == 1 or (len(atom) == 2 and _shows_value(asked, operator_of(atom), atom))


def _shows_value(asked: Asked | None, operator: str, atom: Atom) -> bool:
    value = atom.get(operator)
    if operator == SEVERAL:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    number = asked is not None and asked.is_number and operator in BOUNDS and isinstance(value, int)
    return bool(operator) and (isinstance(value, str) or (number and not isinstance(value, bool)))


def counting(atom: Atom) -> str:
    """`atLeastOf` or `atMostOf` where this atom counts others."""
    keys = [key for key in COUNTS if isinstance(atom, dict) and set(atom) == {key, "atoms"}]
    count = atom[keys[0]] if keys else None
    right = isinstance(count, int | str) and not isinstance(count, bool) and isinstance(atom["atoms"], list)
    return keys[0] if keys and right else ""


def faults_in(atoms: list[Atom], asking: Asking, scope: Scope) -> Faults:
    """By the place of the row: its number, and within a group the number there."""
    found: Faults = {}
    for number, atom in enumerate(atoms):
        if operator := counting(atom):
            found |= {(number, inner): said for inner, said in _leaves(atom["atoms"], asking, scope)}
            if said := _count_fault(operator, atom, scope):
                found[number,] = said
        elif said := _leaf_fault(atom, asking, scope):
            found[number,] = said
    return found


def _leaves(atoms: list[Atom], asking: Asking, scope: Scope) -> Iterator[tuple[int, str]]:
    for number, atom in enumerate(atoms):
        if said := _leaf_fault(atom, asking, scope):
            yield number, said


def _count_fault(operator: str, atom: Atom, scope: Scope) -> str:
    if operator not in scope.counts:
        return "‘Hoogstens een aantal van’ kan hier niet. Haal deze groep weg."
    if not atom["atoms"]:
        return "Deze groep is nog leeg. Kies hieronder waaruit geteld wordt, of haal de groep weg."
    least, most = (1, len(atom["atoms"])) if operator == "atLeastOf" else (0, len(atom["atoms"]))
    if not isinstance(atom[operator], int):
        return "Vul een aantal in: hoeveel van deze voorwaarden moeten gelden?"
    if not least <= atom[operator] <= most:
        return f"Kies een aantal van {least} tot en met {most}: er staan er {most} onder."
    return "" if all(atom["atoms"].count(one) == 1 for one in atom["atoms"]) else "In deze groep staat iets twee keer."


def _leaf_fault(atom: Atom, asking: Asking, scope: Scope) -> str:
    slug = atom.get("question") if isinstance(atom, dict) else None
    if not isinstance(slug, str):
        return _KEPT
    if not slug:
        return "Kies een vraag, of haal deze voorwaarde weg."
    asked = asking.asked.get(slug)
    if asked is None:
        return f"De vraag ‘{slug}’ bestaat niet (meer). Haal deze voorwaarde weg, of maak de vraag opnieuw."
    if not shows(atom, asking):
        return _KEPT
    if asked.record.get("clarifies"):
        return "Deze vraag verduidelijkt een andere vraag. Kies die andere vraag."
    return _fault_of_comparison(asked, operator_of(atom), atom, scope)


def _fault_of_comparison(asked: Asked, operator: str, atom: Atom, scope: Scope) -> str:
    if not operator:
        return "Kies hoe u vergelijkt, en met welk antwoord."
    fitting = asked.comparisons(worse_side=False)
    if operator not in fitting:
        known = _listed([COMPARISONS[one] for one in fitting])
        return f"‘{COMPARISONS[operator]}’ past niet bij deze vraag. Kies uit: {known}."
    if asked.is_number:
        return _number_fault(asked, atom[operator]) or _wrong_side(asked, operator, scope)
    values = atom[operator] if operator == SEVERAL else [atom[operator]] if atom[operator] else []
    offered = asked.answers(operator, worse_side=scope.worse_side)
    return _choices_fault(asked, operator, values, offered)


def _number_fault(asked: Asked, value: Any) -> str:
    if not isinstance(value, int):
        return "Vul een heel getal in." if value else "Vul een getal in."
    low, high = asked.bounds or (value, value)
    return "" if low <= value <= high else f"Kies een getal van {low} tot en met {high}."


def _wrong_side(asked: Asked, operator: str, scope: Scope) -> str:
    fitting = asked.comparisons(worse_side=scope.worse_side)
    if operator in fitting:
        return ""
    return f"Kies hier ‘{COMPARISONS[fitting[0]]}’: anders geeft een erger antwoord minder spoed."


def _choices_fault(asked: Asked, operator: str, values: list[str], offered: tuple[Choice, ...]) -> str:
    if not values:
        return "Vink minstens één antwoord aan." if operator == SEVERAL else "Kies een antwoord."
    for value in values:
        if value not in dict(asked.choices):
            return f"‘{value}’ is geen antwoord (meer) op deze vraag. Kies uit: {_listed(dict(offered).values())}."
        if value not in dict(offered):
            listed = _listed(dict(offered).values())
            return f"Noem hier alleen het ergere: {listed}. Anders geeft een erger antwoord minder spoed."
    return ""


def _listed(words: Any) -> str:
    return ", ".join(f"‘{word}’" for word in words)


def answer_faults(given: list[tuple[str, Any]], asking: Asking) -> Faults:
    """The same for the answers of a vignette."""
    found: Faults = {}
    for number, (slug, value) in enumerate(given):
        if slug in [before for before, _ in given[:number]]:
            found[number,] = "Deze vraag staat hier twee keer. Haal er één weg."
        elif said := _answer_fault(asking.asked.get(slug), slug, value):
            found[number,] = said
    return found


def _answer_fault(asked: Asked | None, slug: str, value: Any) -> str:
    if not slug:
        return "Kies een vraag, of haal deze rij weg."
    if asked is None:
        return f"De vraag ‘{slug}’ bestaat niet (meer). Haal deze rij weg, of maak de vraag opnieuw."
    if value == UNKNOWN[0]:
        return "" if asked.record.get("allowsUnknown") else "Bij deze vraag kan ‘weet ik niet’ niet."
    if isinstance(value, list) and UNKNOWN[0] in value:
        return "Kies een antwoord, of alleen ‘weet ik niet’."
    if asked.is_number:
        return _number_fault(asked, value)
    return _chosen_fault(asked, value)


def _chosen_fault(asked: Asked, value: Any) -> str:
    values = value if isinstance(value, list) else [value] if value else []
    if len(values) > 1 and asked.kind != "multiple":
        return "Kies één antwoord."
    said = _choices_fault(asked, SEVERAL if asked.kind == "multiple" else "is", values, asked.choices)
    alone = [one["value"] for one in asked.record.get("choices", []) if one.get("exclusive")]
    if not said and len(values) > 1 and set(alone) & set(values):
        return f"{_listed(map(asked.label, alone))} gaat met geen ander antwoord samen."
    return said


def choice_faults(given: list[tuple[str, Any]], asking: Asking, *, whole: bool) -> Faults:
    """The same for some of the choices of questions. `whole`: whether a question may stand there without any."""
    found: Faults = {}
    for number, (slug, values) in enumerate(given):
        asked = asking.asked.get(slug)
        if asked is None:
            found[number,] = _answer_fault(asked, slug, values)
        elif (values or not whole) and (said := _choices_fault(asked, SEVERAL, values, asked.choices)):
            found[number,] = said
    return found
