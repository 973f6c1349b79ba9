"""Bodies of an assessment: sound ones, ones with something wrong in them, and bytes that are hardly JSON any more.

All of it comes from a `Random`, so that a seed repeats it, and Hypothesis can draw the seed.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from tests.fuzz.questions import Question, Questions

MARKER = "zqkoortsqz"
"""Stands where somebody could have put what they feel: nothing of it may be found in a log."""
SURPRISES = (0, 0.02, 0.02, 0.1, 1)
Body = dict[str, Any]
Answer = dict[str, Any]


def sound_answer(question: Question, chance: Random) -> Answer:
    if question.allows_unknown and chance.random() < 0.15:
        return {"question": question.slug, "unknown": True}
    if question.kind == "number":
        edges = [question.minimum, question.maximum]
        number = chance.choice([*edges, *(chance.randint(*edges) for _ in range(6))])
        return {"question": question.slug, "number": number}
    return {"question": question.slug, "choices": _choices(question, chance)}


def answered(question: Question, chance: Random, surprise: float) -> Answer:
    """Mostly no, and nothing special: who says anything at all meets an emergency on one of the first screens."""
    if chance.random() < surprise:
        return sound_answer(question, chance)
    if question.kind == "yesNo":
        return {"question": question.slug, "choices": ["no"]}
    if question.exclusive is not None:
        return {"question": question.slug, "choices": [question.exclusive]}
    return sound_answer(question, chance)


def _choices(question: Question, chance: Random) -> list[str]:
    if question.kind != "multiple":
        return [chance.choice(question.values)]
    together = [value for value in question.values if value != question.exclusive]
    if question.exclusive is not None and chance.random() < 0.3:
        return [question.exclusive]
    return chance.sample(together, chance.randint(1, len(together)))


def sound_body(questions: Questions, releases: Sequence[int], chance: Random) -> Body:
    """Answers to any of the questions, also to those that are hidden by now: an app's back button is no error."""
    all_of_them = len(questions)
    asked = chance.sample(sorted(questions), chance.choice([0, 3, min(30, all_of_them), all_of_them, all_of_them]))
    surprise = chance.choice(SURPRISES)
    body: Body = {"answers": [answered(questions[slug], chance, surprise) for slug in asked]}
    if chance.random() < 0.5:
        body["release"] = chance.choice([*releases, max(releases) + 1, None])
    return body


def spoilt(body: Body, questions: Questions, chance: Random) -> Body:
    """The same body with one to three things changed; mostly for the worse."""
    copy: Body = json.loads(json.dumps(body))
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        answers = copy.get("answers")
        if isinstance(answers, list) and answers and chance.random() < 0.8:
            _spoil_answer(answers, _place(answers, questions, chance), questions, chance)
        else:
            chance.choice(_OUTLINE)(copy, chance)
    return copy


def _place(answers: list[Any], questions: Questions, chance: Random) -> int:
    """Each kind of question as often as the others, though most are yes or no."""
    kind = chance.choice(["yesNo", "single", "multiple", "number"])
    asked = [questions.get(str(answer.get("question"))) if isinstance(answer, dict) else None for answer in answers]
    places = [place for place, question in enumerate(asked) if question is not None and question.kind == kind]
    return chance.choice(places or range(len(answers)))


