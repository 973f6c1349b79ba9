"""Requests that no library would send, and clients that take their time.

What is wrong before there is a request, the server under us refuses by itself: with a status and no body, as there is
nobody yet to tell it in a language. Behind the proxy of `deploy` it is a problem all the same (`tests/deploy`).
"""

import contextlib
import http.client
import socket

import pytest

from tests.processes import wait_until
from tests.rugpijn.serving import Answer, Served

from .cases import ARTICLE, ASSESSMENTS, BODY
from .conftest import SECRET
from .wire import HEAD, connected, read, speak, spoken

GET = b"GET /v1/topics HTTP/1.1"
POST = b"POST /v1/topics/rugpijn/assessments HTTP/1.1"
JSON = b"Content-Type: application/json\r\n"
LINE = SECRET.encode()
PLACES = 48  # bodies that are waited for at the same time; `rugpijn.http.body` says why


class TestHeaders:
    @pytest.mark.parametrize(
        ("lines", "status"),
        [
            (b"".join(b"X-%d: %s\r\n" % (number, LINE) for number in range(200)), 431),
            (b"X-A: " + LINE * 50_000 + b"\r\n", 431),
            (b"X-A: " + LINE + b"\0\r\n", 400),
            (b"X A: " + LINE + b"\r\n", 400),
            (b": " + LINE + b"\r\n", 400),
            (LINE + b"\r\n", 400),
            (b"X-A: a\r\n " + LINE + b"\r\n", 400),
            (b"X-A : " + LINE + b"\r\n", 400),
        ],
        ids=[
            "200 lines",
            "550 kB",
            "NUL",
            "space in a name",
            "no name",
            "no colon",
            "folded",
            "space before the colon",
        ],
    )
    def test_what_is_no_header_is_refused_by_the_server(self, hostile: Served, lines: bytes, status: int) -> None:
        answer = speak(hostile, GET, lines)
        assert (answer.status, answer.body) == (status, b"")
        assert answer.headers["Connection"] == "close"

    @pytest.mark.parametrize(
        "lines",
        [
            b"".join(b"X-%d: %s\r\n" % (number, LINE) for number in range(90)),
            b"X-A: " + LINE * 3_000 + b"\r\n",
            b"X-A: \xff\xfe" + LINE + b"\r\n",
            b"Accept-Language: \xff\r\nIf-None-Match: \xff\r\nAccept-Encoding: \xff\r\nReferer: \xff\r\n",
            b"Accept-Language: " + b"en," * 20_000 + b"\r\n",
            b"Accept-Encoding: " + b"br;q=0.5," * 10_000 + b"\r\n",
            b'If-None-Match: "' + LINE * 3_000 + b'"\r\n',
            b"If-None-Match: " + b'"a",' * 20_000 + b"\r\n",
            b"Cookie: " + b"a=" + LINE + b"; " * 10_000 + b"\r\n",
            b"Accept: " + b"*/*;q=0.1," * 5_000 + b"\r\n",
            b"X-Forwarded-For: " + b"1.1.1.1," * 10_000 + b"\r\n",
            b"Authorization: Basic \xff\xff\r\n",
            b"Content-Type: \xff\xfe; charset=\xff\r\n",
            b"Content-Type: application/json; charset*=bogus''x\r\n",
            b"X-HTTP-Method-Override: DELETE\r\n",
            b"X-Original-URL: /admin/\r\nX-Rewrite-URL: /admin/\r\n",
            b"X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n",
            b"Upgrade: websocket\r\nConnection: Upgrade\r\n",
            b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
            b"Expect: tea\r\n",
            b"Max-Forwards: 0\r\n",
        ],
        ids=lambda lines: lines[:24].decode("latin-1"),
    )
    def test_what_is_one_however_strange_does_no_harm(self, hostile: Served, lines: bytes) -> None:
        answer = speak(hostile, GET, lines)
        assert answer.status == 200
        assert answer.json()["topics"]
        assert b"evil.example" not in answer.body + str(answer.headers).encode()

    @pytest.mark.parametrize(
        "host",
        [b"", b"evil.example", b"api.example.nl:x", b"a b", b"api.example.nl/x", b"[::1", b"\xff", b"a" * 5000],
    )
    def test_another_host_is_a_problem(self, hostile: Served, host: bytes) -> None:
        answer = spoken(hostile, GET + b"\r\nHost: " + host + b"\r\nX-Forwarded-Proto: https\r\n\r\n")
        assert (answer.status, answer.json()["type"]) == (400, "urn:rugpijn:problem:invalid-request")

    @pytest.mark.parametrize("version", [b"HTTP/1.1", b"HTTP/1.0"])
    def test_no_host_is_a_problem(self, hostile: Served, version: bytes) -> None:
        answer = spoken(hostile, b"GET /v1/topics " + version + b"\r\nX-Forwarded-Proto: https\r\n\r\n")
        assert (answer.status, answer.json()["type"]) == (400, "urn:rugpijn:problem:invalid-request")

    def test_two_hosts_are_a_problem(self, hostile: Served) -> None:
        assert speak(hostile, GET, b"Host: evil.example\r\n").status == 400


