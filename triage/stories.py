"""What the proofs found, told in Dutch: what is wrong, for which patient, and which record to mend."""

from collections.abc import Iterable, Iterator

from triage.engine.given import Answer, Chosen, Measured
from triage.engine.harmless import harmless
from triage.engine.proofs.cases import Case
from triage.engine.proofs.comparison import LessUrgent
from triage.engine.proofs.failures import Check, Failure
from triage.engine.protocol import Protocol
from triage.engine.records import Question
from triage.engine.urgency import Urgency
from triage.vocabulary import LABELS

_YES_NO = {"yes": "ja", "no": "nee"}
_UNKNOWN = "weet ik niet"
_HARMLESS = "Op alle andere vragen het geruststellende antwoord."

_SENTENCES = {
    Check.FLOOR: "De belofte ‘{title}’ houdt niet: {promised} of dringender was beloofd, en dit wordt {urgency}.",
    Check.CEILING: "De belofte ‘{title}’ houdt niet: hoogstens {promised} was beloofd, en dit wordt {urgency}.",
    Check.CONTRADICTION: "Twee beloften spreken elkaar tegen: ‘{title}’ wil minstens {urgency}, en ‘{about}’ hoogstens "
    "{promised}. Voor deze patiënt gelden ze allebei. Maak één van de twee nauwkeuriger.",
    Check.EMPTY_PROMISE: "De belofte ‘{title}’ geldt voor niemand: haar voorwaarden sluiten elkaar uit. Verbeter ze.",
    Check.ALARM_SIGN: "Een alarmteken komt niet bij zijn dringendheid: regel ‘{title}’ moet minstens {promised} geven, "
    "en dit wordt {urgency}.",
    Check.NO_FLOOR: "Geen belofte houdt een alarmteken vast: wie regel ‘{title}’ treft, heeft geen ondergrens van "
    "minstens {promised}. Schrijf een belofte met dezelfde voorwaarden.",
    Check.WORSE_IS_LESS: "Een erger antwoord maakt het minder dringend, bij de vraag ‘{title}’.",
    Check.UNKNOWN_IS_LESS: "‘Weet ik niet’ wordt minder dringend ({urgency}) dan elk ander antwoord op ‘{title}’. "
    "Geef een regel op deze vraag een dringendheid bij twijfel.",
    Check.UNKNOWN_IS_MORE: "‘Weet ik niet’ wordt dringender ({urgency}) dan elk ander antwoord op ‘{title}’. "
    "Verlaag de dringendheid bij twijfel van een regel op deze vraag.",
    Check.DEAD_RULE: "Regel ‘{title}’ beslist voor niemand: een andere regel is altijd minstens zo dringend, of zij "
    "kan niet waar zijn. Verwijder haar, of verbeter haar voorwaarden.",
    Check.DEAD_CHOICE: "Keuze {answer} bij de vraag ‘{title}’ verandert voor niemand iets. Verwijder haar, geef haar "
    "een gevolg, of zet erbij dat zij de gewone keuze is.",
    Check.DEAD_QUESTION: "De vraag ‘{title}’ verandert voor niemand iets. Verwijder haar, of gebruik haar "
    "in een regel.",
    Check.DEAD_SCREEN: "Scherm ‘{title}’ verandert voor niemand iets. Verwijder het, of gebruik zijn vragen.",
    Check.DEAD_ADVICE: "Advies ‘{title}’ wordt aan niemand gegeven. Verbeter wanneer het getoond wordt, of "
    "verwijder dat.",
    Check.DEAD_OUTCOME: "Uitkomst ‘{title}’ bereikt niemand. Verwijder de tekst, of verbeter de regels.",
    Check.STOPS_TOO_EARLY: "De vragenlijst stopt te vroeg: deze patiënt krijgt {urgency}, en met nog een vraag werd "
    "het dringender.",
    Check.CONTRAINDICATED: "Advies ‘{title}’ wordt gegeven aan iemand voor wie het schadelijk kan zijn.",
}


def sentence(protocol: Protocol, failure: Failure) -> str:
    """What is wrong, and how to mend it."""
    return _SENTENCES[failure.check].format(
        title=_title(protocol, failure.kind, failure.slug),
        about=_title(protocol, failure.kind, failure.about),
        urgency=_called(failure.urgency),
        promised=_called(failure.promised),
        answer=", ".join(answered(protocol.index.questions[failure.slug], one) for one in failure.answers),
    )


def story(protocol: Protocol, case: Case) -> tuple[str, ...]:
    """One line per answer that matters."""
    told = tuple(_lines(protocol, case, case))
    return (*told, "Verder is niets beantwoord.") if told else ("Er is niets beantwoord.",)


def comparison(before: Protocol, after: Protocol, found: LessUrgent) -> tuple[str, tuple[str, ...]]:
    """What becomes less urgent, and for whom. Answers that give no worry are left out."""
    because = _because(before, found.rule, "doordat regel ‘{}’ veranderde")
    title = f"Was {_called(found.was)}, wordt {_called(found.becomes)}{because}."
    return title, (*_differing(before, after, found, "nieuwe"), _HARMLESS)


def comparison_upward(before: Protocol, after: Protocol, found: LessUrgent) -> tuple[str, tuple[str, ...]]:
    """What becomes more urgent: `found` was compared the other way around."""
    because = _because(after, found.rule, "door regel ‘{}’")
    title = f"Was {_called(found.becomes)}, wordt {_called(found.was)}{because}."
    return title, (*_differing(after, before, found, "oude"), _HARMLESS)


def _because(protocol: Protocol, slug: str | None, words: str) -> str:
    rule = next((one for one in protocol.rules if one.slug == slug), None)
    return f", {words.format(rule.reason.nl)}" if rule else ""


def _differing(one: Protocol, other: Protocol, found: LessUrgent, called: str) -> Iterator[str]:
    worrying = [slug for slug, answer in found.before.items() if answer != harmless(one.index.questions[slug])]
    yield from _lines(one, found.before, worrying)
    differs = {slug: answer for slug, answer in found.after.items() if found.before.get(slug) != answer}
    for line in _lines(other, differs, differs):
        yield f"In de {called} vragenlijst: {line}"


def _lines(protocol: Protocol, case: Case, slugs: Iterable[str]) -> Iterator[str]:
    asked = set(slugs)
    for question in protocol.questions:
        if question.slug in asked:
            yield f"‘{question.text.nl}’ {answered(question, case[question.slug])}"


def answered(question: Question, answer: Answer) -> str:
    """As somebody would say it."""
    if isinstance(answer, Measured):
        unit = question.number.unit.nl if question.number else ""
        return f"{answer.number} {unit}".strip()
    if isinstance(answer, Chosen):
        labels = {choice.value: f"‘{choice.label.nl}’" for choice in question.choices} | _YES_NO
        return ", ".join(labels[value] for value in answer.choices)
    return _UNKNOWN


def _called(urgency: Urgency | None) -> str:
    return "" if urgency is None else f"‘{LABELS[urgency.json_name]}’"


def _title(protocol: Protocol, kind: str, slug: str) -> str:
    """What people call this record."""
    called = {
        "promise": {one.slug: one.title.nl for one in protocol.promises},
        "rule": {one.slug: one.reason.nl for one in protocol.rules},
        "question": {one.slug: one.text.nl for one in protocol.questions},
        "screen": {one.slug: one.title.nl for one in protocol.screens},
        "outcome": {one.slug: one.title.nl for one in protocol.outcomes},
    }
    return called.get(kind, {}).get(slug, slug)
