"""Protocols of a few questions, written out in a test: sound, but for the one thing that the test is about."""

from typing import Any

from tests.triage.engine import strategies as make
from tests.triage.engine.example import Records

Record = dict[str, Any]


def records(questions: Record, rules: Record, **more: Record) -> Records:
    screens = {one["screen"] for one in questions.values()}
    signs = {one["alarmSign"]: {"urgency": one["atLeast"]} for one in rules.values() if "alarmSign" in one}
    return {
        "alarmSign": signs,
        "advice": {"walk": {}},
        "source": {"guideline": {}},
        "screen": {slug: make.screen(slug) for slug in screens},
        "question": questions,
        "rule": rules,
        "route": {"usual": {"order": 1, "default": True, "title": "Gewoon"}},
        **make.frame(),
        **more,
    }


def question(kind: str = "yesNo", screen: int = 1, **more: Any) -> Record:
    base = {"screen": f"screen-{screen}", "order": 1, "role": "factor", "text": "Vraag?", "allowsUnknown": True}
    return {**base, "kind": kind, **make.values(kind), **more}


def ordered(screen: int = 1, **more: Any) -> Record:
    """Yes is worse."""
    return question(screen=screen, worse="yes", **more)


def yes(slug: str) -> Record:
    return {"question": slug, "is": "yes"}


def no(slug: str) -> Record:
    return {"question": slug, "is": "no"}


def rule(*when: Record, **more: Any) -> Record:
    base = {"order": 1, "reason": "Daarom.", "sources": ["guideline"], "evidence": "study"}
    return {**base, "when": list(when), **more}


def promise(kind: str, urgency: str, *when: Record) -> Record:
    base = {"order": 1, "title": "Belofte", "sources": ["guideline"]}
    return {**base, "kind": kind, "urgency": urgency, "when": list(when)}


def advice(urgencies: list[str], *shown_when: Record, withheld: list[Record] | None = None) -> Record:
    against = [{"when": [one], "because": "Nee."} for one in withheld or []]
    base = {"order": 1, "advice": "walk", "urgencies": urgencies}
    return {**base, "shownWhen": list(shown_when), "withheldWhen": against}