def _spoil_answer(answers: list[Any], place: int, questions: Questions, chance: Random) -> None:
    answer = answers[place]
    if not isinstance(answer, dict):
        return
    some = chance.choice(list(questions.values()))
    own = questions.get(str(answer.get("question")), some)
    left_out = chance.choice([*answer, ""])
    ways: list[Callable[[], Any]] = [
        lambda: answer | {"question": chance.choice([some.slug, MARKER, MARKER, "", None, 7])},
        lambda: answer | {"choices": [chance.choice([*some.values, MARKER])]},
        lambda: answer | {"choices": list(own.values[-2:])},  # the last one often goes with no other
        lambda: (
            answer | {"choices": chance.choice([[], ["yes", "yes"], [*own.values] * 2, ["yes"] * 21, "yes", {}, [1]])}
        ),
        lambda: answer | {"number": chance.choice([own.minimum - 1, own.maximum + 1, *_NUMBERS])},
        lambda: answer | {"unknown": chance.choice([True, False, 1, "true", MARKER])},
        lambda: {**answer, chance.choice(["choice", "Question", "speech", MARKER]): MARKER},
        lambda: {name: value for name, value in answer.items() if name != left_out},
        lambda: answer | dict.fromkeys(chance.sample(["choices", "number", "unknown"], 2)),
        lambda: chance.choice([None, [], MARKER, 1, True, [answer]]),
    ]
    answers[place] = chance.choice(ways)()
    if chance.random() < 0.2:
        answers.insert(chance.randint(0, len(answers)), answer)


# No 5.0: the contract does not call it a whole number, and the service takes it.
_NUMBERS: list[Any] = [-1, 0, 0.5, 11, 121, 10**6, 2**53 - 1, 1e300, "67", True, [], MARKER]
_MOMENTS: list[Any] = [
    *("2026-11-22T21:40:00Z", "2026-11-22T21:40:00+01:00", "2026-11-22t21:40:00.123456789z", "1800-01-01T00:00:00Z"),
    *("2026-11-22", "2026-11-22T21:40:00", "2026-02-30T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"),
    *("2026-11-22T24:00:00Z", "2026-11-22T21:40:60Z", "2026-11-22T21:40:00+99:99", "", MARKER, 0, True, [], {}),
]
_RELEASES: list[Any] = [0, -1, 1, 2, 3, 4, 1.0, 2.5, 2**31, 2**53 - 1, "1", True, [], {}, MARKER]


def _set(name: str, values: list[Any]) -> Callable[[Body, Random], None]:
    def change(body: Body, chance: Random) -> None:
        body[name] = chance.choice(values)

    return change


_OUTLINE: list[Callable[[Body, Random], None]] = [
    _set("release", _RELEASES),
    _set("at", _MOMENTS),
    _set("explain", [True, False, None, 1, MARKER, {}]),
    _set("answers", [None, {}, "", MARKER, 3, [None], [[]], [{}] * 501, [{"question": MARKER}]]),
    _set(MARKER, [MARKER, None, {}]),
    lambda body, _chance: body.update({"store": True, "language": "en"}),
    lambda body, _chance: body.clear(),
]


def broken(body: Mapping[str, Any], chance: Random) -> bytes:
    """What a client with a fault in it sends: cut off, in another encoding, with a key twice, nested without end."""
    content = json.dumps(body, ensure_ascii=chance.random() < 0.5).encode()
    half = chance.randrange(len(content) + 1)
    depth = chance.choice([19, 20, 21, 1000, 30_000])
    ways: list[Callable[[], bytes]] = [
        lambda: content[:half],
        lambda: content[half:],
        lambda: content[:half] + chance.randbytes(chance.choice([1, 2, 40])) + content[half:],
        lambda: bytes(byte ^ (1 << chance.randrange(8)) if chance.random() < 0.02 else byte for byte in content),
        lambda: content.decode().encode(chance.choice(["utf-16", "utf-8-sig", "utf-32-le"])),
        lambda: content + content,
        lambda: b"[" + content + b"]",
        lambda: b'{"answers":' + b"[" * depth + b"]" * depth + b"}",
        lambda: b'{"answers":[],"answers":[],"' + MARKER.encode() + b'":1}',
        lambda: b'{"answers":[],"at":"' + chance.choice([rb"\ud800", rb"\u0000", b"\xed\xa0\x80", b"\0"]) + b'"}',
        lambda: b'{"answers":[],"release":' + chance.choice([b"NaN", b"1e999", b"9" * 5000, b"-", b"01"]) + b"}",
        lambda: chance.randbytes(chance.choice([1, 10, 1000])),
        lambda: b" " * (64 * 1024) + content,
    ]
    return chance.choice(ways)()
