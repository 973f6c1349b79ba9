"""Every kind of answer that the API gives, with a request that gets it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
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
}
BASE = urlsplit(CONTRACT["servers"][0]["url"]).path.rstrip("/")
ALL = {"GET", "POST", "PUT", "PATCH", "DELETE"}
METHODS = {
    f"{BASE}{path}".format(**EXAMPLES): {name.upper() for name in item} & ALL
    for path, item in CONTRACT["paths"].items()
}
GET = [path for path, methods in METHODS.items() if "GET" in methods]
POST = [path for path, methods in METHODS.items() if "POST" in methods]
CONTENT = [path for path in GET if "openapi" not in path]


@dataclass(frozen=True)
class Case:
    """A request and the status that it gets; `kind` is the kind of problem."""

    status: int
    path: str = ARTICLE
    kind: str | None = None
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def put_to(self, server: Served, path: str | None = None, **headers: str) -> Answer:
        asked = server.ask(path or self.path, method=self.method, body=self.body, **{**self.headers, **headers})
        if self.status != 304:
            return asked
        again: dict[str, Any] = {**self.headers, "If_None_Match": asked.headers["ETag"], **headers}
        return server.ask(path or self.path, method=self.method, **again)


def sent(status: int, kind: str | None, body: bytes = BODY, path: str = ASSESSMENTS, **headers: str) -> Case:
    return Case(status, path, kind, "POST", body, {"Content_Type": "application/json", **headers})


CASES = {
    "200": Case(200),
    "200 of a list": Case(200, "/v1/topics"),
    "200 of the contract": Case(200, "/v1/openapi.json"),
    "200 of the contract in YAML": Case(200, "/v1/openapi.yaml"),
    "200 of an assessment": sent(200, None),
    "200 of HEAD": Case(200, method="HEAD"),
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
    "410": Case(410, f"{TWO_LANGUAGES}?release=1", "release-withdrawn"),
    "411": Case(411, ASSESSMENTS, "length-required", "POST", None, {"Transfer_Encoding": "chunked"}),
    "412": Case(412, kind="precondition-failed", headers={"If_Match": '"other"'}),
    "413": sent(413, "payload-too-large", b" " * 70_000),
    "415": sent(415, "unsupported-media-type", Content_Type="text/plain"),
}
BROKEN = {
    "500": Case(500, "/v1/bug", "internal-error"),
    "500 of a plain view": Case(500, "/v1/plain-bug", "internal-error"),
    "503": Case(503, "/v1/topics", "not-ready"),
    "503 of an assessment": sent(503, "not-ready"),
}
PROBLEMS = {name: case for name, case in {**CASES, **BROKEN}.items() if case.kind}
