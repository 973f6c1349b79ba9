import json
import re
from typing import Any

import pytest
import yaml
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_spectacular.validation import validate_schema

from rugpijn.http.kinds import KINDS
from rugpijn.http.views import ApiView


@pytest.fixture
def contract(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/v1/openapi.json").json()
    return found


@pytest.fixture
def article(contract: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = contract["paths"]["/topics/{topic}"]["get"]
    return found


@pytest.fixture
def echo(contract: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = contract["paths"]["/echoes"]["post"]
    return found


def examples(operation: dict[str, Any], status: str) -> set[str]:
    return set(operation["responses"][status]["content"]["application/problem+json"]["examples"])


def test_contract_is_valid(contract: dict[str, Any]) -> None:
    validate_schema(contract)  # type: ignore[no-untyped-call]


def test_contract_names_itself(contract: dict[str, Any]) -> None:
    assert contract["openapi"] == "3.0.3"
    assert contract["info"]["version"] == "1.0.0"
    assert contract["info"]["license"]["name"] == "EUPL-1.2"
    assert contract["info"]["contact"]
    assert contract["servers"][0]["url"] == "/v1"


def test_contract_lists_its_own_addresses(contract: dict[str, Any]) -> None:
    assert {"/openapi.json", "/openapi.yaml"} <= set(contract["paths"])


def test_contract_lists_the_api_alone(contract: dict[str, Any]) -> None:
    """What is not under /v1 is for people and operators."""
    assert set(contract["paths"]) == {"/topics/{topic}", "/echoes", "/openapi.json", "/openapi.yaml"}


def test_every_reference_leads_somewhere(contract: dict[str, Any]) -> None:
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(contract))):
        place: Any = contract
        for step in reference.split("/"):
            place = place[step]


def test_no_choice_between_primitives(contract: dict[str, Any]) -> None:
    assert '"oneOf"' not in json.dumps(contract)


def test_operation_has_a_pleasant_name(article: dict[str, Any]) -> None:
    assert article["operationId"] == "getArticle"


def test_operation_takes_languages_and_validators(article: dict[str, Any]) -> None:
    references = {parameter.get("$ref", "").rpartition("/")[2] for parameter in article["parameters"]}
    assert {"language", "acceptLanguage", "ifNoneMatch"} <= references


def test_answer_declares_its_headers(article: dict[str, Any]) -> None:
    every = {"API-Version", "Access-Control-Allow-Origin", "Cache-Control", "Content-Language"}
    assert set(article["responses"]["200"]["headers"]) == {*every, "ETag"}
    assert set(article["responses"]["304"]["headers"]) == {"API-Version", "Cache-Control", "ETag"}


def test_answer_about_a_person_has_no_validator(echo: dict[str, Any]) -> None:
    assert "304" not in echo["responses"]
    assert "ETag" not in echo["responses"]["200"]["headers"]


def test_reading_declares_its_problems(article: dict[str, Any]) -> None:
    assert set(article["responses"]) == {"200", "304", "400", "404", "406", "412", "500", "503"}
    assert examples(article, "404") == {"not-found", "unknown-resource"}


def test_sending_declares_its_problems(echo: dict[str, Any]) -> None:
    assert {"400", "411", "413", "415"} <= set(echo["responses"])
    assert {"invalid-json", "invalid-body"} <= examples(echo, "400")


def test_view_adds_problems_of_its_own(echo: dict[str, Any]) -> None:
    assert "invalid-answers" in examples(echo, "400")
    assert examples(echo, "410") == {"release-withdrawn"}


def test_unavailable_declares_when_to_come_back(article: dict[str, Any]) -> None:
    assert "Retry-After" in article["responses"]["503"]["headers"]


def test_every_example_is_of_a_kind_and_used(contract: dict[str, Any]) -> None:
    told = json.dumps(contract["paths"])
    shown = set(contract["components"]["examples"])
    assert shown <= set(KINDS)
    assert all(f"#/components/examples/{slug}" in told for slug in shown)


def test_every_answer_is_described(contract: dict[str, Any]) -> None:
    operations = [operation for item in contract["paths"].values() for operation in item.values()]
    assert all(response["description"] for operation in operations for response in operation["responses"].values())


def test_what_a_view_reads_is_in_the_contract(article: dict[str, Any]) -> None:
    assert {"$ref": "#/components/parameters/release"} in article["parameters"]


def warned(view: type[ApiView], capsys: pytest.CaptureFixture[str]) -> str:
    SchemaGenerator(patterns=[path("v1/x", view.as_view())]).get_schema(public=True)  # type: ignore[no-untyped-call]
    return capsys.readouterr().err


def test_parameter_that_is_only_read_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    class SilentView(ApiView):
        query_parameters = ("since",)

        @extend_schema(responses={200: OpenApiTypes.OBJECT})
        def get(self, request: HttpRequest) -> HttpResponse:
            return HttpResponse()

    assert 'Query parameter "since"' in warned(SilentView, capsys)


def test_parameter_that_is_only_described_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    class BoastingView(ApiView):
        @extend_schema(parameters=[OpenApiParameter("page", int)], responses={200: OpenApiTypes.OBJECT})
        def get(self, request: HttpRequest) -> HttpResponse:
            return HttpResponse()

    assert 'Query parameter "page"' in warned(BoastingView, capsys)


def test_example_is_what_a_client_gets(client: Client, contract: dict[str, Any]) -> None:
    example = contract["components"]["examples"]["not-found"]["value"]
    got = client.get("/v1/nowhere").json()
    assert got | {"instance": ""} == example | {"instance": ""}


def test_yaml_says_the_same(client: Client, contract: dict[str, Any]) -> None:
    response = client.get("/v1/openapi.yaml")
    assert response["Content-Type"] == "application/yaml"
    assert yaml.safe_load(response.content) == contract


def test_yaml_is_not_sent_as_json(client: Client) -> None:
    assert client.get("/v1/openapi.yaml", headers={"accept": "application/json"}).status_code == 406


@pytest.mark.parametrize("address", ["/v1/openapi.json", "/v1/openapi.yaml"])
def test_contract_is_public_and_cached(client: Client, address: str) -> None:
    response = client.get(address)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304
