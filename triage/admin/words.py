"""Form fields for words out of a fixed list, hours of the day, and short texts in a form of their own."""

from typing import Any

from django import forms

from content.models import Topic
from triage.admin.shaped import DetailField
from triage.engine.codec import checks
from triage.vocabulary import LABELS


class WordsField(forms.MultipleChoiceField):
    """Several words, each ticked or not. An unchanged choice stays in the order in which it was."""

    def __init__(self, words: tuple[str, ...]) -> None:
        choices = [(word, LABELS[word]) for word in words]
        super().__init__(choices=choices, required=False, label="", widget=forms.CheckboxSelectMultiple)
        self.before: list[str] = []

    def keep(self, value: Any) -> None:
        """What the record says now, in its own order: the page has another."""
        self.before = list(value or [])

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return self.before if set(found) == set(self.before) else found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or []) != set(data or [])


def words(*allowed: str) -> Any:
    def make(db_field: Any, _topic: Topic | None) -> WordsField:
        return WordsField(allowed)

    return make


def word(*allowed: str) -> Any:
    def make(db_field: Any, _topic: Topic | None) -> forms.ChoiceField:
        choices = [("", "geen volgorde"), *((value, LABELS[value]) for value in allowed)]
        widget = forms.Select(attrs={"class": "word"})
        return forms.ChoiceField(choices=choices, required=False, label="", widget=widget)

    return make


class KeptChoiceField(forms.ChoiceField):
    """A word out of a list. One that stands there already and is not in the list can stay."""

    def keep(self, value: Any) -> None:
        if value and not self.valid_value(value):
            known = LABELS.get(value, f"{value} (bestaat niet)")
            self.choices = [*list(self.choices), (value, known)]  # type: ignore[arg-type]


def chosen(*allowed: tuple[str, str], empty: str, label: str = "") -> Any:
    def make(_db_field: Any, _topic: Topic | None) -> KeptChoiceField:
        choices = [("", empty), *allowed]
        return KeptChoiceField(
            choices=choices, required=False, label=label, widget=forms.Select(attrs={"class": "word"})
        )

    return make


def detail(check: checks.Check, help_text: str) -> Any:
    def make(db_field: Any, _topic: Topic | None) -> DetailField:
        widget = forms.TextInput(attrs={"class": "short"})
        return DetailField(check=check, required=not db_field.blank, help_text=help_text, label="", widget=widget)

    return make


class HoursWidget(forms.MultiWidget):
    def __init__(self) -> None:
        time = {"type": "time", "class": "short"}
        super().__init__([forms.TextInput(attrs=time | {"aria-label": side}) for side in ("van", "tot")])

    def decompress(self, value: Any) -> list[Any]:
        return [(value or {}).get("from", ""), (value or {}).get("to", "")]


class HoursField(forms.MultiValueField):
    """From and to."""

    def __init__(self, **options: Any) -> None:
        sides = [
            forms.RegexField(r"^([01]\d|2[0-3]):[0-5]\d$", error_messages={"invalid": "Schrijf een tijd als 08:00."})
        ]
        super().__init__(fields=sides * 2, widget=HoursWidget(), required=False, **options)

    def compress(self, data_list: Any) -> dict[str, str]:
        return {"from": data_list[0], "to": data_list[1]} if data_list else {}


def hours(_db_field: Any, _topic: Topic | None) -> HoursField:
    return HoursField(label="", help_text="Van en tot, op werkdagen.")
