"""deploy/nginx.conf under the real nginx, in front of the real server."""

import contextlib
import http.client
import json
import re
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from rugpijn.http.kinds import KINDS
from tests.plugin import OwnDatabase
from tests.processes import PROJECT, wait_until
from tests.rugpijn.serving import serving
from tests.rugpijn.test_run import free_port
from tests.tools import NGINX

Told = tuple[int, Message, bytes]
SECRET = "incontinent"


@dataclass(frozen=True)
class Proxy:
    plain: int
    tls: int
    output: Path

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Told:
        insecure = ssl._create_unverified_context()  # the certificate was made a second ago
        connection = http.client.HTTPSConnection("127.0.0.1", self.tls, context=insecure, timeout=30)
        told = {"Host": "api.example.nl"} | {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, told)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def speak(self, request: bytes) -> Told:
        """The answer to exactly these bytes."""
        insecure = ssl._create_unverified_context()
        plain = socket.create_connection(("127.0.0.1", self.tls), timeout=30)
        with insecure.wrap_socket(plain) as connection:
            connection.sendall(request)
            response = http.client.HTTPResponse(connection)
            response.begin()
            return response.status, response.headers, response.read()


def configured(folder: Path, *, api: int, plain: int, tls: int) -> Path:
    """The file as it is, but for ports and folders."""
    text = (PROJECT / "deploy" / "nginx.conf").read_text()
    for before, after in {
        "/etc/nginx/tls": str(folder),
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/dev/stderr": f"{folder}/errors",
        "/dev/stdout": f"{folder}/requests",
        "server api:8000": f"server 127.0.0.1:{api}",
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        "listen 443 ": f"listen 127.0.0.1:{tls} ",
    }.items():
        assert before in text, before
        text = text.replace(before, after)
    file = folder / "nginx.conf"
    file.write_text(text)
    return file


def certificate(folder: Path) -> None:
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=api.example.nl"]
    subprocess.run([*command, *files], check=True, capture_output=True)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory, copy_of_shipped: Callable[[], OwnDatabase]) -> Iterator[Proxy]:
    NGINX.required()
    folder = tmp_path_factory.mktemp("nginx")
    certificate(folder)
    with serving(copy_of_shipped()) as served, proxying(folder, served.port) as running:
        yield running


@contextlib.contextmanager
def proxying(folder: Path, api: int) -> Iterator[Proxy]:
    proxy = Proxy(free_port(), free_port(), folder / "requests")
    file = configured(folder, api=api, plain=proxy.plain, tls=proxy.tls)
    process = subprocess.Popen([NGINX.required(), "-c", str(file), "-g", "daemon off;"], stderr=subprocess.PIPE)
    try:
        wait_until(lambda: (folder / "nginx.pid").exists() or process.poll() is not None, "nginx runs")
        assert process.poll() is None, process.communicate()
        yield proxy
    finally:
        process.terminate()
        process.communicate()


def test_nginx_finds_no_fault_in_it(tmp_path: Path) -> None:
    certificate(tmp_path)
    file = configured(tmp_path, api=1, plain=free_port(), tls=free_port())
    done = subprocess.run([NGINX.required(), "-t", "-c", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_the_article_comes_over_tls_with_its_own_etag(proxy: Proxy) -> None:
    status, headers, _ = proxy.ask("/v1/topics/rugpijn", Accept_Encoding="br")
    assert (status, headers["Content-Encoding"]) == (200, "br")
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert proxy.ask("/v1/topics/rugpijn", Accept_Encoding="br", If_None_Match=headers["ETag"])[0] == 304


def test_plain_http_is_sent_on_with_its_method(proxy: Proxy) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=10)
    connection.request("POST", "/v1/topics", headers={"Host": "api.example.nl"})
    response = connection.getresponse()
    assert (response.status, response.headers["Location"]) == (308, "https://api.example.nl/v1/topics")
    connection.close()


GET = b"GET /v1/topics HTTP/1.1\r\n"
HOST = b"Host: api.example.nl\r\n"
REFUSED = {
    "no request": (SECRET.encode() + b"\r\n\r\n", 400, "invalid-request"),
    "no host": (GET + b"\r\n", 400, "invalid-request"),
    "two hosts": (GET + HOST + HOST + b"\r\n", 400, "invalid-request"),
    "two lengths": (GET + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400, "invalid-request"),
    "another version": (b"GET /v1/topics HTTP/9.9\r\n" + HOST + b"\r\n", 400, "invalid-request"),
    "TRACE": (b"TRACE /v1/topics HTTP/1.1\r\n" + HOST + b"\r\n", 400, "invalid-request"),
    "metrics": (b"GET /metrics HTTP/1.1\r\n" + HOST + b"\r\n", 404, "not-found"),
    "the problem itself": (b"GET /problem HTTP/1.1\r\n" + HOST + b"\r\n", 404, "not-found"),
    "too much": (
        b"POST /v1/topics/rugpijn/assessments HTTP/1.1\r\n" + HOST + b"Content-Length: 200000\r\n\r\n",
        413,
        "payload-too-large",
    ),
    "too long": (b"GET /v1/" + SECRET.encode() * 900 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414, "uri-too-long"),
    "a header of 9 kB": (GET + HOST + b"X-A: " + SECRET.encode() * 900 + b"\r\n\r\n", 431, "headers-too-large"),
    "headers of 80 kB": (
        GET + HOST + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 4000) for n in range(20)),
        431,
        "headers-too-large",
    ),
}


