"""Random sound protocols and answers to them, for laws that must hold for every protocol there can be."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from tests.triage.engine.example import Records, contact, outcome
from triage.engine.answers import Answer, Answers, Chosen, Measured, Unknown
from triage.engine.codec import decode
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind
from triage.engine.urgency import URGENCIES, Urgency

Draw = Callable[[st.SearchStrategy[Any]], Any]
Record = dict[str, Any]

_LEVELS = list(URGENCIES)
_ADVICE = ("walk", "ibuprofen")
_WORSE = {"yesNo": ["yes", "no"], "single": ["last"], "multiple": ["more"], "number": ["higher", "lower"]}
_NOTICE = "Let op."


@st.composite
def protocols(draw: Draw) -> Protocol:
    return decode(draw(protocol_records()))


@st.composite
def protocol_records(draw: Draw) -> Records:
    questions = draw(_questions())
    leaves = [one for slug, one in sorted(questions.items()) if "clarifies" not in one]
    rules = {f"rule-{number}": draw(_rule(leaves)) for number in range(draw(st.integers(1, 6)))}
    signs = {one["alarmSign"]: {"urgency": one["atLeast"]} for one in rules.values() if "alarmSign" in one}
    routes = {"other": {"order": 2, "title": "Anders", "when": draw(_atoms(leaves, False, 1))}} if draw(_maybe) else {}
    rows = {f"row-{number}": draw(_advice_choice(leaves)) for number in range(draw(st.integers(0, 3)))}
    for one in questions.values():
        del one["slug"]
    for one in rules.values():
        if routes and draw(_maybe):
            one["route"] = "other"
    return {
        "alarmSign": signs,
        "advice": {slug: {} for slug in _ADVICE},
        "source": {"guideline": {}},
        "screen": {one["screen"]: _screen(one["screen"]) for one in questions.values()},
        "question": questions,
        "rule": rules,
        "adviceChoice": rows,
        "route": {"usual": {"order": 1, "default": True, "title": "Gewoon"}, **routes},
        **_frame(),
    }


def _frame() -> Records:
    """What every protocol has and no law is about."""
    hours = {"from": "08:00", "to": "17:00"}
    texts = ("emergencyNotice", "interruptedText", "demonstrationNotice", "withdrawnText")
    notices = {**dict.fromkeys((*texts, "unknownLabel", "noneOfTheseLabel"), _NOTICE), "officeHours": hours}
    someone = {
        level: contact("self") if level == "selfCare" else contact("ownGp", callWithin="PT1H") for level in _LEVELS
    }
    calendar = {
        "timeZone": "Europe/Amsterdam",
        "officeHours": hours,
        "holidays": [],
        "offsets": [{"from": "2026-01-01T00:00:00Z", "minutes": 60}],
        "validFrom": "2026-01-01",
        "validUntil": "2026-12-31",
    }
    return {
        "protocol": {"rugpijn": notices},
        "outcome": {f"usual-{level.lower()}": outcome("usual", level, someone[level]) for level in _LEVELS},
        "calendar": {"rugpijn": calendar},
    }


def _screen(slug: str) -> Record:
    return {"order": int(slug.removeprefix("screen-")), "title": "Vragen", "noneOfThese": False}


_maybe = st.booleans()


@st.composite
def _questions(draw: Draw) -> dict[str, Record]:
    """On up to four screens; some gated by earlier ones, some clarifying earlier ones."""
    found: dict[str, Record] = {}
    for number in range(draw(st.integers(1, 4))):
        earlier = [one for one in found.values() if "clarifies" not in one]
        for place in range(draw(st.integers(1, 3))):
            slug = f"q{number}{place}"
            found[slug] = draw(_question(slug, f"screen-{number}", place, earlier, _clarified(found)))
    return found


def _clarified(found: dict[str, Record]) -> set[str]:
    return {one["clarifies"] for one in found.values() if "clarifies" in one}


@st.composite
def _question(draw: Draw, slug: str, screen: str, order: int, earlier: list[Record], clarified: set[str]) -> Record:
    frame = {"slug": slug, "screen": screen, "order": order, "role": "factor", "text": "Vraag?"}
    unclear = [
        one["slug"]
        for one in earlier
        if one["kind"] == "yesNo" and "worse" in one and one["allowsUnknown"] and one["slug"] not in clarified
    ]
    if unclear and draw(_maybe):
        clarifies = {"clarifies": draw(st.sampled_from(unclear)), "worse": draw(st.sampled_from(["yes", "no"]))}
        return {**frame, "kind": "yesNo", "allowsUnknown": draw(_maybe), **clarifies}
    kind = draw(st.sampled_from(["yesNo", "yesNo", "single", "multiple", "number"]))
    record = {**frame, "kind": kind, "allowsUnknown": draw(_maybe), **_values(kind)}
    if draw(st.integers(0, 3)):
        record["worse"] = draw(st.sampled_from(_WORSE[kind]))
    if earlier and draw(_maybe):
        record["askedWhen"] = draw(_atoms(earlier, True, 2))
    return record


def _values(kind: str) -> Record:
    if kind == "number":
        return {"number": {"minimum": 0, "maximum": 9, "unit": "dagen"}}
    if kind == "yesNo":
        return {}
    choices: list[Record] = [{"value": value, "label": value} for value in ("a", "b", "c")]
    if kind == "multiple":
        choices.append({"value": "none", "label": "Geen", "baseline": True, "exclusive": True})
    return {"choices": choices}


@st.composite
def _atoms(draw: Draw, questions: list[Record], worse_side: bool, maximum: int = 3) -> list[Record]:
    return [draw(_atom(questions, worse_side)) for _ in range(draw(st.integers(1, maximum)))]


@st.composite
def _atom(draw: Draw, questions: list[Record], worse_side: bool) -> Record:
    if draw(st.integers(0, 3)):
        return draw(_leaf(questions, worse_side))  # type: ignore[no-any-return]
    inner = [draw(_leaf(questions, worse_side)) for _ in range(draw(st.integers(1, 3)))]
    distinct = [one for number, one in enumerate(inner) if one not in inner[:number]]
    return {"atLeastOf": draw(st.integers(1, len(distinct))), "atoms": distinct}


@st.composite
def _leaf(draw: Draw, questions: list[Record], worse_side: bool) -> Record:
    question = draw(st.sampled_from(questions))
    worse = question.get("worse") if worse_side else None
    return {"question": question["slug"], **draw(_comparison(question["kind"], worse))}


def _comparison(kind: str, worse: str | None) -> st.SearchStrategy[Record]:
    values = st.sampled_from(["a", "b", "c"])
    if kind == "yesNo":
        return st.sampled_from([{"is": one} for one in ([worse] if worse else ["yes", "no"])])
    if kind == "number":
        at_least = st.builds(lambda number: {"atLeast": number}, st.integers(1, 9))
        at_most = st.builds(lambda number: {"atMost": number}, st.integers(0, 8))
        return {"higher": at_least, "lower": at_most}.get(worse or "", at_least | at_most)
    if kind == "single" and worse:
        return st.sampled_from([{"is": "c"}, {"anyOf": ["b", "c"]}, {"atLeast": "b"}, {"atLeast": "c"}])
    any_of = st.builds(lambda some: {"anyOf": some}, st.lists(values, min_size=1, max_size=2, unique=True))
    one = st.builds(lambda value: {"is" if kind == "single" else "contains": value}, values)
    return any_of | one


@st.composite
def _rule(draw: Draw, questions: list[Record]) -> Record:
    frame = {"order": draw(st.integers(0, 3)), "when": draw(_atoms(questions, True)), "reason": "Daarom."}
    source: Record = {"sources": ["guideline"], "evidence": "study", "tell": "Let op"}
    if not draw(st.integers(0, 4)):
        return {**frame, **source, "raises": True}
    level = draw(st.integers(1, 4))
    uncertain = draw(st.integers(1, level)) if draw(_maybe) else None
    effect: Record = {"atLeast": _LEVELS[level]}
    if uncertain is not None:
        effect["ifUncertain"] = _LEVELS[uncertain]
        if draw(_maybe):
            effect["alarmSign"] = f"sign-{_LEVELS[level].lower()}"
    return {**frame, **source, **effect}


@st.composite
def _advice_choice(draw: Draw, questions: list[Record]) -> Record:
    withheld = [{"when": draw(_atoms(questions, True, 2)), "because": "Nee."} for _ in range(draw(st.integers(0, 2)))]
    return {
        "order": draw(st.integers(0, 3)),
        "advice": draw(st.sampled_from(_ADVICE)),
        "urgencies": draw(st.lists(st.sampled_from(_LEVELS), min_size=1, max_size=3, unique=True)),
        "shownWhen": draw(_atoms(questions, False, 2)) if draw(_maybe) else [],
        "withheldWhen": withheld,
    }


def known_answers(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer but "weet ik niet"."""
    if question.number is not None:
        return st.builds(Measured, st.integers(question.number.minimum, question.number.maximum))
    if question.kind is not QuestionKind.MULTIPLE:
        return st.builds(lambda value: Chosen((value,)), st.sampled_from(question.values))
    ordinary = [value for value in question.values if value != question.exclusive]
    some = st.lists(st.sampled_from(ordinary), min_size=1, unique=True)
    return st.just(Chosen((question.exclusive or "",))) | st.builds(lambda chosen: Chosen(tuple(chosen)), some)


