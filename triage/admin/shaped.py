"""Form fields for the structures of the protocol. What is allowed in them, the engine's codec says: there is no second
set of rules here, and its messages are made for editors."""

import difflib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.drafts import camel
from content.models import Topic
from triage.engine.codec import checks
from triage.engine.codec.shapes import SHAPES
from triage.engine.faults import Fault, Place
from triage.models import Question
from triage.sentences import sentences

_DEEP = "Hier zit te veel in elkaar. Maak het eenvoudiger."


def faults_of(kind: str, key: str, value: object) -> list[Fault]:
    """What is wrong with this one field of a record, whatever the rest of it says."""
    found: list[Fault] = []
    SHAPES[kind]({key: value}, Place(kind, "", found))
    return [fault for fault in found if fault.path == f"/{key}" or fault.path.startswith(f"/{key}/")]


def _sentence(fault: Fault) -> str:
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
            raise ValidationError([_sentence(fault) for fault in found])

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
            raise ValidationError([_sentence(fault) for fault in faults])
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


class ConditionsWidget(forms.Textarea):
    """The conditions as sentences above what is typed."""

    template_name = "triage/admin/conditions.html"
    questions: Mapping[str, Mapping[str, Any]] = {}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        try:
            atoms = json.loads(value or "[]")
        except (ValueError, RecursionError):
            atoms = []
        context["sentences"] = sentences(atoms, self.questions)
        context["widget"]["attrs"]["rows"] = max(2, str(value or "").count("\n") + 1)
        return context


class ConditionsField(StructureField):
    """Conditions that must all hold. Their questions and answers are those of the topic's draft."""

    widget = ConditionsWidget

    def __init__(self, *, questions: Mapping[str, Mapping[str, Any]], **options: Any) -> None:
        super().__init__(empty=[], **options)
        self.questions = self.widget.questions = questions

    def clean(self, value: Any) -> Any:
        atoms = super().clean(value)
        if said := list(dict.fromkeys(_unknown(atoms, self.questions))):
            raise ValidationError(said)
        return atoms


def _unknown(atoms: list[dict[str, Any]], questions: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for atom in atoms:
        if "atoms" in atom:
            yield from _unknown(atom["atoms"], questions)
        elif atom["question"] not in questions:
            yield f"De vraag {atom['question']} bestaat niet.{_meant(atom['question'], questions)}"
        else:
            yield from _no_choice(atom, questions[atom["question"]])


def _no_choice(atom: Mapping[str, Any], question: Mapping[str, Any]) -> Iterator[str]:
    choices = [choice["value"] for choice in question.get("choices", [])]
    choices = ["yes", "no"] if question.get("kind") == "yesNo" else choices
    compared = [value for key, value in atom.items() if key != "question"]
    for value in compared[0] if isinstance(compared[0], list) else compared:
        if isinstance(value, str) and value not in choices:
            known = ", ".join(choices) or "een getal"
            yield f"{value} is geen antwoord op de vraag {atom['question']}. Kies uit: {known}."


def _meant(slug: str, questions: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(slug, questions, n=3)
    return f" Bedoelt u {' of '.join(close)}?" if close else ""


def questions_of(topic: Topic | None) -> dict[str, dict[str, Any]]:
    rows = Question.objects.filter(topic=topic) if topic else Question.objects.all()
    return {row.slug: row.record() for row in rows.prefetch_related("choices")}


_EXAMPLE = 'Eén voorwaarde per regel; ze gelden allemaal samen. Bijvoorbeeld {"question": "fever", "is": "yes"}'


def conditions(kind: str) -> Any:
    """For `made` of an admin: the conditions in this kind of record."""

    def make(db_field: Any, topic: Topic | None) -> ConditionsField:
        key = "when" if kind == "adviceChoice" and db_field.name == "when" else camel(db_field.name)
        # Conditions in a withholding have the same form as those in a rule.
        of = "rule" if key == "when" and kind == "adviceChoice" else kind
        return ConditionsField(kind=of, key=key, questions=questions_of(topic), required=False, help_text=_EXAMPLE)

    return make


def structure(kind: str, help_text: str, *, required: bool = False) -> Any:
    def make(db_field: Any, _topic: Topic | None) -> StructureField:
        return StructureField(kind=kind, key=camel(db_field.name), empty={}, required=required, help_text=help_text)

    return make
