"""The form fields of conditions and of the answers of a vignette."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.models import Topic
from triage.admin.rows import posted
from triage.admin.rows.asking import Asking, asking
from triage.admin.rows.faults import Faults, Place, Scope, answer_faults, faults_in
from triage.admin.rows.showing import AnswerRows, ConditionRows, Row
from triage.admin.shaped import faults_of, sentence_of
from triage.sentences import sentences

SCOPES = {
    "rule": Scope(worse_side=True),
    "question": Scope(worse_side=True),
    "withholding": Scope(worse_side=True),
    "adviceChoice": Scope(worse_side=False),
    "route": Scope(worse_side=False),
    "promise": Scope(worse_side=False, counts=posted.COUNTS),
}


class RowsWidget(forms.Widget):
    """What conditions and answers share. `rows` is a marker: without it nothing of this field was in the form."""

    asking: Asking
    topic: int | None = None
    of = ""

    class Media:
        css = {"all": ["triage/rows.css"]}
        js = ["triage/rows.js"]

    def __init__(self, asking: Asking, topic: Topic | None) -> None:
        super().__init__()
        self.asking, self.topic = asking, topic.pk if topic else None

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}-0-question" if id_ else ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-rows" not in data

    def context(self, name: str, attrs: Any, rows: tuple[Row, ...], **more: Any) -> dict[str, Any]:
        query = f"?of={self.of}" + (f"&topic={self.topic}" if self.topic else "")
        described = (attrs or {}).get("aria-describedby", "")
        url = reverse("admin:triage_question_rows") + query
        return {"name": name, "rows": rows, "url": url, "described": described, **more}


class ConditionsWidget(RowsWidget):
    """Conditions as rows, with the sentence that they are above them."""

    template_name = "triage/admin/conditions.html"

    def __init__(self, asking: Asking, topic: Topic | None, of: str) -> None:
        super().__init__(asking, topic)
        self.of, self.scope = of, SCOPES[of]
        self.rows = ConditionRows(asking, self.scope, asking.groups())

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Any]:
        return self.reading(data).all(name)

    def reading(self, data: Mapping[str, Any]) -> posted.Conditions:
        return posted.Conditions(data, self.asking, worse_side=self.scope.worse_side)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        atoms = value if isinstance(value, list) else []
        rows = replace(self.rows, faults=faults_in(atoms, self.asking, self.scope)).all(name, atoms)
        return self.context(name, attrs, rows, sentences=self.told(atoms))

    def told(self, atoms: list[Any]) -> list[str]:
        return sentences(atoms, self.asking.records)


class AnswersWidget(RowsWidget):
    """Questions with the answer that is given to each."""

    template_name = "triage/admin/answers.html"
    of = "vignette"

    def __init__(self, asking: Asking, topic: Topic | None) -> None:
        super().__init__(asking, topic)
        self.rows = AnswerRows(asking, asking.groups(clarifying=True))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[posted.Pair]:
        return posted.answers(data, name, self.asking)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        given = pairs(value, self.asking)
        rows = replace(self.rows, faults=answer_faults(given, self.asking)).all(name, given)
        return self.context(name, attrs, rows)


def pairs(value: Any, asking: Asking) -> list[posted.Pair]:
    """In the order of the interview: the database keeps none."""
    if not isinstance(value, dict):
        return list(value or [])
    place = {slug: number for number, slug in enumerate(asking.asked)}
    return sorted(value.items(), key=lambda one: (place.get(one[0], len(place)), one[0]))


class RowsField(forms.Field):
    """Rows that came with the record may stay as they are, whatever is wrong with them: the checks name them before
    anything is published. What is new has to fit.
    """

    widget: Any
    empty: Any

    def __init__(self, *, kind: str, key: str, **options: Any) -> None:
        self.kind, self.key, self.before = kind, key, self.empty
        super().__init__(required=False, **options)

    def keep(self, value: Any) -> None:
        """What the record says now."""
        self.before = value or self.empty

    def said(self, faults: Faults, shape: Any) -> None:
        """Refuse what is wrong, each with the number of its row."""
        told = [f"{self.row_name} {_number(place)}: {said}" for place, said in sorted(faults.items())]
        told = told or [sentence_of(fault) for fault in faults_of(self.kind, self.key, shape)]
        if told:
            raise ValidationError(told)

    row_name = "Rij"


class ConditionsField(RowsField):
    empty: Any = []
    row_name = "Voorwaarde"

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data != (initial or []))

    def clean(self, value: Any) -> Any:
        atoms = value or []
        fresh = [number for number, atom in enumerate(atoms) if atom not in self.before]
        faults = faults_in(atoms, self.widget.asking, self.widget.scope)
        shape = [atoms[number] for number in fresh]
        self.said({place: said for place, said in faults.items() if place[0] in fresh}, shape)
        return atoms


class AnswersField(RowsField):
    empty: Any = {}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return len(data) != len(initial or {}) or dict(data) != (initial or {})

    def clean(self, value: Any) -> Any:
        given = list(value or [])
        twice = len(dict(given)) != len(given)
        fresh = [number for number, (slug, one) in enumerate(given) if twice or self._is_new(slug, one)]
        faults = answer_faults(given, self.widget.asking)
        shape = dict(given[number] for number in fresh)
        self.said({place: said for place, said in faults.items() if place[0] in fresh}, shape)
        return dict(given)

    def _is_new(self, slug: str, value: Any) -> bool:
        return slug not in self.before or self.before[slug] != value


def _number(place: Place) -> str:
    return ".".join(str(step + 1) for step in place)


def conditions(of: str, key: str = "when") -> Any:
    """For `made` of an admin: conditions of this kind of record."""
    # Conditions in a withholding have the same form as those of a rule.
    kind = "rule" if of == "withholding" else of

    def make(_db_field: Any, topic: Topic | None) -> ConditionsField:
        widget = ConditionsWidget(asking(topic), topic, of)
        return ConditionsField(kind=kind, key=key, widget=widget, label="")

    return make


def answers(_db_field: Any, topic: Topic | None) -> AnswersField:
    return AnswersField(kind="vignette", key="answers", widget=AnswersWidget(asking(topic), topic), label="")
