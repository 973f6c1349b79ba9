"""What people send: whole interviews as an app has them, by walking through them with the real service.

Three people, so that every request of an interview is among what is measured, in the share that it has of them:
ordinary back pain to the end, a fever that is found halfway, and somebody who has to call 112 at once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bench.load import KEY, Request, WrongAnswer, ask

PATH: Final = "/v1/topics/rugpijn/assessments"
LONGEST: Final = 30

Body = dict[str, Any]
ORDINARY: Final[Mapping[str, Body]] = {"age": {"number": 41}}
FEVER: Final[Mapping[str, Body]] = {
    "age": {"number": 67},
    "fever": {"choices": ["yes"]},
    "rigors": {"choices": ["yes"]},
}
CHEST_PAIN: Final[Mapping[str, Body]] = {"chest-pain": {"choices": ["yes"]}}


@dataclass(frozen=True)
class Interviews:
    """Bodies by what they are: each a list that is sent in turn."""

    mixed: list[Body]
    first: list[Body]
    halfway: list[Body]
    finished: list[Body]
    told: list[Body]
    """The answers to `mixed`."""


def walk(port: int) -> Interviews:
    ordinary = _interview(port, ORDINARY)
    everybody = [*ordinary, *_interview(port, FEVER), *_interview(port, CHEST_PAIN)]
    bodies = [body for body, _ in ordinary]
    return Interviews(
        mixed=[body for body, _ in everybody],
        first=bodies[:1],
        halfway=[bodies[len(bodies) // 2]],
        finished=bodies[-1:],
        told=[told for _, told in everybody],
    )


def _interview(port: int, said: Mapping[str, Body]) -> list[tuple[Body, Body]]:
    """Every body from the first, without answers, to the one that has an outcome, each with what was told."""
    answers: list[Body] = []
    found: list[tuple[Body, Body]] = []
    for _ in range(LONGEST):
        body = {"answers": list(answers)}
        told: Body = json.loads(_demanded(port, body))
        found.append((body, told))
        if told["status"] == "outcome":
            return found
        answers += [
            {"question": one["slug"], **said.get(one["slug"], _reassuring(one))}
            for one in told["nextScreen"]["questions"]
        ]
    raise WrongAnswer(f"an interview of {LONGEST} requests had no outcome")


def _demanded(port: int, body: Body) -> bytes:
    answer = ask(port, post(body))
    if answer.status != 200:
        raise WrongAnswer(f"{PATH} answers {answer.status}: {answer.body[:300]!r}")
    return answer.body


def _reassuring(question: Body) -> Body:
    """The first of a list is the ordinary one; of several, none."""
    if question["kind"] == "number":
        return {"number": question["number"]["minimum"]}
    if question["kind"] == "yesNo":
        return {"choices": ["no"]}
    return {"choices": [question["exclusiveChoice"] or question["choices"][0]["value"]]}


def post(body: Body, path: str = PATH) -> Request:
    """As the JSON of Dart, Swift, Kotlin and JavaScript is written: without spaces between its parts."""
    return Request(path, "POST", body=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def post_stored(body: Body, consent: Body) -> Request:
    """With consent, and under a key of its own each time."""
    plain = post({**body, "store": True, "consent": consent})
    return Request(plain.path, "POST", {"Idempotency-Key": KEY}, plain.body)
