"""Form fields for the structures of the protocol. What is allowed in them, the engine's codec says: there is no second
set of rules here, and its messages are made for editors."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.drafts import camel
from content.models import Topic
from triage.engine.codec import checks
from triage.engine.codec.shapes import SHAPES
from triage.engine.faults import Fault, Place

_DEEP = "Hier zit te veel in elkaar. Maak het eenvoudiger."


def faults_of(kind: str, key: str, value: object) -> list[Fault]:
    """What is wrong with this one field of a record, whatever the rest of it says."""
    found: list[Fault] = []
    SHAPES[kind]({key: value}, Place(kind, "", found))
    return [fault for fault in found if fault.path == f"/{key}" or fault.path.startswith(f"/{key}/")]


def sentence_of(fault: Fault) -> str:
    """With the place in words: `/when/1/is` is the second."""
    steps = [str(int(step) + 1) if step.isdigit() else step for step in fault.path.split("/")[2:]]
    return f"Bij {' › '.join(steps)}: {fault.message}" if steps else fault.message


class WrittenField(forms.CharField):
    """A short text in a form of its own, such as a moment or a duration."""

    def __init__(self, *, kind: str, key: str, **options: Any) -> None:
        self.kind, self.key = kind, key
        super().__init__(**options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and (found := self.faults(value)):
            raise ValidationError([sentence_of(fault) for fault in found])

    def faults(self, value: Any) -> list[Fault]:
        return faults_of(self.kind, self.key, value)


class DetailField(WrittenField):
    """The same in a row of detail: `check` is the engine's own for that one value."""

    def __init__(self, *, check: checks.Check, **options: Any) -> None:
        self.check = check
        super().__init__(kind="", key="", **options)

    def faults(self, value: Any) -> list[Fault]:
        found: list[Fault] = []
        self.check(value, Place("", "", found))
        return found


class StructureField(forms.CharField):
    """JSON, one entry per line, as documents have it."""

    widget: Any = forms.Textarea

    def __init__(self, *, kind: str, key: str, empty: Any, **options: Any) -> None:
        self.kind, self.key, self.empty = kind, key, empty
        super().__init__(**options)
        self.widget.attrs |= {"class": "text-area code", "spellcheck": "false", "rows": 3}

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else written(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self._read(data) != (initial or self.empty))
        except ValidationError:
            return True

    def clean(self, value: Any) -> Any:
        found = self._read(value)
        if self.required and not found:
            raise ValidationError(self.error_messages["required"], "required")
        if found and (faults := faults_of(self.kind, self.key, found)):
            raise ValidationError([sentence_of(fault) for fault in faults])
        return found

    def _read(self, value: Any) -> Any:
        if not str(value or "").strip():
            return self.empty
        try:
            return json.loads(value)
        except json.JSONDecodeError as error:
            raise ValidationError(
                f"Regel {error.lineno} is niet te lezen, bij teken {error.colno}. Kijk naar haakjes, komma's en quotes."
            ) from error
        except RecursionError as error:
            raise ValidationError(_DEEP) from error


def written(value: Any) -> str:
    """Each entry on a line of its own."""
    if not value:
        return ""
    if isinstance(value, list):
        lines = [f"  {json.dumps(_question_first(entry), ensure_ascii=False)}" for entry in value]
        return "[\n" + ",\n".join(lines) + "\n]"
    lines = [f"  {json.dumps(key)}: {json.dumps(inner, ensure_ascii=False)}" for key, inner in value.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def _question_first(entry: Any) -> Any:
    """The database keeps no order of keys; people read the question before the answer."""
    if not isinstance(entry, dict):
        return entry
    inner = {key: [_question_first(one) for one in value] if key == "atoms" else value for key, value in entry.items()}
    return dict(sorted(inner.items(), key=lambda item: (item[0] != "question", item[0] == "atoms")))


def structure(kind: str, help_text: str, *, required: bool = False) -> Any:
    def make(db_field: Any, _topic: Topic | None) -> StructureField:
        return StructureField(kind=kind, key=camel(db_field.name), empty={}, required=required, help_text=help_text)

    return make
