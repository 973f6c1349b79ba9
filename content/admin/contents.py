"""A topic as one place: each kind of record it has, how many, what is not published yet, what is in English."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from content.documents import Record
from content.drafts import Draft
from content.models import Topic
from content.parts import draft_of, parts
from content.publishing import document_of, tip_of
from content.texts import SOURCE_LANGUAGE, Text

_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Kind:
    """`changed` and `gone` are compared with the release that a submission would build on; `texts`, `english` and
    `older` count the texts of all records: in Dutch, in English too, and in English from before the Dutch changed.
    """

    name: str
    url: str
    records: int
    changed: int
    gone: int
    texts: int
    english: int
    older: int

    @property
    def changed_url(self) -> str:
        return f"{self.url}?stand=open"


def contents_of(topic: Topic, user: User) -> list[Kind]:
    """What this person may look at, in the order of the article and then of triage."""
    tip, draft = tip_of(topic), draft_of(topic)
    published = document_of(tip).records if tip else {}
    models = [model for part in parts() for model in part.models if user.has_perm(_to_look(model))]
    return [_kind(one, draft.records.get(one.record_kind, {}), published.get(one.record_kind, {})) for one in models]


def _to_look(model: type[Draft]) -> str:
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


def _kind(model: type[Draft], records: dict[str, Record], published: dict[str, Record]) -> Kind:
    texts = [text for record in records.values() for text in _texts(record)]
    english = [text for text in texts if _ENGLISH in text]
    return Kind(
        name=str(model._meta.verbose_name_plural).capitalize(),
        url=reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"),
        records=len(records),
        changed=sum(published.get(slug) != record for slug, record in records.items()),
        gone=len(published.keys() - records.keys()),
        texts=len(texts),
        english=len(english),
        older=sum(bool(Text.read(text).outdated()) for text in english),
    )


def _texts(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and isinstance(value.get(SOURCE_LANGUAGE), str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