def any_answers(question: Question) -> st.SearchStrategy[Answer]:
    known = known_answers(question)
    return known | st.just(Unknown()) if question.allows_unknown else known


@st.composite
def complete_answers(draw: Draw, protocol: Protocol) -> dict[str, Answer]:
    """An answer to every question, asked or not: what somebody would say."""
    return {question.slug: draw(any_answers(question)) for question in protocol.questions}


@st.composite
def partial_answers(draw: Draw, protocol: Protocol) -> dict[str, Answer]:
    """Answers to any of the questions, hidden ones too."""
    said = draw(complete_answers(protocol))
    return {slug: answer for slug, answer in said.items() if draw(_maybe)}


def checked(protocol: Protocol, given: Mapping[str, Answer]) -> Answers:
    return Answers(protocol, given)


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


@st.composite
def worse_than(draw: Draw, question: Question, answer: Answer) -> Answer:
    """An answer to an ordered question that is at least as worrying as this known one."""
    match answer:
        case Measured(number) if question.number is not None:
            higher = st.integers(number, question.number.maximum)
            lower = st.integers(question.number.minimum, number)
            return Measured(draw(higher if question.worse == "higher" else lower))
        case Chosen(choices) if question.kind is QuestionKind.MULTIPLE:
            return _more(question, choices, draw(st.sets(st.sampled_from(question.values))))
        case Chosen((value,)) if question.kind is QuestionKind.SINGLE:
            return Chosen((draw(st.sampled_from(question.values[question.values.index(value) :])),))
        case _:
            return answer if draw(_maybe) else worst_answer(question)


def _more(question: Question, choices: tuple[str, ...], added: set[str]) -> Answer:
    more = sorted({*choices, *added} - {question.exclusive})
    return Chosen(tuple(more)) if more else Chosen(choices)


def is_ordered(question: Question) -> bool:
    return question.worse is not None


LEVELS = tuple(Urgency)
