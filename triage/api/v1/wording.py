"""What is said around the protocol's own texts: faults in answers, and the lines to tell a triagist."""

from collections.abc import Callable, Mapping

from rugpijn.http.problems import Fault, Text
from triage.engine.answers import AnswerFault

Parameters = Mapping[str, str | int | tuple[str, ...]]

_TYPES = {
    "array": Text("een lijst", "a list"),
    "object": Text("een object", "an object"),
    "string": Text("een tekst", "a text"),
    "number": Text("een getal", "a number"),
    "true": Text("true", "true"),
}
_WORDS: dict[str, Text] = {
    "unknown-question": Text(
        "Deze vraag bestaat niet in deze uitgave. De vragen staan bij /triage van dit onderwerp.",
        "There is no such question in this release. The questions are at /triage of this topic.",
    ),
    "no-question": Text(
        "Zeg in `question` bij welke vraag dit hoort.", "Say in `question` which question this answers."
    ),
    "answered-twice": Text(
        "Deze vraag is twee keer beantwoord. Stuur één antwoord per vraag.",
        "This question is answered twice. Send one answer per question.",
    ),
    "two-values": Text(
        "Geef precies één van `choices`, `number` of `unknown`.",
        "Give exactly one of `choices`, `number` or `unknown`.",
    ),
    "no-value": Text(
        "Het antwoord ontbreekt. Geef `choices`, `number` of `unknown`.",
        "The answer is missing. Give `choices`, `number` or `unknown`.",
    ),
    "unexpected-field": Text(
        "Dit veld hoort niet in een antwoord. Bekend zijn `question`, `choices`, `number` en `unknown`.",
        "This field does not belong in an answer. Known are `question`, `choices`, `number` and `unknown`.",
    ),
    "not-a-whole-number": Text("Geef een heel getal.", "Give a whole number."),
    "number-expected": Text("Deze vraag vraagt om een getal in `number`.", "This question asks for a `number`."),
    "choices-expected": Text("Deze vraag vraagt om een keuze in `choices`.", "This question asks for `choices`."),
    "no-choice": Text(
        "Kies minstens één antwoord. Weet iemand het niet, stuur dan `unknown`: true.",
        "Choose at least one answer. If somebody does not know, send `unknown`: true.",
    ),
    "too-many-choices": Text(
        "Dit zijn te veel keuzes voor deze vraag.", "These are too many choices for this question."
    ),
    "choice-twice": Text("Deze keuze staat er twee keer.", "This choice is there twice."),
    "exclusive-choice": Text(
        "Deze keuze kan niet samen met een andere. Stuur haar alleen.",
        "This choice cannot go together with another. Send it alone.",
    ),
    "unknown-not-allowed": Text("Bij deze vraag kan ‘weet ik niet’ niet.", "This question has no ‘I don't know’."),
}


def _wrong_type(parameters: Parameters) -> Text:
    wanted = _TYPES.get(str(parameters.get("expected")), Text("een andere soort waarde", "another kind of value"))
    return Text(f"Verwacht: {wanted.nl}.", f"Expected: {wanted.en}.")


def _out_of_range(parameters: Parameters) -> Text:
    low, high = parameters["minimum"], parameters["maximum"]
    return Text(f"Geef een getal van {low} tot en met {high}.", f"Give a number from {low} to {high}.")


def _unknown_choice(parameters: Parameters) -> Text:
    allowed = parameters["allowed"]
    listed = ", ".join(allowed) if isinstance(allowed, tuple) else ""
    return Text(f"Deze keuze bestaat niet. Kies uit: {listed}.", f"There is no such choice. Choose from: {listed}.")


def _too_many_answers(parameters: Parameters) -> Text:
    most = parameters["maximum"]
    return Text(f"Dit zijn te veel antwoorden. Stuur er hoogstens {most}.", f"Too many answers. Send at most {most}.")


_WITH_PARAMETERS: dict[str, Callable[[Parameters], Text]] = {
    "wrong-type": _wrong_type,
    "out-of-range": _out_of_range,
    "unknown-choice": _unknown_choice,
    "too-many-answers": _too_many_answers,
}
_OTHER = Text("Dit antwoord past niet bij de vraag.", "This answer does not fit the question.")


def fault_of(fault: AnswerFault) -> Fault:
    """A fault in an answer as the API tells it: at its place in the body, without what was answered."""
    made = _WITH_PARAMETERS.get(fault.code)
    text = made(dict(fault.parameters)) if made else _WORDS.get(fault.code, _OTHER)
    return Fault(fault.code, text, pointer=f"/answers{fault.pointer}")


NO_SIGNS = Text("Geen alarmtekens gemeld.", "No alarm signs reported.")
NO_SIGNS_BUT_UNSURE = Text(
    "Geen alarmtekens gemeld. Op een of meer vragen was het antwoord ‘weet ik niet’.",
    "No alarm signs reported. The answer to one or more questions was ‘I don't know’.",
)
SIGNS = Text("Het gaat om", "It is about")
UNCERTAIN = Text("weet ik niet zeker", "not sure")
WORSE = Text("erger dan de vorige keer", "worse than last time")
