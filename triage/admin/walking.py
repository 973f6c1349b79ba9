"""One walk through an interview, as the form of its page carries it. Nothing of it is kept on the server.

The answers come back with every step, so they are read as if a stranger sent them; what no longer fits the questions,
because a colleague changed them meanwhile, is left out and said.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rugpijn.http import strict_json
from triage.engine.answers import Answer, Answers, Chosen, InvalidAnswers, Measured, Unknown, read_answers
from triage.engine.protocol import Protocol

Entry = dict[str, Any]
Step = tuple[Entry, ...]


class Unreadable(ValueError):
    """What the form sent along is no walk at all."""


@dataclass(frozen=True)
class Walk:
    """`steps`: of each screen that was answered, the answers. `vignette`: the case that is played, or nothing."""

    moment: str = "now"
    language: str = "nl"
    vignette: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def written(self) -> str:
        return json.dumps(self.steps, ensure_ascii=False, separators=(",", ":"))

    def with_step(self, given: Mapping[str, Answer]) -> "Walk":
        return replace(self, steps=(*self.steps, tuple(_entry(slug, answer) for slug, answer in given.items())))

    def back_to(self, place: int) -> tuple["Walk", Step]:
        """As it was before this screen was answered, and what was answered there."""
        if not self.steps:
            return self, ()
        place = min(max(place, 0), len(self.steps) - 1)
        return replace(self, steps=self.steps[:place]), self.steps[place]


def _entry(slug: str, answer: Answer) -> Entry:
    match answer:
        case Chosen(choices):
            return {"question": slug, "choices": list(choices)}
        case Measured(number):
            return {"question": slug, "number": number}
        case _:
            return {"question": slug, "unknown": True}


def read_steps(written: str) -> tuple[Step, ...]:
    """Raises Unreadable."""
    try:
        value = strict_json.loads((written or "[]").encode(errors="replace"))
    except (strict_json.NotJsonError, strict_json.UnsafeJsonError):
        raise Unreadable from None
    if not _is_steps(value):
        raise Unreadable
    return tuple(tuple(step) for step in value)


def _is_steps(value: object) -> bool:
    """A list of lists of objects; what is in those, the engine reads."""
    return isinstance(value, list) and all(
        isinstance(step, list) and all(isinstance(entry, dict) for entry in step) for step in value
    )


def fitting(protocol: Protocol, walk: Walk) -> tuple[Walk, Answers, int]:
    """The walk with the answers that fit these questions, and how many did not."""
    given: dict[str, Answer] = {}
    steps = [tuple(entry for entry in step if _takes(protocol, entry, given)) for step in walk.steps]
    left_out = sum(map(len, walk.steps)) - len(given)
    return replace(walk, steps=tuple(filter(None, steps))), Answers(protocol, given), left_out


def _takes(protocol: Protocol, entry: Entry, given: dict[str, Answer]) -> bool:
    try:
        ((slug, answer),) = read_answers(protocol, [entry]).given.items()
    except InvalidAnswers:
        return False
    if slug in given:
        return False
    given[slug] = answer
    return True


def answers_in(protocol: Protocol, step: Iterable[Entry]) -> dict[str, Answer]:
    """Those of one screen, to show them again."""
    found: dict[str, Answer] = {}
    for entry in step:
        _takes(protocol, entry, found)
    return found


__all__ = ["Step", "Unknown", "Unreadable", "Walk", "answers_in", "fitting", "read_steps"]
