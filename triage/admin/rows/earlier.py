"""What counts as worse than the time before, and what is not compared: questions, each with some of its choices."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from content.models import Topic
from triage.admin.rows import posted
from triage.admin.rows.asking import Asking, asking
from triage.admin.rows.faults import choice_faults
from triage.admin.rows.fields import RowsField, RowsWidget
from triage.admin.rows.showing import ChoiceRows, Row

Pairs = list[posted.Pair]
_HELP = "Laat alle antwoorden open als een hele vraag niet meetelt."
_ONE = "Kies één vraag waarmee iemand zegt dat het erger is."


class EarlierWidget(RowsWidget):
    """Two lists of rows: the one question, and what is left out."""

    template_name = "triage/admin/earlier.html"
    of = "earlier"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, Any]:
        return together(posted.choices(data, name), posted.choices(data, f"{name}_ignores"))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        worse, ignored = apart(value or {})
        left_out = f"{name}_ignores"
        ignores = self.list(left_out, ignored, whole=True)
        return self.context(name, attrs, self.list(name, worse, whole=False), left_out=left_out, ignores=ignores)

    def list(self, name: str, given: Pairs, *, whole: bool) -> tuple[Row, ...]:
        faults = choice_faults(given, self.asking, whole=whole)
        return ChoiceRows(self.asking, self.asking.groups(), faults).all(name, given)


def together(worse: Pairs, ignored: Pairs) -> dict[str, Any]:
    """As a document says it. More than one question is kept, to be refused."""
    value: dict[str, Any] = {"question": worse[0][0], "choices": worse[0][1]} if worse else {}
    value |= {"more": worse[1:]} if len(worse) > 1 else {}
    named = [{"question": slug} | ({"choices": chosen} if chosen else {}) for slug, chosen in ignored]
    return value | ({"ignores": named} if named else {})


def apart(value: Mapping[str, Any]) -> tuple[Pairs, Pairs]:
    worse = [(value["question"], value.get("choices", []))] if "question" in value else []
    ignored = [(one.get("question", ""), one.get("choices", [])) for one in value.get("ignores", [])]
    return [*worse, *value.get("more", [])], ignored


class EarlierField(RowsField):
    empty: Any = {}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data != (initial or {}))

    def clean(self, value: Any) -> Any:
        if value == self.before:
            return value
        worse, ignored = apart(value)
        if len(worse) > 1 or (ignored and not worse):
            raise ValidationError(_ONE)
        for given, whole in ((worse, False), (ignored, True)):
            if faults := choice_faults(given, self.widget.asking, whole=whole):
                self.said(faults, {})
        if value:
            self.said({}, value)
        return value


def earlier(_db_field: Any, topic: Topic | None) -> EarlierField:
    found: Asking = asking(topic)
    return EarlierField(kind="protocol", key="earlier", widget=EarlierWidget(found, topic), label="", help_text=_HELP)
