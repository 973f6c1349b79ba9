"""What somebody does on the page where a protocol is tried."""

from typing import Any

from django.test import Client
from django.urls import reverse

ABOUT = {"q-age-number": "61", "q-place": "low"}


def address(kind: str, number: int) -> str:
    return reverse("triage-admin:try", args=[kind, number])


class Walk:
    """What somebody does on the page: each press sends back what the page holds."""

    def __init__(self, client: Client, url: str, query: str = "") -> None:
        self.client, self.url = client, url
        self.seen: Any = client.get(url + query)

    def press(self, do: str, **typed: Any) -> "Walk":
        walk = self.seen.context["turn"].walk
        kept = {"steps": walk.written, "vignette": walk.vignette, "moment": walk.moment, "language": walk.language}
        self.seen = self.client.post(self.url, {**kept, "do": do, **typed})
        assert self.seen.status_code == 200
        return self

    @property
    def page(self) -> str:
        return str(self.seen.content.decode())

    @property
    def screen(self) -> str:
        return str(self.seen.context["shape"]["nextScreen"]["slug"])

    @property
    def outcome(self) -> Any:
        return self.seen.context["outcome"]

    @property
    def trace(self) -> Any:
        return self.seen.context["trace"]


def ordinary(walk: Walk) -> Walk:
    """To the end, with nothing the matter."""
    walk.press("none").press("next", **{"q-leg-weakness": "no"}).press("next", **ABOUT)
    rest = dict.fromkeys(("q-past-cancer", "q-night-pain", "q-worried", "q-pregnant"), "no")
    rest |= {"q-weight-loss-number": "0", "q-limits": "nothing", "q-medicines": "none"}
    while walk.outcome is None:
        walk.press("next", **rest)
    return walk
