"""Form fields for the structures of the protocol. What is allowed in them, the engine's codec says: there is no second
set of rules here, and its messages are made for editors."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from triage.engine.codec import checks
from triage.engine.codec.shapes import SHAPES
from triage.engine.faults import Fault, Place


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
