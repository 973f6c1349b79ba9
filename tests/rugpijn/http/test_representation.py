import hashlib
from base64 import urlsafe_b64encode

import pytest
from django.test import RequestFactory

from rugpijn.http.problems import Problem
from rugpijn.http.representation import (
    Representation,
    is_not_modified,
    json_bytes,
    represent,
    represent_json,
    respond,
    respond_json,
)

ARTICLE = represent_json({"title": "Één rug"}, language="nl")
OTHER = '"other"'


def test_json_is_compact_utf8_in_the_order_given() -> None:
    assert json_bytes({"b": "é", "a": [1, None, True]}) == '{"b":"é","a":[1,null,true]}'.encode()


def test_etag_is_the_digest_of_the_exact_bytes() -> None:
    digest = urlsafe_b64encode(hashlib.sha256(ARTICLE.body).digest()).rstrip(b"=").decode()
    assert ARTICLE.etag == f'"{digest}"'


def test_same_value_gives_same_bytes() -> None:
    assert represent_json({"title": "Één rug"}, language="nl") == ARTICLE


def test_coding_is_told() -> None:
    packed = represent(b"\x1f\x8b", language="nl", coding="gzip")
    assert respond(RequestFactory().get("/"), packed)["Content-Encoding"] == "gzip"


def test_representation_without_language_tells_none() -> None:
    assert "Content-Language" not in respond(RequestFactory().get("/"), represent(b"{}", language=None))


def test_answer_can_be_kept_for_a_minute() -> None:
    response = respond(RequestFactory().get("/"), ARTICLE)
    assert response.status_code == 200
    assert response.content == ARTICLE.body
    assert response["ETag"] == ARTICLE.etag
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Content-Language"] == "nl"
    assert response["Vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize(
    "held", [ARTICLE.etag, f"W/{ARTICLE.etag}", f"{OTHER}, {ARTICLE.etag}", f"{OTHER},W/{ARTICLE.etag}", "*", " * "]
)
def test_what_a_client_holds_is_not_sent_again(held: str) -> None:
    response = respond(RequestFactory().get("/", headers={"if-none-match": held}), ARTICLE)
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == ARTICLE.etag
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Content-Type" not in response


@pytest.mark.parametrize("held", [None, "", OTHER, "rubbish", ARTICLE.etag.strip('"'), '"*"'])
def test_what_a_client_does_not_hold_is_sent(held: str | None) -> None:
    assert not is_not_modified(ARTICLE, held)


@pytest.mark.parametrize("wanted", [OTHER, f"W/{ARTICLE.etag}"])
def test_if_match_of_something_else_is_a_problem(wanted: str) -> None:
    with pytest.raises(Problem) as raised:
        respond(RequestFactory().get("/", headers={"if-match": wanted}), ARTICLE)
    assert raised.value.kind.status == 412


@pytest.mark.parametrize("wanted", [ARTICLE.etag, "*", f"{OTHER}, {ARTICLE.etag}"])
def test_if_match_of_this_is_answered(wanted: str) -> None:
    assert respond(RequestFactory().get("/", headers={"if-match": wanted}), ARTICLE).status_code == 200


def test_representation_cannot_change() -> None:
    with pytest.raises(AttributeError):
        ARTICLE.body = b""  # type: ignore[misc]


def test_every_language_has_its_own_etag() -> None:
    english: Representation = represent_json({"title": "One back"}, language="en")
    assert english.etag != ARTICLE.etag


def test_answer_about_a_person_is_never_kept() -> None:
    response = respond_json({"status": "question"}, language="nl", status=201, headers={"Location": "/v1/x"})
    assert response["Cache-Control"] == "no-store"
    assert response["Location"] == "/v1/x"
    assert response.status_code == 201
    assert "ETag" not in response
