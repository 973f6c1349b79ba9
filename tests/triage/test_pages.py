"""GET /docs/{topic}/triage.svg: the protocol of a release as a picture."""

from collections.abc import Callable

import pytest
from django.test import Client

from content.models import Release, Topic

URL = "/docs/rugpijn/triage.svg"


def test_the_current_release_is_shown(small: Release) -> None:
    answer = Client().get(URL)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    assert (
        "Uitgave 1. Geen zorgverlener heeft dit goedgekeurd. Niet voor gebruik bij patiënten."
        in answer.content.decode()
    )


def test_it_is_kept_like_all_content(small: Release) -> None:
    first = Client().get(URL)
    again = Client().get(URL, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.status_code) == ("public, max-age=60", 304)


def test_nothing_in_it_may_run(small: Release) -> None:
    assert "default-src 'none'" in Client().get(URL).headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{URL}?release=1", 200),
        (f"{URL}?release=2", 404),
        (f"{URL}?release=x", 400),
        (f"{URL}?kleur=rood", 400),
        ("/docs/pols/triage.svg", 404),
    ],
)
def test_a_release_can_be_named(small: Release, address: str, status: int) -> None:
    assert Client().get(address).status_code == status


def test_a_topic_with_content_alone_has_no_picture(knee: Topic, publish: Callable[[Topic], Release]) -> None:
    publish(knee)
    assert Client().get("/docs/knie/triage.svg").status_code == 404


def test_it_can_only_be_read(small: Release) -> None:
    answer = Client().post(URL)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
