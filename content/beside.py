"""What another app adds to the pages of a draft, a submission and a release.

Content knows no other app: each adds itself while the admin is discovered, as its models do.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils.safestring import SafeString

from content.models import Release, Submission, Topic
from content.proven import Figures, Finding

Subject = Topic | Submission | Release
"""A topic stands for its draft."""
Visitor = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Beside:
    """`links`: to pages about a subject, for who may see them. `told`: the figures of a proof, as a page shows them.

    `ways`: from what a proof found to what explains it, besides the form of the record.
    """

    links: Callable[[Subject, Visitor], Iterable[Link]]
    told: Callable[[Figures, Topic], SafeString]
    ways: Callable[[Finding, Topic], Iterable[Link]]


_REGISTERED: list[Beside] = []


def register(beside: Beside) -> None:
    _REGISTERED.append(beside)


def links_of(subject: Subject, visitor: Visitor) -> Iterator[Link]:
    for beside in _REGISTERED:
        yield from beside.links(subject, visitor)


def ways_from(finding: Finding, topic: Topic) -> Iterator[Link]:
    for beside in _REGISTERED:
        yield from beside.ways(finding, topic)


def told(figures: Figures, topic: Topic) -> Iterator[SafeString]:
    for beside in _REGISTERED:
        yield beside.told(figures, topic)
