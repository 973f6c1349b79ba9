"""Every kind of answer that the API gives, with a request that gets it."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.rugpijn.serving import Answer, Served

ARTICLE = "/v1/topics/rugpijn"
ASSESSMENTS = f"{ARTICLE}/assessments"
TWO_LANGUAGES = "/v1/topics/knie"
BODY = b'{"answers":[]}'
CONTRACT: Mapping[str, Any] = json.loads((Path(__file__).parents[2] / "openapi" / "v1.json").read_text())
EXAMPLES = {
    "topic": "rugpijn",
    "section": "introduction",
    "advice": "stay-active",
    "term": "spine",
    "number": "1",
    "assessment": "0b6c6d0e-5f7d-4c55-9d0e-3a5a6f1c2b7e",
}
STORED = "/v1/assessments/{assessment}".format(**EXAMPLES)
BASE = urlsplit(CONTRACT["servers"][0]["url"]).path.rstrip("/")
ALL = {"GET", "POST", "PUT", "PATCH", "DELETE"}
METHODS = {
    f"{BASE}{path}".format(**EXAMPLES): {name.upper() for name in item} & ALL
    for path, item in CONTRACT["paths"].items()
}
GET = [path for path, methods in METHODS.items() if "GET" in methods and path != STORED]
POST = [path for path, methods in METHODS.items() if "POST" in methods]
_SHOWN = CONTRACT["paths"]["/topics/{topic}/triage"]["get"]["responses"]["200"]["content"]["application/json"]
CONSENT: str = _SHOWN["examples"]["rugpijn"]["value"].get("consentVersion", "")
CONTENT = [path for path in GET if "openapi" not in path]


Prepare = Callable[["Case", Served], "Case"]


@dataclass(frozen=True)
class Case:
    """A request and the status that it gets; `kind` is the kind of problem.

    `before`: what has to happen first, and what the request is then.
    """

    status: int
    path: str = ARTICLE
    kind: str | None = None
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    before: Prepare | None = None

    def put_to(self, server: Served, path: str | None = None, **headers: str) -> Answer:
        if self.before is not None:
            return replace(self.before(self, server), before=None).put_to(server, path, **headers)
        asked = server.ask(path or self.path, method=self.method, body=self.body, **{**self.headers, **headers})
        if self.status != 304:
            return asked
        again: dict[str, Any] = {**self.headers, "If_None_Match": asked.headers["ETag"], **headers}
        return server.ask(path or self.path, method=self.method, **again)


def sent(status: int, kind: str | None, body: bytes = BODY, path: str = ASSESSMENTS, **headers: str) -> Case:
    return Case(status, path, kind, "POST", body, {"Content_Type": "application/json", **headers})


def to_store(number: int = 67, **more: Any) -> bytes:
    """An emergency, at an age at which it may be stored."""
    given = [{"question": "chest-pain", "choices": ["yes"]}, {"question": "age", "number": number}]
    consent = {"version": CONSENT, "givenAt": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    return json.dumps({"answers": given, "store": True, "consent": consent, **more}).encode()


def key() -> str:
    return secrets.token_urlsafe(16)


def store(server: Served, body: bytes, with_key: str) -> Answer:
    headers = {"Content_Type": "application/json", "Idempotency_Key": with_key}
    return server.ask(ASSESSMENTS, method="POST", body=body, **headers)


def of_a_stored_one(case: Case, server: Served) -> Case:
    """The same request, about one that was stored just now."""
    kept = store(server, to_store(), key()).json()["stored"]
    headers = {**case.headers, "Authorization": f"Bearer {kept['secret']}"}
    return replace(case, path=f"/v1/assessments/{kept['id']}", headers=headers)


def with_a_new_key(case: Case, _server: Served) -> Case:
    return replace(case, headers={**case.headers, "Idempotency_Key": key()})


def with_a_used_key(case: Case, server: Served) -> Case:
    used = key()
    store(server, to_store(30), used)
    return replace(case, headers={**case.headers, "Idempotency_Key": used})


def with_an_erased_key(case: Case, server: Served) -> Case:
    used = key()
    kept = store(server, to_store(), used).json()["stored"]
    server.ask(f"/v1/assessments/{kept['id']}", method="DELETE", Authorization=f"Bearer {kept['secret']}")
    return replace(case, headers={**case.headers, "Idempotency_Key": used})


NOBODYS = {"Authorization": "Bearer nobodys"}
CASES = {
    "200": Case(200),
    "200 of a list": Case(200, "/v1/topics"),
    "200 of the contract": Case(200, "/v1/openapi.json"),
    "200 of the contract in YAML": Case(200, "/v1/openapi.yaml"),
    "200 of an assessment": sent(200, None),
    "200 of HEAD": Case(200, method="HEAD"),
    "200 of a stored assessment": Case(200, before=of_a_stored_one),
    "200 of HEAD of a stored assessment": Case(200, method="HEAD", before=of_a_stored_one),
    "201": replace(sent(201, None, to_store()), before=with_a_new_key),
    "204 of an erased assessment": Case(204, method="DELETE", before=of_a_stored_one),
    "204": Case(204, method="OPTIONS"),
    "204 of an assessment": Case(204, ASSESSMENTS, method="OPTIONS"),
    "301 to TLS": Case(301, headers={"X_Forwarded_Proto": "http"}),
    "304": Case(304),
    "304 of HEAD": Case(304, method="HEAD"),
    "400 query": Case(400, f"{ARTICLE}?nothing=1", "invalid-query"),
    "400 JSON": sent(400, "invalid-json", b'{"answers":'),
    "400 body": sent(400, "invalid-body", b'{"answers":{}}'),
    "400 empty body": sent(400, "invalid-body", b""),
    "400 answers": sent(400, "invalid-answers", b'{"answers":[{"question":"nothing","unknown":true}]}'),
    "400 host": Case(400, ARTICLE, "invalid-request", headers={"Host": "evil.example"}),
    "400 key": sent(400, "invalid-body", to_store(), Idempotency_Key="kort"),
    "401": Case(401, STORED, "unauthorized"),
    "401 of DELETE": Case(401, STORED, "unauthorized", method="DELETE"),
    "404 of a stored assessment": Case(404, STORED, "unknown-resource", headers=NOBODYS),
    "404 of an erased assessment": Case(404, STORED, "unknown-resource", method="DELETE", headers=NOBODYS),
    "404 address": Case(404, "/v1/nothing", "not-found"),
    "404 slash": Case(404, f"{ARTICLE}/", "not-found"),
    "404 root": Case(404, "/v1", "not-found"),
    "404 topic": Case(404, "/v1/topics/heup", "unknown-resource"),
    "404 of HEAD": Case(404, "/v1/topics/heup", "unknown-resource", method="HEAD"),
    "404 release": Case(404, f"{ARTICLE}?release=9", "unknown-resource"),
    "404 of an assessment": sent(404, "unknown-resource", path="/v1/topics/heup/assessments"),
    "405": Case(405, kind="method-not-allowed", method="DELETE"),
    "405 of an assessment": Case(405, ASSESSMENTS, "method-not-allowed"),
    "405 of no method": Case(405, kind="method-not-allowed", method="BREW"),
    "406 media type": Case(406, kind="not-acceptable", headers={"Accept": "text/html"}),
    "406 coding": Case(406, kind="not-acceptable", headers={"Accept_Encoding": "*;q=0"}),
    "409": replace(sent(409, "assessment-erased", to_store()), before=with_an_erased_key),
    "410": Case(410, f"{TWO_LANGUAGES}?release=1", "release-withdrawn"),
    "411": Case(411, ASSESSMENTS, "length-required", "POST", None, {"Transfer_Encoding": "chunked"}),
    "412": Case(412, kind="precondition-failed", headers={"If_Match": '"other"'}),
    "413": sent(413, "payload-too-large", b" " * 70_000),
    "422 unfinished": replace(sent(422, "not-stored", to_store(answers=[])), before=with_a_new_key),
    "422 reused": replace(sent(422, "idempotency-key-reused", to_store()), before=with_a_used_key),
    "422 earlier": sent(422, "unknown-earlier", b'{"answers":[],"earlier":{"id":"x","secret":"x"}}'),
    "415": sent(415, "unsupported-media-type", Content_Type="text/plain"),
}
BROKEN = {
    "500": Case(500, "/v1/bug", "internal-error"),
    "500 of a plain view": Case(500, "/v1/plain-bug", "internal-error"),
    "503": Case(503, "/v1/topics", "not-ready"),
    "503 of an assessment": sent(503, "not-ready"),
    "503 of a stored assessment": Case(503, STORED, "not-ready", headers=NOBODYS),
    "503 of an erased assessment": Case(503, STORED, "not-ready", method="DELETE", headers=NOBODYS),
}
PROBLEMS = {name: case for name, case in {**CASES, **BROKEN}.items() if case.kind}
