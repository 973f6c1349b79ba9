"""Form fields that point to other records: by slug in the document, by title for whoever chooses."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminSelect2MultipleWidget, UnfoldAdminSelect2Widget

from content.drafts import Draft
from content.models import Topic

Choice = tuple[str, str]
Group = tuple[str, list[Choice]]


def choices_of(model: type[Draft], topic: Topic | None) -> list[Choice]:
    rows = model._default_manager.filter(topic=topic) if topic else model._default_manager.all()
    return [(row.slug, f"{row!s} · {row.slug}") for row in rows]


def groups_of(models: Iterable[type[Draft]], topic: Topic | None) -> list[Group]:
    """The records of each kind under its name; ungrouped where there is one kind alone."""
    return [(str(model._meta.verbose_name_plural), choices_of(model, topic)) for model in models]


class OrderedSelect(UnfoldAdminSelect2MultipleWidget):  # type: ignore[misc]
    """What is chosen comes first, in its own order: that is the order in which it is sent back, and shown to people."""

    def __init__(self) -> None:
        super().__init__({"data-ordered": "true"})

    def optgroups(self, name: str, value: list[str], attrs: Mapping[str, Any] | None = None) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        options = [option for _, group, _ in groups for option in group if option["value"] in value]
        first = {option["value"]: option for option in options}
        chosen = [(None, [first[slug]], place) for place, slug in enumerate(value) if slug in first]
        rest = [(label, [o for o in group if o["value"] not in first], place) for label, group, place in groups]
        return chosen + [entry for entry in rest if entry[1]]


class SlugsFormField(forms.MultipleChoiceField):
    """Slugs in order. One that points nowhere is kept and said, as a draft may be unfinished."""

    def __init__(self, *, choices: Any, **options: Any) -> None:
        super().__init__(choices=choices, required=False, widget=OrderedSelect(), **options)

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and list(initial or []) != list(data or [])


class SlugFormField(forms.ChoiceField):
    """One slug, or none."""

    def __init__(self, *, choices: list[Choice], required: bool, **options: Any) -> None:
        empty = [("", "kies …" if required else "geen")]
        super().__init__(choices=[*empty, *choices], required=required, widget=UnfoldAdminSelect2Widget(), **options)


def keep_missing(field: forms.Field, value: Any) -> None:
    """What the record points to now stays a choice, also when it does not exist (any more)."""
    if keep := getattr(field, "keep", None):
        keep(value)  # a field of another app that knows how
    if not isinstance(field, SlugFormField | SlugsFormField):
        return
    slugs = value if isinstance(value, list) else [value]
    missing = [
        (slug, f"{slug} (bestaat niet)") for slug in slugs if isinstance(slug, str) and not field.valid_value(slug)
    ]
    field.choices = [*list(field.choices), *missing]  # type: ignore[arg-type]