@pytest.mark.parametrize(("request_", "status", "kind"), REFUSED.values(), ids=REFUSED.keys())
def test_what_it_refuses_looks_as_what_the_api_refuses(proxy: Proxy, request_: bytes, status: int, kind: str) -> None:
    found, headers, body = proxy.speak(request_)
    assert (found, headers.get_all("Content-Type")) == (status, ["application/problem+json"])
    told = json.loads(body)
    assert list(told) == ["type", "title", "status", "detail", "instance", "errors"]
    assert (told["type"], told["status"]) == (f"urn:rugpijn:problem:{kind}", status)
    assert told["instance"] == f"urn:rugpijn:proxy:{headers['X-Request-Id']}"
    assert SECRET not in body.decode()


def test_what_it_refuses_has_every_header_of_an_answer_of_the_api(proxy: Proxy) -> None:
    _, refused, _ = proxy.ask("/metrics")
    _, own, _ = proxy.ask("/v1/nothing")
    passing = {"date", "x-request-id", "content-length", "connection", "server"}
    ours, theirs = ({k.lower(): v for k, v in told.items() if k.lower() not in passing} for told in (refused, own))
    assert ours == theirs
    assert own.get_all("Server") == ["rugpijn"]
    assert refused.get_all("Server") == ["nginx"]  # a proxy cannot take its name away, only its version


@pytest.mark.parametrize(
    ("path", "accept", "language"),
    [
        ("/metrics", "", "nl"),
        ("/metrics", "nl, en;q=0.5", "nl"),
        ("/metrics", "en-GB, en;q=0.9", "en"),
        ("/metrics?language=en", "nl", "en"),
        ("/metrics?x=1&language=nl", "en", "nl"),
    ],
)
def test_what_it_refuses_is_told_in_dutch_or_english(proxy: Proxy, path: str, accept: str, language: str) -> None:
    _, headers, body = proxy.ask(path, Accept_Language=accept)
    assert headers["Content-Language"] == language
    assert json.loads(body)["title"] == KINDS["not-found"].title.to(language)


def test_its_words_are_those_of_the_catalogue() -> None:
    text = (PROJECT / "deploy" / "nginx.conf").read_text()
    found = re.findall(r"'(\d{3}) (nl|en)' '(\{.*\})';", text)
    assert len(found) == 16
    for status, language, problem in found:
        told = json.loads(problem)
        kind = KINDS[told["type"].rpartition(":")[2]]
        assert (str(kind.status), kind.title.to(language), kind.detail.to(language)) == (
            status,
            told["title"],
            told["detail"],
        )


def test_without_the_api_it_says_when_to_come_back(tmp_path: Path) -> None:
    NGINX.required()
    certificate(tmp_path)
    with proxying(tmp_path, free_port()) as proxy:
        status, headers, body = proxy.ask("/v1/topics")
    assert (status, headers["Retry-After"]) == (503, "5")
    assert json.loads(body)["type"] == "urn:rugpijn:problem:not-ready"


def test_nobody_says_over_what_they_came_but_the_proxy(proxy: Proxy) -> None:
    """A header with an underscore would be the same to Django."""
    for name in (b"X-Forwarded-Proto", b"X_Forwarded_Proto"):
        assert proxy.speak(GET + HOST + name + b": http\r\n\r\n")[0] == 200


@pytest.mark.parametrize(
    ("method", "path", "status"), [("POST", "/v1/topics/rugpijn/assessments", 400), ("GET", "/v1/assessments/x", 401)]
)
def test_a_flood_is_told_to_wait(proxy: Proxy, method: str, path: str, status: int) -> None:
    """Of answers, and of guesses at the secret of a stored assessment."""

    def asked() -> Told:
        body = b"{}" if method == "POST" else b""
        return proxy.ask(path, method, body, Content_Type="application/json")

    refused = next(answer for answer in (asked() for _ in range(2000)) if answer[0] != status)
    assert refused[0] == 429
    assert (refused[1]["Content-Type"], refused[1]["Retry-After"]) == ("application/problem+json", "5")
    assert b"urn:rugpijn:problem:too-many-requests" in refused[2]


def test_what_anybody_may_read_has_no_limit(proxy: Proxy) -> None:
    """More than the assessments of one address may be, one straight after another."""
    statuses = {proxy.ask("/v1/topics/knie")[0] for _ in range(200)}
    assert statuses == {404}  # from the API: a topic that is not there is the cheapest thing to read


def test_the_proxy_writes_no_address(proxy: Proxy) -> None:
    proxy.ask(f"/v1/topics/{SECRET}?{SECRET}={SECRET}")
    proxy.ask("/v1/topics", User_Agent=SECRET, Referer=SECRET, Accept_Language=SECRET)
    wait_until(lambda: proxy.output.exists() and proxy.output.read_text(), "nginx wrote its lines")
    for file in ("requests", "errors"):
        assert SECRET not in (proxy.output.parent / file).read_text()
