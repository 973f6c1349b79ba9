"""Small structures of a document as a few fields: the outcome that a vignette expects, the bounds of a number."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.admin.texts import kept
from content.models import Topic
from content.vocabulary import URGENCIES
from triage.admin.shaped import faults_of, sentence_of
from triage.admin.words import KeptChoiceField
from triage.vocabulary import LABELS, WHO

Choices = list[tuple[str, str]]


class PartsWidget(forms.MultiWidget):
    """A few fields beside each other, each with its name in sight."""

    template_name = "triage/admin/parts.html"
    labels: tuple[str, ...] = ()

    class Media:
        css = {"all": ["triage/rows.css"]}

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}_0" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["parts"] = list(zip(self.labels, context["widget"]["subwidgets"], strict=True))
        return context


class PartsField(forms.MultiValueField):
    """Cleans to one value of a document. What is wrong with it, the engine's codec says."""

    kind: str
    key: str

    def __init__(self, fields: tuple[forms.Field, ...], widget: PartsWidget, **options: Any) -> None:
        self.before: dict[str, Any] = {}
        super().__init__(fields, widget=widget, require_all_fields=False, label="", **options)

    def keep(self, value: Any) -> None:
        self.before = value or {}

    def refuse(self, value: dict[str, Any]) -> None:
        if value and value != self.before and (faults := faults_of(self.kind, self.key, value)):
            raise ValidationError([sentence_of(fault) for fault in faults])


class ExpectedWidget(PartsWidget):
    labels = ("hoe dringend", "bij wie")

    def __init__(self, urgencies: Choices, people: Choices) -> None:
        look = {"class": "word"}
        super().__init__({"urgency": forms.Select(look, urgencies), "who": forms.Select(look, people)})

    def decompress(self, value: Any) -> list[Any]:
        return [(value or {}).get(part, "") for part in ("urgency", "who")]


class ExpectedField(PartsField):
    """`{"urgency": ..., "who": ...}`; without `who`, anybody will do."""

    kind, key = "vignette", "expected"

    def __init__(self) -> None:
        urgencies = [("", "kies …"), *((one, LABELS[one]) for one in URGENCIES)]
        people = [("", "maakt niet uit"), *((one, LABELS[one]) for one in WHO)]
        needed = "Kies hoe dringend de uitkomst moet zijn."
        urgency = KeptChoiceField(choices=urgencies, error_messages={"incomplete": needed})
        who = KeptChoiceField(choices=people, required=False)
        widget = ExpectedWidget(urgencies, people)
        super().__init__((urgency, who), widget, error_messages={"required": needed})

    def keep(self, value: Any) -> None:
        super().keep(value)
        parts: Any = zip(self.fields, ("urgency", "who"), self.widget.widgets, strict=True)
        for field, part, widget in parts:
            field.keep(self.before.get(part, ""))
            widget.choices = field.choices

    def compress(self, data_list: Any) -> dict[str, Any]:
        urgency, who = data_list or ("", "")
        value = {"urgency": urgency} | ({"who": who} if who else {})
        self.refuse(value)
        return value


class NumberWidget(PartsWidget):
    labels = ("van", "tot en met", "eenheid", "eenheid, Engels")

    def __init__(self) -> None:
        bound = {"class": "short", "inputmode": "numeric"}
        names = {"minimum": bound, "maximum": bound, "unit": {"class": "short"}, "unit_en": {"class": "short"}}
        super().__init__({name: forms.TextInput(look) for name, look in names.items()})

    def decompress(self, value: Any) -> list[Any]:
        found = value or {}
        unit = found.get("unit", "")
        texts = unit if isinstance(unit, dict) else {"nl": unit}
        return [found.get("minimum"), found.get("maximum"), texts.get("nl", ""), texts.get("en", "")]


class NumberField(PartsField):
    """`{"minimum": 0, "maximum": 120, "unit": {"nl": "jaar"}}`, or nothing where no number is asked."""

    kind, key = "question", "number"

    def __init__(self) -> None:
        whole = {"invalid": "Vul een heel getal in."}
        bounds = [forms.IntegerField(required=False, error_messages=whole) for _ in range(2)]
        units = [forms.CharField(required=False) for _ in range(2)]
        told = "Alleen bij een vraag naar een getal. Bij een andere soort vraag blijft dit leeg."
        super().__init__((*bounds, *units), NumberWidget(), required=False, help_text=told)

    def compress(self, data_list: Any) -> dict[str, Any]:
        low, high, dutch, english = data_list or (None, None, "", "")
        if (low, high, dutch, english) == (None, None, "", ""):
            return {}
        if low is None or high is None or not dutch:
            raise ValidationError("Vul alle drie in: het laagste getal, het hoogste, en de eenheid.")
        if low >= high:
            raise ValidationError("Het laagste getal moet lager zijn dan het hoogste.")
        value = {"minimum": low, "maximum": high, "unit": self._unit(dutch, english)}
        self.refuse(value)
        return value

    def _unit(self, dutch: str, english: str) -> Any:
        """A text that was not touched stays as it was: a plain string too, or with where its translation comes from."""
        before = self.before.get("unit")
        if before == dutch and not english:
            return before
        return kept(before, {"nl": dutch, "en": english} if english else {"nl": dutch})

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = [str("" if one is None else one) for one in self.widget.decompress(initial)]
        return before != [str(one or "").strip() for one in data or [""] * 4]


def expected(_db_field: Any, _topic: Topic | None) -> ExpectedField:
    return ExpectedField()


def number(_db_field: Any, _topic: Topic | None) -> NumberField:
    return NumberField()
