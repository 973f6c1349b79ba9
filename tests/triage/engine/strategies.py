"""Random sound protocols and answers to them, for laws that must hold for every protocol there can be.

Everything is made by a `Random` from one seed: a hundred times as fast as drawing each choice, so many more protocols
are tried. Hypothesis finds the seed, and makes `size` as small as it can when a law is broken.
"""

from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.triage.engine.example import Records, contact, outcome
from triage.engine.answers import Answer, Chosen, Measured, Unknown
from triage.engine.codec import decode
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind
from triage.engine.urgency import URGENCIES

Record = dict[str, Any]

LARGEST = 5
_LEVELS = list(URGENCIES)
_ADVICE = ("walk", "ibuprofen")
_WORSE = {"yesNo": ["yes", "no"], "single": ["last"], "multiple": ["more"], "number": ["higher", "lower"]}
_ORDERED_SINGLE: list[Record] = [{"is": "c"}, {"anyOf": ["b", "c"]}, {"atLeast": "b"}, {"atLeast": "c"}]


def chances() -> st.SearchStrategy[Random]:
    """A source of chance that a failing example can be repeated with."""
    return st.builds(Random, st.integers(0, 2**32))


def protocols() -> st.SearchStrategy[Protocol]:
    return st.builds(random_protocol, chances(), st.integers(1, LARGEST))


def protocol_records() -> st.SearchStrategy[Records]:
    return st.builds(random_records, chances(), st.integers(1, LARGEST))


def random_protocol(chance: Random, size: int = LARGEST) -> Protocol:
    return decode(random_records(chance, size))


def random_records(chance: Random, size: int = LARGEST) -> Records:
    """A sound protocol with at least one ordered question, and about `size` of everything."""
    questions = _questions(chance, size)
    leaves = [one for one in questions.values() if "clarifies" not in one]
    routes = _routes(chance, leaves)
    rules = {f"rule-{number}": _rule(chance, leaves, routes) for number in range(chance.randint(1, size + 2))}
    rows = {f"row-{number}": _advice_choice(chance, leaves) for number in range(chance.randint(0, size))}
    screens = {one["screen"] for one in questions.values()}
    return {
        "alarmSign": {one["alarmSign"]: {"urgency": one["atLeast"]} for one in rules.values() if "alarmSign" in one},
        "advice": {slug: {} for slug in _ADVICE},
        "source": {"guideline": {}},
        "screen": {slug: screen(slug) for slug in screens},
        "question": {slug: _without_slug(one) for slug, one in questions.items()},
        "rule": rules,
        "adviceChoice": rows,
        "route": {"usual": {"order": 1, "default": True, "title": "Gewoon"}, **routes},
        **frame(),
    }


def frame() -> Records:
    """What every protocol has and no law is about."""
    hours = {"from": "08:00", "to": "17:00"}
    texts = ("emergencyNotice", "interruptedText", "demonstrationNotice", "withdrawnText")
    notices = {**dict.fromkeys((*texts, "unknownLabel", "noneOfTheseLabel"), "Let op."), "officeHours": hours}
    calendar = {
        "timeZone": "Europe/Amsterdam",
        "officeHours": hours,
        "holidays": [],
        "offsets": [{"from": "2026-01-01T00:00:00Z", "minutes": 60}],
        "validFrom": "2026-01-01",
        "validUntil": "2026-12-31",
    }
    gp = contact("ownGp", callWithin="PT1H")
    return {
        "protocol": {"rugpijn": notices},
        "outcome": {f"usual-{level.lower()}": outcome("usual", level, gp) for level in _LEVELS},
        "calendar": {"rugpijn": calendar},
    }


def _maybe(chance: Random, of: float = 0.5) -> bool:
    return chance.random() < of


def screen(slug: str) -> Record:
    return {"order": int(slug.removeprefix("screen-")), "title": "Vragen", "noneOfThese": False}


def _without_slug(question: Record) -> Record:
    return {key: value for key, value in question.items() if key != "slug"}


