"""The operations of the contract, and the real service to ask them of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.test import Client

from rugpijn.http.schema import contract
from tests.openapi.storing import kept

JSON = "application/json"
START = b'{"answers": []}'


@dataclass(frozen=True)
class Operation:
    """One operation: where it is, with the example of each part of its address filled in."""

    name: str
    method: str
    template: str
    described: dict[str, Any]

    @property
    def parameters(self) -> dict[str, Any]:
        own = [parameter for parameter in self.described["parameters"] if parameter.get("in") == "path"]
        return {parameter["name"]: parameter["schema"]["example"] for parameter in own}

    @property
    def of_a_stored_one(self) -> bool:
        """Whether it asks for the secret of a stored assessment."""
        return bool(self.described.get("security"))

    @property
    def in_release(self) -> bool:
        """Whether it reads the release that `?release=` names."""
        return {"$ref": "#/components/parameters/release"} in self.described["parameters"]

    def address(self, **instead: object) -> str:
        filled = {**self.parameters, **instead}
        return "/v1" + re.sub(r"{(\w+)}", lambda found: str(filled[found[1]]), self.template)

    def kinds(self) -> dict[str, set[str]]:
        """The kinds of problem that it declares, by status."""
        return {
            status: set(response["content"]["application/problem+json"]["examples"])
            for status, response in self.described["responses"].items()
            if status >= "400"
        }


def operations() -> Iterator[Operation]:
    for template, item in contract()["paths"].items():
        for method, described in item.items():
            yield Operation(described["operationId"], method.upper(), template, described)


def named(name: str) -> Operation:
    return next(operation for operation in operations() if operation.name == name)


@cache
def service() -> Client:
    """One for all: making the layers of the service anew for each request takes longer than the requests."""
    return Client(raise_request_exception=False)


def ask(operation: Operation, query: str = "", body: bytes = START, **options: Any) -> Any:
    """The real answer; `options` are those of Django's test client, and `instead` for parts of the address.

    About a stored assessment: of one that was stored just now, by who has its secret.
    """
    instead, headers = options.pop("instead", {}), options.pop("headers", {})
    if operation.of_a_stored_one:
        mine = kept()
        instead = {"assessment": mine.id, **instead}
        headers = {"authorization": f"Bearer {mine.secret}", **headers}
    options["headers"] = headers
    address = operation.address(**instead) + query
    content_type = options.pop("content_type", JSON)
    client = service()
    if operation.method == "GET":
        return client.get(address, **options)
    return client.generic(operation.method, address, body, content_type, **options)
