"""Real answers of the service: every GET of the shipped release, its history, interviews, outcomes and problems."""

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.test import Client

from tests.openapi.clients.test_names import contract
from tests.triage.library.patients import Interview, Sheet, interviewed
from tests.triage.library.reader import protocol
from tests.triage.storing import bearer, consent_to, new_key
from triage.engine.answers import Answer, Chosen, Measured
from triage.engine.records import Rest, Vignette

TOPIC = "/topics/rugpijn"
ASSESSMENTS = f"{TOPIC}/assessments"
Given = list[dict[str, Any]]


@dataclass(frozen=True)
class Told:
    """One answer: which operation gave it, the name of its schema in the contract, and its JSON."""

    operation: str
    schema: str
    body: Any


def corpus(client: Client) -> list[Told]:
    service = _Service(client)
    told = [*service.everything(), *service.history(), *service.interviews(), *service.outcomes(), *service.problems()]
    told += [*service.explained(), *service.stored()]
    return [*told, *(_filled_in(one) for one in told if one.schema == "TriageProtocol")]


@dataclass(frozen=True)
class _Service:
    client: Client

    def everything(self) -> Iterator[Told]:
        yield self.get("/topics", "/topics")
        for part in ("", "/sections", "/faqs", "/advice", "/alarm-signs", "/glossary", "/sources", "/triage"):
            yield self.get(f"/topics/{{topic}}{part}", f"{TOPIC}{part}")
        whole = self.get("/topics/{topic}", TOPIC).body
        for part, name in (("sections", "section"), ("advice", "advice"), ("glossary", "term")):
            for record in whole[part]:
                yield self.get(f"/topics/{{topic}}/{part}/{{{name}}}", f"{TOPIC}/{part}/{record['slug']}")

    def history(self) -> Iterator[Told]:
        found = self.get("/topics/{topic}/releases", f"{TOPIC}/releases")
        yield found
        for release in found.body["releases"]:
            yield self.get("/topics/{topic}/releases/{number}", f"{TOPIC}/releases/{release['number']}")
            quality = f"{TOPIC}/releases/{release['number']}/quality"
            yield self.get("/topics/{topic}/releases/{number}/quality", quality)

    def interviews(self) -> Iterator[Told]:
        """Screen by screen: somebody who says no to everything, who does not know, who takes painkillers already."""
        taking: Sheet = {"place": "lower-back", "painkillers": "uses"}
        for sheet, rest in (({}, Rest.NO), ({}, Rest.UNKNOWN), (taking, Rest.NO)):
            interview = interviewed(protocol(), sheet, rest)
            for shown in range(len(interview.screens) + 1):
                yield self.assess(_given(interview, shown))

    def outcomes(self) -> Iterator[Told]:
        """Of every second story: the tests hold that no field and no urgency is left out by that."""
        for vignette in protocol().vignettes[::2]:
            yield self.assess(_given(_of(vignette)), at=f"{vignette.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")

    def explained(self) -> Iterator[Told]:
        """Of people who gave answers of every kind, "weet ik niet" among them."""
        sheets: tuple[Sheet, ...] = ({"age": 45}, {"age": 45, "fever": "unknown"})
        for sheet in sheets:
            yield self.assess(_given(interviewed(protocol(), sheet, Rest.NO)), explain=True)

    def stored(self) -> Iterator[Told]:
        """Twice the same person, who is worse the second time; and what is kept of that."""
        before = self.store({"age": 45}, None)
        yield before
        kept = before.body["stored"]
        worse = self.store({"age": 45, "leg-numbness": "one-leg"}, {"id": kept["id"], "secret": kept["secret"]})
        yield worse
        mine = worse.body["stored"]
        answer = self.client.get(f"/v1/assessments/{mine['id']}", headers=bearer(mine["secret"]))
        yield _told("/assessments/{assessment}", "get", 200, answer)

    def store(self, sheet: Sheet, earlier: Mapping[str, str] | None) -> Told:
        answers = _given(interviewed(protocol(), sheet, Rest.NO))
        body = {"answers": answers, "store": True, "consent": consent_to(protocol()), "earlier": earlier}
        headers = {"Idempotency-Key": new_key()}
        answer = self.client.post(f"/v1{ASSESSMENTS}", json.dumps(body), "application/json", headers=headers)
        return _told("/topics/{topic}/assessments", "post", 201, answer)

    def problems(self) -> Iterator[Told]:
        yield self.get("/topics/{topic}", "/topics/nergens", status=404)
        yield self.get("/topics/{topic}", f"{TOPIC}?release=x&foo=1", status=400)
        yield self.assess([{"question": "fevr", "choices": ["yes"]}, {"question": "age", "number": 500}], status=400)

    def get(self, path: str, address: str, status: int = 200) -> Told:
        answer = self.client.get(f"/v1{address}")
        return _told(path, "get", status, answer)

    def assess(self, answers: Given, at: str | None = None, status: int = 200, explain: bool | None = None) -> Told:
        body = json.dumps({"at": at, "answers": answers, "explain": explain})
        answer = self.client.post(f"/v1{ASSESSMENTS}", body, "application/json")
        return _told("/topics/{topic}/assessments", "post", status, answer)


def _told(path: str, method: str, status: int, answer: Any) -> Told:
    if answer.status_code != status:
        raise AssertionError(f"{method} {path}: {answer.status_code} {answer.content[:500]}")
    operation = contract()["paths"][path][method]
    (media,) = operation["responses"][str(status)]["content"].values()
    return Told(operation["operationId"], media["schema"]["$ref"].rpartition("/")[2], json.loads(answer.content))


def _filled_in(protocol: Told) -> Told:
    """With the two fields that a protocol may have and the shipped one does not use."""
    body = copy.deepcopy(protocol.body)
    body["screens"][0]["questions"][0]["speech"] = "Krijgt u nu te weinig lucht?"
    counting = next(atom for rule in body["rules"] for atom in rule["when"] if "atoms" in atom)
    counting["atoms"].append({"question": "age", "atMost": 49})
    return Told(protocol.operation, protocol.schema, body)


def _of(vignette: Vignette) -> Interview:
    return interviewed(protocol(), dict(vignette.answers), vignette.rest, vignette.at)


def _given(interview: Interview, screens: int | None = None) -> Given:
    """The answers to the first screens, or to all of them."""
    asked = [question for _, questions in interview.screens[:screens] for question in questions]
    return [{"question": question, **_value(interview.given[question])} for question in asked]


def _value(answer: Answer) -> Mapping[str, Any]:
    match answer:
        case Chosen(choices):
            return {"choices": list(choices)}
        case Measured(number):
            return {"number": number}
        case _:
            return {"unknown": True}
