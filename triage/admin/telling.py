"""`Zo vertelt u het` of a question: the words for the triagist, by answer; for a number one text with its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.admin.forms import DraftForm
from content.admin.texts import kept
from content.models import Topic
from triage.admin.rows.asking import Asked
from triage.admin.shaped import faults_of, sentence_of

NUMBER = ""  # the one text of a question that asks for a number
_LANGUAGES = ("nl", "en")
_NAME = r"(?:-of-([a-z0-9-]{1,60}))?-(nl|en)"
_LABELS = {"nl": "", "en": ", Engels"}
Typed = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Line:
    """One answer, with its words in each language: name of the input, what it is called, what stands there."""

    label: str
    inputs: tuple[tuple[str, str, str], ...]


class TellWidget(forms.Widget):
    template_name = "triage/admin/tell.html"
    asked = Asked("", {})

    class Media:
        css = {"all": ["triage/rows.css"]}

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}_0" if id_ else ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-rows" not in data

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        found: Typed = {}
        for key in data:
            if (match := re.fullmatch(re.escape(name) + _NAME, key)) and (text := data.get(key, "").strip()):
                found.setdefault(match[1] or NUMBER, {})[match[2]] = text
        return found

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        said = texts_of(value)
        labels = dict(self.asked.choices)
        wanted = [NUMBER] if self.asked.is_number else list(labels)
        wanted += [one for one in said if one not in wanted]
        lines = [self._line(name, one, labels, said.get(one, {})) for one in wanted]
        return {"name": name, "lines": lines, "id": (attrs or {}).get("id", name)}

    def _line(self, name: str, answer: str, labels: Mapping[str, str], said: Mapping[str, str]) -> Line:
        gone = "" if answer in labels else " (bestaat niet meer)"
        label = f"bij ‘{labels.get(answer, answer)}’{gone}" if answer else "met {number} op de plaats van het getal"
        of = f"{name}-of-{answer}" if answer else name
        return Line(label, tuple((f"{of}-{one}", label + _LABELS[one], said.get(one, "")) for one in _LANGUAGES))


def texts_of(value: Any) -> Typed:
    """By answer and language, of what is stored as well as of what was typed."""
    if not isinstance(value, dict):
        return {NUMBER: {"nl": value}} if isinstance(value, str) else {}
    if "nl" in value:
        return {NUMBER: value}
    return {answer: {"nl": text} if isinstance(text, str) else text for answer, text in value.items()}


class TellField(forms.Field):
    widget: Any = TellWidget

    def __init__(self, **options: Any) -> None:
        self.before: Any = {}
        super().__init__(required=False, label="", **options)

    def keep(self, value: Any) -> None:
        self.before = value or {}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _plain(texts_of(initial)) != _plain(data or {})

    def clean(self, value: Any) -> Any:
        if not self.has_changed(self.before, value):
            return self.before
        before = texts_of(self.before)
        missing = [answer for answer, said in value.items() if "nl" not in said]
        if missing:
            raise ValidationError("Er is wel een Engelse, maar geen Nederlandse tekst. Schrijf eerst het Nederlands.")
        texts = {answer: kept(before.get(answer), said) for answer, said in value.items()}
        found = texts.get(NUMBER, texts)
        if NUMBER in texts and len(texts) > 1:
            raise ValidationError("Kies: één tekst met {number}, of een tekst per antwoord. Maak de andere leeg.")
        if faults := faults_of("question", "tell", found):
            raise ValidationError([sentence_of(fault) for fault in faults])
        return found


def _plain(texts: Typed) -> Typed:
    """What people read of it."""
    said = {answer: {one: text[one].strip() for one in _LANGUAGES if text.get(one)} for answer, text in texts.items()}
    return {answer: text for answer, text in said.items() if text}


class QuestionForm(DraftForm):
    """The words for the triagist stand beside the answers that the question has."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk and "tell" in self.fields:
            widget: Any = self.fields["tell"].widget
            widget.asked = Asked(self.instance.slug, self.instance.record())


def tell(_db_field: Any, _topic: Topic | None) -> TellField:
    return TellField(help_text="Wat iemand aan de telefoon zegt bij dit antwoord. Leeg: dan wordt het niet genoemd.")