def _questions(chance: Random, size: int) -> dict[str, Record]:
    """On a few screens; some gated by earlier ones, some clarifying earlier ones."""
    found: dict[str, Record] = {}
    for number in range(chance.randint(1, size)):
        earlier = [one for one in found.values() if "clarifies" not in one]
        for place in range(chance.randint(1, 3)):
            slug = f"q{number}{place}"
            unclear = _unclear(found, earlier) if found and _maybe(chance, 0.4) else []
            kinds = ["yesNo", "yesNo", "single", "multiple", "number"]
            base = {"slug": slug, "screen": f"screen-{number}", "order": place}
            base |= {"role": "factor", "text": "Vraag?", "allowsUnknown": _maybe(chance, 0.7)}
            more = (
                _clarifying(chance, unclear) if unclear else _ordinary(chance, chance.choice(kinds), earlier, not found)
            )
            found[slug] = base | more
    return found


def _unclear(found: dict[str, Record], earlier: list[Record]) -> list[str]:
    """Questions that another may clarify: yes or no, ordered, may be unknown, not clarified yet."""
    clarified = {one.get("clarifies") for one in found.values()}
    fit = [one for one in earlier if one["kind"] == "yesNo" and "worse" in one and one["allowsUnknown"]]
    return [one["slug"] for one in fit if one["slug"] not in clarified]


def _clarifying(chance: Random, unclear: list[str]) -> Record:
    return {"kind": "yesNo", "worse": chance.choice(["yes", "no"]), "clarifies": chance.choice(unclear)}


def _ordinary(chance: Random, kind: str, earlier: list[Record], ordered: bool) -> Record:
    record: Record = {"kind": kind, **values(kind)}
    if ordered or _maybe(chance, 0.75):
        record["worse"] = chance.choice(_WORSE[kind])
    if earlier and _maybe(chance):
        record["askedWhen"] = atoms(chance, earlier, 2, worse_side=True)
    return record


def values(kind: str) -> Record:
    if kind == "number":
        return {"number": {"minimum": 0, "maximum": 9, "unit": "dagen"}}
    if kind == "yesNo":
        return {}
    choices: list[Record] = [{"value": value, "label": value} for value in ("a", "b", "c")]
    if kind == "multiple":
        choices.append({"value": "none", "label": "Geen", "baseline": True, "exclusive": True})
    return {"choices": choices}


def atoms(chance: Random, questions: list[Record], maximum: int, *, worse_side: bool) -> list[Record]:
    return [_atom(chance, questions, worse_side) for _ in range(chance.randint(1, maximum))]


def _atom(chance: Random, questions: list[Record], worse_side: bool) -> Record:
    if _maybe(chance, 0.7):
        return leaf(chance, questions, worse_side)
    inner = [leaf(chance, questions, worse_side) for _ in range(chance.randint(1, 4))]
    distinct = [one for number, one in enumerate(inner) if one not in inner[:number]]
    return {"atLeastOf": chance.randint(1, len(distinct)), "atoms": distinct}


def leaf(chance: Random, questions: list[Record], worse_side: bool) -> Record:
    question = chance.choice(questions)
    worse = question.get("worse") if worse_side else None
    return {"question": question["slug"], **_comparison(chance, question["kind"], worse)}


def _comparison(chance: Random, kind: str, worse: str | None) -> Record:
    if kind == "yesNo":
        return {"is": worse or chance.choice(["yes", "no"])}
    if kind == "number":
        at_least, at_most = {"atLeast": chance.randint(1, 9)}, {"atMost": chance.randint(0, 8)}
        return {"higher": at_least, "lower": at_most}.get(worse or "", chance.choice([at_least, at_most]))
    if kind == "single" and worse:
        return chance.choice(_ORDERED_SINGLE)
    if _maybe(chance):
        return {"anyOf": chance.sample(["a", "b", "c"], chance.randint(1, 2))}
    return {"is" if kind == "single" else "contains": chance.choice(["a", "b", "c"])}


def _routes(chance: Random, questions: list[Record]) -> dict[str, Record]:
    if _maybe(chance):
        return {}
    others = ["other", "another"][: chance.randint(1, 2)]
    when = {slug: atoms(chance, questions, 2, worse_side=False) for slug in others}
    return {slug: {"order": 2, "title": "Anders", "when": one} for slug, one in when.items()}


