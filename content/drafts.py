"""How any draft row becomes a record of a document, and back.

A record has the same fields as its row, in camelCase; what is empty is left out. Rows refer to each other by slug, as
documents do: a draft may be unfinished, and the checks at submission name what is missing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models

from content.documents import LONGEST_SLUG, SLUG, Record
from content.vocabulary import LABELS

valid_slug = RegexValidator(rf"^{SLUG}\Z", "Gebruik kleine letters, cijfers en losse streepjes.")


def slug_field(**options: Any) -> "models.CharField[str, str]":
    """A slug: lower-case letters, digits and single hyphens, at most 60 characters."""
    return models.CharField(max_length=LONGEST_SLUG, validators=[valid_slug], **options)


def word_field(
    words: tuple[str, ...], verbose_name: str, labels: Mapping[str, str] = LABELS, **options: Any
) -> "models.CharField[str, str]":
    """A word out of a fixed list, as it stands in documents, and what people call it."""
    choices = [(word, labels[word]) for word in words]
    return models.CharField(max_length=30, choices=choices, verbose_name=verbose_name, **options)


def review_field() -> "models.DateField[Any, Any]":
    """Until when somebody may trust this without looking at the evidence again."""
    return models.DateField(
        null=True,
        blank=True,
        verbose_name="nakijken voor",
        help_text="Voor deze dag kijkt iemand na of dit nog klopt. Het overzicht zegt het 30 dagen van tevoren.",
    )


def camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


class LocalizedField(models.JSONField):
    """One text in every language: `{"nl": "...", "en": "...", "translatedFrom": {...}}`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"default": dict, "blank": True, **options})


class SlugsField(models.JSONField):
    """A list of slugs of other records, in order."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **options})


_NAMES = ("title", "term", "question", "text", "reason", "advice", "label", "because")
_LONGEST_NAME = 90


def name_in(record: Mapping[str, Any] | None) -> str:
    """What a record of a document is called for people: its own words. Empty where it has none."""
    for key in _NAMES:
        value = (record or {}).get(key)
        said = value.get("nl") if isinstance(value, dict) else value
        if isinstance(said, str) and said.strip():
            line = " ".join(said.split())
            return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"
    return ""


def plain(value: Any) -> Any:
    """A day as documents write it."""
    return value.isoformat() if isinstance(value, date) else value


class Recorded(models.Model):
    """A row whose fields stand in a record. `record_fields` are its own, `record_children` its rows of detail."""

    record_fields: ClassVar[tuple[str, ...]] = ()
    record_children: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        named = name_in({name: getattr(self, name) for name in self.record_fields})
        return named or getattr(self, "slug", "") or str(self._meta.verbose_name)

    def record(self) -> Record:
        """This row as it stands in a document."""
        fields = {camel(name): plain(getattr(self, name)) for name in self.record_fields}
        fields |= {camel(name): self.record_list(name) for name in self.record_children}
        return {name: value for name, value in fields.items() if value not in (None, "", [], {})}

    def record_list(self, name: str) -> list[Record]:
        return [row.record() for row in getattr(self, name).all()]

    def take(self, record: Mapping[str, Any]) -> None:
        """Set every field from a record; what the record leaves out becomes empty. Does not save."""
        for name in self.record_fields:
            field = self._meta.get_field(name)
            default = field.get_default() if isinstance(field, models.Field) else None
            setattr(self, name, record.get(camel(name), default))

    def details(self, name: str, records: list[Record]) -> list["Recorded"]:
        """These records as rows of detail, in their order. Does not save."""
        related = getattr(self, name)
        rows: list[Recorded] = []
        for place, record in enumerate(records):
            row = related.model(order=place, **{related.field.name: self})
            row.take(record)
            rows.append(row)
        return rows

    def take_children(self, record: Mapping[str, Any]) -> None:
        """Replace the rows of detail by those of the record."""
        for name in self.record_children:
            related = getattr(self, name)
            related.all().delete()
            related.bulk_create(self.details(name, record.get(camel(name), [])))


class Draft(Recorded):
    """A row that clinicians edit: one record of a topic's draft."""

    record_kind: ClassVar[str]

    topic = models.ForeignKey("content.Topic", on_delete=models.CASCADE, related_name="+", verbose_name="onderwerp")
    slug = slug_field(verbose_name="naam in de API")
    order = models.IntegerField(default=0, verbose_name="volgorde")

    class Meta:
        abstract = True
        ordering = ("order", "slug")

    @classmethod
    def add(cls, topic: Any, records: Mapping[str, Record]) -> None:
        """New rows by slug, with their rows of detail: all at once, because a library has thousands of them."""
        rows = [cls(topic=topic, slug=slug) for slug in records]
        for row in rows:
            row.take(records[row.slug])
        cls._default_manager.bulk_create(rows)
        for name in cls.record_children:
            found = [detail for row in rows for detail in row.details(name, records[row.slug].get(camel(name), []))]
            getattr(cls, name).rel.related_model._default_manager.bulk_create(found)


class Detail(Recorded):
    """A row of detail of a draft row, in order."""

    order = models.IntegerField(default=0, verbose_name="volgorde")

    class Meta:
        abstract = True
        ordering = ("order", "pk")
