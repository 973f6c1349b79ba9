"""A made-up population of people who ask help in primary care for a new episode of back pain, always the same one.

It answers one question only: how many people would a change of the protocol send where? It is no research, and no
measure of who is really ill. It is shaped after an inception cohort: pain of less than six weeks, seen for the first
time. Each frequency has its source; what nobody looked up says `UNVERIFIED`, and a clinician or an epidemiologist may
correct it here. Several of these were set while looking at the budget that they are held against (`triage.budget`),
so that the shares lie within it proves little. And chance was kind: of the 2,000 that the gate draws 3.75 % are told
to call at once, within the budget of 4 %; of 12,000 drawn in the same way it is 4.9 %. Between two releases the same
people are compared, so what an edit moves is surer than the shares themselves. Answers are drawn each by itself, so
that things which go together in life go together too rarely.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from triage.engine.answers import Answer, Answers, Chosen, Measured, Unknown
from triage.engine.conditions import Reading, all_hold
from triage.engine.facts import facts_from
from triage.engine.harmless import harmless
from triage.engine.protocol import Protocol
from triage.engine.records import Question, QuestionKind
from triage.engine.truth import Truth
from triage.engine.urgency import Urgency
from triage.engine.verdict import verdict_on

SEED = 20261122
PEOPLE = 2000
UNVERIFIED = "unverified: our own estimate"
HENSCHKE_2009 = "Henschke 2009: 1,172 people with new low back pain in primary care, 0.9 % with serious disease"
HARDING_2005 = "Harding 2005: 213 of 482 people with back pain had pain at night, none of them serious disease"
VERHAGEN_2016 = (
    "Verhagen 2016, introduction: fracture about 4 %, malignancy under 1 %, cauda equina 0.04 %, infection 0.01 %"
)

# Of a question that has no frequency for it below, somebody says "weet ik niet". Unverified.
SHARE_UNKNOWN = 0.0005

# From, up to and including, share. Back pain is most common in middle life. Unverified.
AGES: tuple[tuple[int, int, float], ...] = (
    (1, 17, 0.02),
    (18, 39, 0.32),
    (40, 64, 0.45),
    (65, 79, 0.17),
    (80, 95, 0.04),
)


@dataclass(frozen=True)
class Frequency:
    """The share of people who give each answer, `unknown` among them.

    Of a single choice, the first takes what the others leave.
    """

    question: str
    shares: Mapping[str, float]
    source: str


FREQUENCIES: tuple[Frequency, ...] = (
    Frequency(
        "place",
        {
            "whole-back": 0.05,
            "buttock": 0.10,
            "hip-or-groin": 0.03,
            "back-and-belly": 0.01,
            "flank": 0.03,
            "upper-back": 0.08,
            "neck": 0.10,
        },
        UNVERIFIED,
    ),
    Frequency("onset", {"movement": 0.35, "injury": 0.05, "sudden": 0.02}, UNVERIFIED),
    Frequency(
        "duration",
        {"under-three-weeks": 0.60, "three-to-six-weeks": 0.12, "six-to-twelve-weeks": 0.02, "over-twelve-weeks": 0.01},
        f"{UNVERIFIED}; the cohort of {HENSCHKE_2009} had pain of less than six weeks",
    ),
    Frequency(
        "situation",
        {
            "someone-else": 0.05,
            "gave-birth": 0.005,
            "spinal-procedure": 0.003,
            "chemotherapy": 0.001,
            "spinal-cord-injury": 0.0005,
        },
        UNVERIFIED,
    ),
    Frequency(
        "general-health",
        {
            "blood-thinner": 0.08,
            "weight-loss": 0.003,
            "night-sweats": 0.003,
            "black-stools": 0.001,
            "painkillers": 0.40,
            "strong-painkillers": 0.01,
            "painkiller-advice": 0.25,
        },
        UNVERIFIED,
    ),
    Frequency(
        "course",
        {
            "daily-life-limited": 0.08,
            "worse-despite-self-care": 0.04,
            "no-position-helps": 0.01,
            "low-mood": 0.04,
            "worry": 0.05,
            "repeat-contact": 0.01,
        },
        UNVERIFIED,
    ),
    Frequency(
        "course", {"night-pain": 0.20}, f"{UNVERIFIED}; fewer than the 44 % of a back pain clinic: {HARDING_2005}"
    ),
    Frequency(
        "history", {"cancer": 0.04, "steroids": 0.01, "osteoporosis": 0.04}, f"{UNVERIFIED}, near {HENSCHKE_2009}"
    ),
    Frequency(
        "history", {"weak-immunity": 0.01, "infection-risk": 0.003, "tuberculosis": 0.002, "diabetes": 0.06}, UNVERIFIED
    ),
    Frequency(
        "painkiller-safety",
        {
            "blood-pressure": 0.15,
            "interacting-medicine": 0.06,
            "stomach-ulcer": 0.03,
            "kidney-disease": 0.02,
            "heart-failure": 0.01,
            "nsaid-asthma": 0.01,
            "liver-or-low-weight": 0.01,
        },
        UNVERIFIED,
    ),
    Frequency("leg-numbness", {"one-leg": 0.02, "both-legs": 0.001}, UNVERIFIED),
    Frequency("saddle-numbness", {"yes": 0.0008}, f"{VERHAGEN_2016}; twice that, as more people notice something"),
    Frequency("loss-of-bladder-control", {"yes": 0.0008}, f"{VERHAGEN_2016}; twice that"),
    Frequency("cannot-pass-urine", {"yes": 0.001}, UNVERIFIED),
    Frequency("loss-of-bowel-control", {"yes": 0.0005}, UNVERIFIED),
    Frequency("new-leg-weakness", {"yes": 0.004}, UNVERIFIED),
    Frequency("pain-both-legs", {"yes": 0.004}, UNVERIFIED),
    Frequency("unsteady-walking", {"yes": 0.002}, UNVERIFIED),
    Frequency("fever", {"yes": 0.006, "unknown": 0.08}, f"{UNVERIFIED}; many do not measure it"),
    Frequency("feels-feverish", {"yes": 0.02}, f"{UNVERIFIED}: of people who did not measure"),
    Frequency("rigors", {"yes": 0.001}, UNVERIFIED),
    Frequency("paracetamol-overdose", {"yes": 0.004}, UNVERIFIED),
    Frequency("severe-pain-after-injury", {"yes": 0.10}, f"{UNVERIFIED}: of people with an injury"),
    Frequency("bruise-after-injury", {"yes": 0.10}, f"{UNVERIFIED}: of people with an injury"),
    Frequency("deformity-after-injury", {"yes": 0.02}, f"{UNVERIFIED}: of people with an injury"),
    Frequency("steady-pain", {"yes": 0.20}, UNVERIFIED),
    Frequency("feels-ill", {"yes": 0.05}, UNVERIFIED),
    Frequency("needs-help-to-toilet", {"yes": 0.02}, UNVERIFIED),
    Frequency("painful-urination", {"yes": 0.05}, f"{UNVERIFIED}: of people with pain in the side or belly"),
)
# A question that has no frequency above: yes to an alarm sign, and yes to anything else. Unverified.
RARE_ALARM_SIGN, OTHER_YES = 0.0005, 0.01
# Of people from 18 to 45; and half as many who think they may be. Unverified.
PREGNANT = 0.01
# Each as often as the next. Unverified.
PAIN_SCORES = (2, 3, 4, 5, 5, 6, 6, 7, 7, 8)

Person = Mapping[str, Answer]


def represents(protocol: Protocol) -> bool:
    """Whether this population says anything about a protocol: it asks most of what has a frequency here."""
    asked = {frequency.question for frequency in FREQUENCIES}
    return 2 * len(asked & protocol.index.questions.keys()) > len(asked)


def people(protocol: Protocol, count: int = PEOPLE) -> Iterator[Person]:
    """What each would answer to every question of this protocol, asked or not. The same each time."""
    shares = _shares()
    for number in range(count):
        chance = Random(SEED + number)  # noqa: S311  # nothing secret: the same population every time
        age = _age(chance)
        yield {one.slug: _answer(Random(f"{SEED} {number} {one.slug}"), one, age, shares) for one in protocol.questions}  # noqa: S311


def urgency_of(protocol: Protocol, person: Person) -> Urgency:
    """What comes of it when this person is asked everything that can be asked."""
    index, given = protocol.index, dict[str, Answer]()
    readings: dict[str, Reading] = {}
    for slug, question in index.questions.items():
        if question.clarifies is not None:
            asked = isinstance(given.get(question.clarifies), Unknown)
        else:
            asked = all_hold(index.gates.get(slug, ()), readings) is not Truth.FALSE
        if asked:
            given[slug] = person[slug]
        readings[slug] = _reading(given.get(slug))
    return verdict_on(facts_from(Answers(protocol, given))).urgency


def _reading(answer: Answer | None) -> Reading:
    if isinstance(answer, Chosen):
        return frozenset(answer.choices)
    if isinstance(answer, Measured):
        return answer.number
    return Truth.FALSE if answer is None else Truth.UNKNOWN


def _shares() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for frequency in FREQUENCIES:
        found.setdefault(frequency.question, {}).update(frequency.shares)
    return found


def _age(chance: Random) -> int:
    band = chance.choices(AGES, [share for _, _, share in AGES])[0]
    return chance.randint(band[0], band[1])


def _answer(chance: Random, question: Question, age: int, shares: Mapping[str, Mapping[str, float]]) -> Answer:
    if question.slug == "age":
        return Measured(age)
    own = shares.get(question.slug, {})
    if question.allows_unknown and chance.random() < own.get("unknown", SHARE_UNKNOWN):
        return Unknown()
    if question.number is not None:
        return _number(chance, question)
    if question.kind is QuestionKind.YES_NO:
        return _yes_no(chance, question, own)
    if question.kind is QuestionKind.SINGLE:
        return Chosen((_single(chance, question, own),))
    return _several(chance, question, own, age)


def _number(chance: Random, question: Question) -> Answer:
    return Measured(chance.choice(PAIN_SCORES)) if question.slug == "pain-score" else harmless(question)


def _yes_no(chance: Random, question: Question, own: Mapping[str, float]) -> Answer:
    usual = RARE_ALARM_SIGN if question.role.value == "alarmSign" else OTHER_YES
    worse = question.worse or "yes"
    better = "no" if worse == "yes" else "yes"
    return Chosen((worse if chance.random() < own.get("yes", usual) else better,))


def _single(chance: Random, question: Question, own: Mapping[str, float]) -> str:
    first, *others = question.values
    weights = [own.get(value, 0.0) for value in others]
    return chance.choices([first, *others], [1 - sum(weights), *weights])[0]


def _several(chance: Random, question: Question, own: Mapping[str, float], age: int) -> Answer:
    pregnant = {"pregnant": PREGNANT, "maybe-pregnant": PREGNANT / 2} if 18 <= age <= 45 else {}
    likely = {**own, **pregnant}
    chosen = tuple(value for value in question.values if chance.random() < likely.get(value, 0.0))
    return Chosen(chosen) if chosen else harmless(question)
