"""GET /v1/topics/{topic}/releases/{number}/quality: what was measured of a release when it was proved."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from content import publishing, releases
from content.models import Proof, Release, Topic
from tests.conftest import person
from triage.api.v1.quality_shape import quality
from triage.budget import Shares, as_json
from triage.engine.urgency import Urgency

BEFORE_PROOFS: dict[str, Any] = {}


def asked(query: str = "", number: int = 1) -> dict[str, Any]:
    answer = Client().get(f"/v1/topics/rugpijn/releases/{number}/quality{query}")
    body: dict[str, Any] = json.loads(answer.content)
    return body | {"status": answer.status_code} if answer.status_code != 200 else body


def test_the_figures_are_those_of_the_proof(small: Release) -> None:
    proved = Proof.objects.get().figures["quality"]
    shown = asked()["vignettes"]
    assert proved["cases"] > 0
    assert (shown["cases"], shown["exact"], shown["underTriaged"]) == (
        proved["cases"],
        proved["exact"],
        proved["under"],
    )


def test_it_says_who_labelled_the_cases(small: Release) -> None:
    assert asked()["vignettes"]["labelledBy"] == Proof.objects.get().figures["quality"]["labelledBy"] != []


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "met zulke casussen niet te meten"), ("en", "cannot be measured")]
)
def test_it_says_that_such_cases_cannot_measure_over_triage(small: Release, language: str, said: str) -> None:
    assert said in quality(Proof.objects.get().figures, language)["vignettes"]["about"]


def test_a_protocol_that_the_population_knows_nothing_of_has_no_shares(small: Release) -> None:
    assert asked()["population"] is None


def test_a_withdrawn_release_keeps_its_figures(small: Release) -> None:
    publishing.withdraw(release=small, by=person("wim", "reviewer"), why="klopt niet")
    releases.forget()
    assert asked()["vignettes"]["cases"] > 0


def test_a_release_that_never_was_live_has_none(small: Release) -> None:
    told = asked(number=2)
    assert (told["status"], told["errors"][0]["parameter"]) == (404, "number")


def test_a_release_from_before_there_were_proofs_says_that_nothing_was_measured() -> None:
    assert quality(BEFORE_PROOFS, "nl") == {"vignettes": None, "population": None}


def test_shares_stand_beside_their_limits() -> None:
    now = dict(zip(reversed(Urgency), (0.01, 0.02, 0.07, 0.3, 0.6), strict=True))
    told = quality({"population": as_json(Shares(now, before=now))}, "nl")["population"]
    rows = [(one["urgency"], one["share"], one["shareBefore"], one["atMost"], one["atLeast"]) for one in told["shares"]]
    assert rows[0] == ("emergency", 0.01, 0.01, 0.01, None)
    assert rows[-1] == ("selfCare", 0.6, 0.6, None, 0.5)


def test_a_topic_with_content_alone_has_nothing_to_measure(knee: Topic, publish: Callable[[Topic], Release]) -> None:
    publish(knee)
    assert Client().get("/v1/topics/knie/releases/1/quality").status_code == 404
