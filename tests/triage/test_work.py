"""What is asked most takes no more work than it did. Counted in steps, so no machine is too slow for it.

After a change that was meant: `pytest tests/triage/test_work.py --write-work -n 0`, and the commit says why.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core import signals
from django.db import close_old_connections

from bench.proofs import made_up
from bench.steps import VERSION, steps
from content.editions import edition
from content.models import Release
from rugpijn.http.answering import Answering
from rugpijn.http.remembering import Remembering
from rugpijn.http.wsgi import Handler
from tests.test_two_doors import ask
from tests.test_two_doors import environ as asked
from tests.triage.api.v1.test_plain import HEALTHY_ANSWERS, compact, environ, storing
from tests.triage.engine.example import MONDAY_MORNING, PROTOCOL
from tests.triage.engine.strategies import best_answer
from tests.triage.library.reader import protocol as shipped
from tests.triage.storing import new_key
from triage.api.v1.plain import PLAIN_ASSESSMENTS
from triage.engine.answers import Answers, read_answers
from triage.engine.evaluate import evaluate
from triage.engine.protocol import Protocol

FIGURES = Path(__file__).with_name("work.json")
MORE = 1.2
ARTICLE = "/v1/topics/rugpijn"


@pytest.fixture
def server(small: Release) -> Iterator[Remembering]:
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)  # in a test that is the test's own
    yield Remembering(Answering(Handler(), edition, PLAIN_ASSESSMENTS), edition)
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


def paths(server: Remembering) -> dict[str, Callable[[], Any]]:
    etag = ask(server, asked(ARTICLE))[1]["ETag"]
    first, half, whole = (compact({"answers": HEALTHY_ANSWERS[:count]}) for count in (0, 4, len(HEALTHY_ANSWERS)))
    answers = read_answers(PROTOCOL, HEALTHY_ANSWERS)
    return {
        "an article": lambda: ask(server, asked(ARTICLE)),
        "an article, compressed": lambda: ask(server, asked(ARTICLE, accept_encoding="gzip, br")),
        "an article that did not change": lambda: ask(server, asked(ARTICLE, if_none_match=etag)),
        "an assessment, the first screen": lambda: ask(server, environ(first)),
        "an assessment, halfway": lambda: ask(server, environ(half)),
        "an assessment, the outcome": lambda: ask(server, environ(whole)),
        "an assessment, stored": lambda: ask(server, environ(compact(storing()), HTTP_IDEMPOTENCY_KEY=new_key())),
        "reading answers": lambda: read_answers(PROTOCOL, HEALTHY_ANSWERS),
        "an evaluation": lambda: evaluate(PROTOCOL, answers, MONDAY_MORNING),
        "an evaluation, halfway, as shipped": _halfway(shipped()),
        "an evaluation, halfway, of 40 questions and 200 rules": _halfway(made_up(Random(0))),
    }


def _halfway(protocol: Protocol) -> Callable[[], object]:
    """With the best answers to the first half of the questions."""
    asked = protocol.questions[: len(protocol.questions) // 2]
    answers = Answers(protocol, {question.slug: best_answer(question) for question in asked})
    return lambda: evaluate(protocol, answers, MONDAY_MORNING)


def test_it_takes_no_more_work_than_it_did(server: Remembering, request: pytest.FixtureRequest) -> None:
    known: dict[str, dict[str, int]] = json.loads(FIGURES.read_text())
    now = {name: steps(work) for name, work in paths(server).items()}
    if request.config.getoption("--write-work"):
        FIGURES.write_text(json.dumps({**known, VERSION: now}, indent=1, ensure_ascii=False) + "\n")
        return
    assert VERSION in known, f"no figures for Python {VERSION} yet: --write-work writes them"
    more = {name: (now[name], before) for name, before in known[VERSION].items() if now[name] > before * MORE}
    assert not more, "steps now, and before: mend it, or --write-work and say why"
    less = {name: (now[name], before) for name, before in known[VERSION].items() if now[name] * MORE < before}
    assert not less, "well done: --write-work keeps it"