class TestLines:
    @pytest.mark.parametrize(
        ("line", "status"),
        [
            (LINE, 400),
            (b"GET /v1/topics", 400),
            (b"GET /v1/topics HTTP/9.9", 400),
            (b"GET /v1/topics HTTP/1.1 " + LINE, 400),
            (b"GET /v1/a " + LINE + b" HTTP/1.1", 400),
            (b"GET /v1/\0" + LINE + b" HTTP/1.1", 400),
            (b"G\0T /v1/topics HTTP/1.1", 400),
            (b"GET /v1/" + LINE * 7_000 + b" HTTP/1.1", 414),
            (b"GET /v1/" + LINE * 50_000 + b" HTTP/1.1", 431),
            (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        ],
        ids=[
            "a word",
            "no version",
            "version 9.9",
            "a word more",
            "a space",
            "NUL",
            "NUL in the method",
            "77 kB",
            "550 kB",
            "TLS",
        ],
    )
    def test_what_is_no_request_is_refused_by_the_server(self, hostile: Served, line: bytes, status: int) -> None:
        answer = speak(hostile, line)
        assert (answer.status, answer.body) == (status, b"")

    def test_a_method_can_be_anything(self, hostile: Served) -> None:
        assert speak(hostile, LINE.upper() + b" /v1/topics HTTP/1.1").status == 405

    def test_requests_one_after_another_are_answered_one_after_another(self, hostile: Served) -> None:
        request = GET + b"\r\n" + HEAD + b"\r\n"
        with connected(hostile) as connection:
            connection.sendall(request * 3)
            stream = b""
            while stream.count(b'{"topics":') < 3:
                stream += connection.recv(65536)
        assert stream.count(b"HTTP/1.1 200 OK") == 3


class TestLengths:
    @pytest.mark.parametrize("length", [b"-1", b"+14", b"0x0e", b"", b"14, 14", b"14;", b"1e1", b"9" * 40, b"\xff"])
    def test_a_length_that_is_none_is_refused_by_the_server(self, hostile: Served, length: bytes) -> None:
        answer = speak(hostile, POST, JSON + b"Content-Length: " + length + b"\r\n", BODY)
        assert (answer.status, answer.body) == (400, b"")

    def test_two_lengths_are_refused_by_the_server(self, hostile: Served) -> None:
        lines = JSON + b"Content-Length: 14\r\nContent-Length: 13\r\n"
        assert speak(hostile, POST, lines, BODY).status == 400

    @pytest.mark.parametrize(
        ("lines", "body"),
        [
            (b"Transfer-Encoding: chunked\r\n", b"e\r\n" + BODY + b"\r\n0\r\n\r\n"),
            (b"Transfer-Encoding: chunked\r\n", b"zz\r\n" + LINE),
            (b"Transfer-Encoding: chunked\r\n", b"ffffffffffffffff\r\n" + LINE),
            (b"Transfer-Encoding: chunked\r\nContent-Length: 14\r\n", b"e\r\n" + BODY + b"\r\n0\r\n\r\n"),
            (b"Content-Length: 14\r\nTransfer-Encoding: chunked\r\n", b"e\r\n" + BODY + b"\r\n0\r\n\r\n"),
        ],
        ids=["chunked", "no chunk", "a huge chunk", "chunked with a length", "a length and chunked"],
    )
    def test_a_body_in_pieces_is_a_problem(self, hostile: Served, lines: bytes, body: bytes) -> None:
        answer = speak(hostile, POST, JSON + lines, body)
        assert (answer.status, answer.json()["type"]) == (411, "urn:rugpijn:problem:length-required")

    def test_what_comes_after_a_body_in_pieces_is_never_taken_for_a_request(self, hostile: Served) -> None:
        """Request smuggling: a proxy and we must see the same end of a body."""
        hidden = b"GET /v1/topics/" + LINE + b" HTTP/1.1\r\n" + HEAD + b"\r\n"
        lines = JSON + b"Content-Length: 14\r\nTransfer-Encoding: chunked\r\n"
        with connected(hostile) as connection:
            connection.sendall(POST + b"\r\n" + HEAD + lines + b"\r\n0\r\n\r\n" + hidden)
            stream = b""
            with contextlib.suppress(ConnectionResetError):
                while more := connection.recv(65536):
                    stream += more
        assert stream.count(b"HTTP/1.1 ") == 1

    def test_a_body_that_breaks_off_is_a_problem_however_well_it_reads(self, hostile: Served) -> None:
        answer = speak(hostile, POST, JSON + b"Content-Length: 50\r\n", BODY, hang_up=True)
        assert (answer.status, answer.json()["type"]) == (400, "urn:rugpijn:problem:invalid-request")

    def test_a_body_that_is_longer_than_it_says_is_read_as_far_as_it_says(self, hostile: Served) -> None:
        assert speak(hostile, POST, JSON + b"Content-Length: 10\r\n", BODY).json()["type"].endswith(":invalid-json")

    def test_ten_megabytes_are_refused_before_they_come(self, hostile: Served) -> None:
        answer = speak(hostile, POST, JSON + b"Content-Length: 10485760\r\n")
        assert (answer.status, answer.json()["type"]) == (413, "urn:rugpijn:problem:payload-too-large")

    def test_who_asks_before_sending_too_much_is_told_at_once(self, hostile: Served) -> None:
        lines = JSON + b"Expect: 100-continue\r\nContent-Length: 10485760\r\n"
        assert speak(hostile, POST, lines).status == 413

    def test_who_asks_before_sending_is_told_to_go_on(self, hostile: Served) -> None:
        lines = JSON + b"Expect: 100-continue\r\nContent-Length: 14\r\n"
        with connected(hostile) as connection:
            connection.sendall(POST + b"\r\n" + HEAD + lines + b"\r\n")
            assert connection.recv(1024).startswith(b"HTTP/1.1 100 Continue")
            connection.sendall(BODY)
            assert read(connection).status == 200


def assessed(served: Served) -> Answer:
    return served.ask(ASSESSMENTS, method="POST", body=BODY, Content_Type="application/json")


class TestSlowClients:
    """They wait for themselves, and nobody waits for them."""

    def opened(self, stack: contextlib.ExitStack, served: Served, said: bytes, number: int) -> list[socket.socket]:
        clients = [stack.enter_context(connected(served)) for _ in range(number)]
        for client in clients:
            client.sendall(said)
        return clients

    @pytest.mark.parametrize("said", [b"", b"G", GET + b"\r\nHost: api", GET + b"\r\n" + HEAD + b"X-A: " + LINE])
    def test_headers_that_never_end(self, hostile: Served, said: bytes) -> None:
        with contextlib.ExitStack() as stack:
            self.opened(stack, hostile, said, 200)
            assert hostile.ask(ARTICLE).status == 200
            assert assessed(hostile).status == 200

    def test_bodies_that_never_come(self, hostile: Served) -> None:
        """Reading goes on; who sends an answer is told when to come back, and can as soon as they are gone."""
        slow = POST + b"\r\n" + HEAD + JSON + b"Content-Length: 100\r\n\r\n{"
        with contextlib.ExitStack() as stack:
            self.opened(stack, hostile, slow, PLACES)
            wait_until(lambda: assessed(hostile).status == 503, "every place is taken")
            refused = assessed(hostile)
            assert (refused.json()["type"], refused.headers["Retry-After"]) == ("urn:rugpijn:problem:not-ready", "5")
            assert hostile.ask(ARTICLE).status == 200
            assert hostile.ask("/readyz").status == 200
        wait_until(lambda: assessed(hostile).status == 200, "the places are free again")

    def test_a_body_that_comes_byte_by_byte_is_read(self, hostile: Served) -> None:
        with connected(hostile) as connection:
            connection.sendall(POST + b"\r\n" + HEAD + JSON + b"Content-Length: 14\r\n\r\n")
            for byte in BODY:
                connection.sendall(bytes([byte]))
            assert read(connection).status == 200

    def test_answers_that_are_never_read(self, hostile: Served) -> None:
        request = b"GET /v1/topics/rugpijn HTTP/1.1\r\n" + HEAD + b"\r\n"
        with contextlib.ExitStack() as stack:
            self.opened(stack, hostile, request * 20, 100)
            assert hostile.ask(ARTICLE).status == 200
            assert assessed(hostile).status == 200

    def test_clients_that_leave_before_the_answer(self, hostile: Served) -> None:
        with contextlib.ExitStack() as stack:
            self.opened(stack, hostile, POST + b"\r\n" + HEAD + JSON + b"Content-Length: 14\r\n\r\n" + BODY, 100)
        assert assessed(hostile).status == 200


def test_a_connection_is_kept_for_the_next_request(served: Served) -> None:
    """Also after a problem, so that a client with a mistake does not pay for a new one each time."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    with contextlib.closing(connection):
        for path, status in ((ARTICLE, 200), ("/v1/nothing", 404), (f"{ARTICLE}?x=1", 400), (ARTICLE, 200)):
            connection.request("GET", path, headers={"Host": "api.example.nl", "X-Forwarded-Proto": "https"})
            response = connection.getresponse()
            response.read()
            assert (response.status, response.will_close) == (status, False)
