"""A walk through a whole interview as an app goes through it, screen by screen, now and then with a slip on the way."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from types import MappingProxyType
from typing import Any

import requests
import schemathesis

from tests.fuzz.bodies import SURPRISES, Body, answered, broken, spoilt
from tests.fuzz.hooks import ASSESSMENTS, HEADERS, TRIAGED
from tests.fuzz.questions import Question, Questions

LONGEST = 60
NO_QUERY: Mapping[str, str] = MappingProxyType({})
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
PICKY = ({"Accept": "text/html"}, {"Accept": "*/*;q=0"}, {"Accept": "application/json;q=0.1"}, {"Accept": "rubbish"})
LANGUAGES = (NO_QUERY, {"language": "nl"}, {"language": "en"})


class Endless(AssertionError):
    """More screens than there are."""


@dataclass(frozen=True)
class Service:
    """Every answer is held against the contract and all checks of `hooks`."""

    operation: schemathesis.APIOperation[Any, Any, Any, Any]
    session: requests.Session

    def send(
        self, body: Any, query: Mapping[str, str] = NO_QUERY, more: Mapping[str, str] = NO_HEADERS
    ) -> schemathesis.Response:
        case = self.operation.Case(
            path_parameters={"topic": TRIAGED}, query=dict(query), body=body, media_type="application/json"
        )
        return case.call_and_validate(session=self.session, headers={**HEADERS, **more})


@contextmanager
def service(server: str) -> Iterator[Service]:
    schema = schemathesis.openapi.from_url(f"{server}/v1/openapi.json", headers=HEADERS)
    with requests.Session() as session:
        yield Service(schema[ASSESSMENTS]["POST"], session)


@dataclass(frozen=True)
class Walker:
    service: Service
    questions: Questions
    chance: Random

    def walk(self) -> dict[str, Any]:
        """The outcome."""
        query, surprise = self.chance.choice(LANGUAGES), self.chance.choice(SURPRISES)
        body: Body = {"answers": [], "at": self.chance.choice([None, _moment(self.chance)])}
        for _ in range(LONGEST):
            told = self._ask(body, query)
            if told["status"] == "outcome":
                self._ask_again(body, query, told)
                return dict(told["outcome"])
            body["answers"] += [answered(question, self.chance, surprise) for question in self._asked(told)]
            body["release"] = told["release"]["number"]
            self._slip(body)
        raise Endless(json.dumps(body))

    def _asked(self, told: Mapping[str, Any]) -> list[Question]:
        return [self.questions[question["slug"]] for question in told["nextScreen"]["questions"]]

    def _ask(self, body: Body, query: Mapping[str, str]) -> dict[str, Any]:
        response = self.service.send(body, query)
        if response.status_code != 200:
            raise AssertionError(f"{response.status_code} for {json.dumps(body)}")
        return dict(response.json())

    def _ask_again(self, body: Body, query: Mapping[str, str], told: Mapping[str, Any]) -> None:
        """The same answers, release and moment get the same bytes."""
        again = self._ask({**body, "at": told["at"], "release": told["release"]["number"]}, query)
        if again != told:
            raise AssertionError(f"told otherwise the second time: {json.dumps(body)}")

    def _slip(self, body: Body) -> None:
        """Something wrong on the way; the walk goes on as if nothing had happened."""
        if self.chance.random() < 0.5:
            self.service.send(spoilt(body, self.questions, self.chance))
        if self.chance.random() < 0.15:
            self.service.send(broken(body, self.chance))
        if self.chance.random() < 0.1:
            self.service.send(body, more=self.chance.choice(PICKY))


def _moment(chance: Random) -> str:
    """In the calendar of a release, which is made of the years around its submission."""
    year, zone = datetime.now(UTC).year + chance.randint(-4, 4), chance.choice(["Z", "+01:00", "-11:30"])
    clock = f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:{chance.randint(0, 59):02}"
    return f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T{clock}{zone}"