def _rule(chance: Random, questions: list[Record], routes: dict[str, Record]) -> Record:
    record: Record = {"order": chance.randint(0, 3), "when": atoms(chance, questions, 3, worse_side=True)}
    record |= {"reason": "Daarom.", "sources": ["guideline"], "evidence": "study", "tell": "Let op"}
    if routes and _maybe(chance):
        record["route"] = "other"
    return record | ({"raises": True} if _maybe(chance, 0.2) else _effect(chance))


def _effect(chance: Random) -> Record:
    level = chance.randint(1, 4)
    effect: Record = {"atLeast": _LEVELS[level]}
    if _maybe(chance):
        effect["ifUncertain"] = _LEVELS[chance.randint(1, level)]
        if _maybe(chance):
            effect["alarmSign"] = f"sign-{_LEVELS[level].lower()}"
    return effect


def _advice_choice(chance: Random, questions: list[Record]) -> Record:
    against = [atoms(chance, questions, 2, worse_side=True) for _ in range(chance.randint(0, 2))]
    return {
        "order": chance.randint(0, 3),
        "advice": chance.choice(_ADVICE),
        "urgencies": chance.sample(_LEVELS, chance.randint(1, 3)),
        "shownWhen": atoms(chance, questions, 2, worse_side=False) if _maybe(chance) else [],
        "withheldWhen": [{"when": when, "because": "Nee."} for when in against],
    }


def known_answer(chance: Random, question: Question) -> Answer:
    """Any answer but "weet ik niet"."""
    if question.number is not None:
        return Measured(chance.randint(question.number.minimum, question.number.maximum))
    if question.kind is not QuestionKind.MULTIPLE or _maybe(chance, 0.3):
        return Chosen((question.exclusive or chance.choice(question.values),))
    ordinary = [value for value in question.values if value != question.exclusive]
    return Chosen(tuple(chance.sample(ordinary, chance.randint(1, len(ordinary)))))


def any_answer(chance: Random, question: Question) -> Answer:
    return Unknown() if question.allows_unknown and _maybe(chance, 0.3) else known_answer(chance, question)


def complete_answers(chance: Random, protocol: Protocol) -> dict[str, Answer]:
    """An answer to every question, asked or not: what somebody would say."""
    return {question.slug: any_answer(chance, question) for question in protocol.questions}


def partial_answers(chance: Random, protocol: Protocol) -> dict[str, Answer]:
    """Answers to any of the questions, hidden ones too."""
    share = chance.random()
    return {slug: one for slug, one in complete_answers(chance, protocol).items() if _maybe(chance, share)}


def ordered_question(chance: Random, protocol: Protocol) -> Question:
    return chance.choice([question for question in protocol.questions if question.worse is not None])


def best_answer(question: Question) -> Answer:
    """The least worrying answer to an ordered question."""
    if question.number is not None:
        return Measured(question.number.minimum if question.worse == "higher" else question.number.maximum)
    if question.kind is QuestionKind.YES_NO:
        return Chosen(tuple(value for value in question.values if value != question.worse))
    return Chosen((question.exclusive or question.values[0],))


def worst_answer(question: Question) -> Answer:
    """The most worrying answer to an ordered question."""
    if question.number is not None:
        return Measured(question.number.maximum if question.worse == "higher" else question.number.minimum)
    if question.kind is QuestionKind.YES_NO:
        return Chosen((question.worse or "",))
    if question.kind is QuestionKind.SINGLE:
        return Chosen(question.values[-1:])
    return Chosen(tuple(value for value in question.values if value != question.exclusive))


def worse_answer(chance: Random, question: Question, answer: Answer) -> Answer:
    """An answer to an ordered question that is at least as worrying as this known one."""
    match answer:
        case Measured(number) if question.number is not None:
            lowest, highest = question.number.minimum, question.number.maximum
            return Measured(
                chance.randint(number, highest) if question.worse == "higher" else chance.randint(lowest, number)
            )
        case Chosen(choices) if question.kind is QuestionKind.MULTIPLE:
            more = {*choices, chance.choice(question.values)} - {question.exclusive}
            return Chosen(tuple(sorted(str(one) for one in more))) if more else answer
        case Chosen((value,)) if question.kind is QuestionKind.SINGLE:
            return Chosen((chance.choice(question.values[question.values.index(value) :]),))
        case _:
            return answer if _maybe(chance) else worst_answer(question)
