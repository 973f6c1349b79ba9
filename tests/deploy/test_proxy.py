"""deploy/nginx.conf under the real nginx, in front of the real server."""

import http.client
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from rugpijn.embedded_postgres import temporary_postgres
from tests.processes import PROJECT, wait_until
from tests.rugpijn.serving import manage, production, serving
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
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    NGINX.required()
    folder = tmp_path_factory.mktemp("nginx")
    certificate(folder)
    with temporary_postgres() as database:
        environment = {**production(database), "MIGRATION_DATABASE_URL": database.owner_url}
        for command in (["migrate", "-v", "0"], ["load_library", "--first-run"]):
            done = manage(*command, **environment, RUGPIJN_ENVIRONMENT="demo")
            assert done.returncode == 0, done.stderr
        with serving(database) as served:
            proxy = Proxy(free_port(), free_port(), folder / "requests")
            file = configured(folder, api=served.port, plain=proxy.plain, tls=proxy.tls)
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


def test_metrics_are_not_there(proxy: Proxy) -> None:
    assert proxy.ask("/metrics")[0] == 404


def test_too_much_is_a_problem(proxy: Proxy) -> None:
    status, headers, body = proxy.ask("/v1/topics/rugpijn/assessments", "POST", b"x" * 200_000)
    assert (status, headers["Content-Type"]) == (413, "application/problem+json")
    assert b"urn:rugpijn:problem:payload-too-large" in body


def test_a_flood_is_told_to_wait(proxy: Proxy) -> None:
    def asked() -> Told:
        return proxy.ask("/v1/topics/rugpijn/assessments", "POST", b"{}", Content_Type="application/json")

    found = (asked() for _ in range(2000))
    refused = next(answer for answer in found if answer[0] != 400)
    assert refused[0] == 429
    assert (refused[1]["Content-Type"], refused[1]["Retry-After"]) == ("application/problem+json", "5")
    assert b"urn:rugpijn:problem:too-many-requests" in refused[2]


def test_the_proxy_writes_no_address(proxy: Proxy) -> None:
    proxy.ask(f"/v1/topics/{SECRET}?{SECRET}={SECRET}")
    proxy.ask("/v1/topics", User_Agent=SECRET, Referer=SECRET, Accept_Language=SECRET)
    wait_until(lambda: proxy.output.exists() and proxy.output.read_text(), "nginx wrote its lines")
    for file in ("requests", "errors"):
        assert SECRET not in (proxy.output.parent / file).read_text()
