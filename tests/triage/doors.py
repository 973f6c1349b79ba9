"""The test client, through the plain door of triage: what is learned there at once is used there at once."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler, FakePayload

from content.editions import edition
from rugpijn.http.answering import Answering
from rugpijn.http.remembering import Environ, StartResponse
from triage.api.v1.plain import PLAIN_ASSESSMENTS


class PlainDoor(ClientHandler):
    """Asks again what may be asked again, so that the second answer is the plain one."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=False)
        self.layer = Answering(self.django, edition, PLAIN_ASSESSMENTS)
        self.by_django: Any = None
        self.plainly = 0

    def django(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        response: Any = super().__call__(environ)
        self.by_django = response
        start_response(f"{response.status_code} {response.reason_phrase}", [*response.items()])
        return [response.content]

    def __call__(self, environ: Environ) -> Any:
        content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self._once({**environ, "wsgi.input": FakePayload(content)})
        return self._once({**environ, "wsgi.input": FakePayload(content)})

    def _once(self, environ: Environ) -> Any:
        told: list[Any] = []
        self.by_django = None
        body = b"".join(self.layer(environ, lambda status, headers, *_: told.append((status, headers))))
        if self.by_django is not None:
            return self.by_django
        self.plainly += 1
        (status, headers) = told[0]
        answer = HttpResponse(body, status=int(status[:3]), headers=dict(headers))
        answer.wsgi_request = None  # type: ignore[attr-defined]  # the client looks there
        return answer


class PlainClient(Client):
    def __init__(self, **defaults: Any) -> None:
        super().__init__(**defaults)
        self.handler = PlainDoor()
