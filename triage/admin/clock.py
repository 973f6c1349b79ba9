"""A moment as people here read a clock; a document says it in UTC."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.drafts import camel
from content.models import Topic
from triage.admin.shaped import WrittenField
from triage.clock import HERE, local

_TOLD = "Zoals de klok in Nederland dan staat, zomertijd of wintertijd."


def written(typed: str) -> str:
    """The other way; of an hour that comes twice, the first. Raises ValidationError for one that never was."""
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        raise ValidationError("Kies een dag en een tijd, zoals 24-11-2026 09:30.") from None
    utc = (at if at.tzinfo else at.replace(tzinfo=HERE)).astimezone(UTC)
    if at.tzinfo is None and utc.astimezone(HERE).replace(tzinfo=None) != at:
        raise ValidationError("Dit uur bestaat niet: die nacht gaat de klok een uur vooruit. Kies een ander uur.")
    return f"{utc:%Y-%m-%dT%H:%M:%SZ}"


class MomentField(WrittenField):
    """One that was not touched stays as it was written, also in the hour that comes twice."""

    before = ""

    def keep(self, value: Any) -> None:
        self.before = value or ""

    def prepare_value(self, value: Any) -> Any:
        return local(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        return self.before if self.before and typed == local(self.before) else written(typed)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return local(initial or "") != (data or "")


def moment(kind: str) -> Any:
    """For `made` of an admin: a moment of this kind of record."""

    def make(db_field: Any, _topic: Topic | None) -> MomentField:
        widget = forms.TextInput(attrs={"type": "datetime-local", "class": "moment"})
        key, needed = camel(db_field.name), not db_field.blank
        return MomentField(kind=kind, key=key, required=needed, help_text=_TOLD, label="", widget=widget)

    return make
