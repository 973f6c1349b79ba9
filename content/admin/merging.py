"""Two people changed one record: what each of them wrote, field by field, and whose words are chosen."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import rfc8785
from django import forms
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.admin.readable import WORDS, Line, field_lines
from content.documents import Records
from content.drafts import Recorded, plain

State = dict[str, Any]
MINE, THEIRS = "mine", "theirs"


def state_of(row: Recorded) -> State:
    """What a form shows of a row: its fields, and each row of detail by its own number."""
    rows = {name: {str(one.pk): values_of(one) for one in getattr(row, name).all()} for name in row.record_children}
    return {"values": values_of(row), "rows": rows}


def values_of(row: models.Model) -> State:
    fields = [field for field in row._meta.concrete_fields if not (field.primary_key or field.is_relation)]
    return {field.name: plain(field.value_from_object(row)) for field in fields}


def written(state: State) -> str:
    return rfc8785.dumps(state).decode()


def read_state(text: str) -> State | None:
    """What a form carried along; None where it carried none."""
    try:
        state = json.loads(text)
    except ValueError:
        return None
    return state if isinstance(state, dict) and {"values", "rows"} <= state.keys() else None


@dataclass(frozen=True)
class Side:
    """One field as both wrote it, with the words marked that the other does not have."""

    label: str
    mine: SafeString
    theirs: SafeString


@dataclass(frozen=True)
class Clash:
    """A field that the other changed, and that says otherwise here. `touched`: whoever saves changed it as well."""

    field: str
    choice: str
    label: str
    touched: bool
    mine_chosen: bool
    sides: tuple[Side, ...]


def clashes_of(form: Any, base: State | None, now: Recorded, records: Records) -> tuple[Clash, ...]:
    """`base`: this row as it was when the form was opened; without it, everything that differs was typed."""
    before = (base or {}).get("values", base)
    return tuple(_clashes(form, before, now, records))


def _clashes(form: Any, before: State | None, now: Recorded, records: Records) -> Iterator[Clash]:
    for field in now._meta.concrete_fields:
        name = field.name
        if name not in form.fields or field.primary_key or field.is_relation:
            continue
        theirs = field.value_from_object(now)
        if before is not None and before.get(name) == plain(theirs):
            continue
        if not _differs(form, name, theirs):
            continue
        touched = before is None or _differs(form, name, field.to_python(before.get(name)))
        choice = form.add_prefix(f"choose-{name}")
        chosen = form.data.get(choice) or (MINE if touched else THEIRS)
        label = str(form.fields[name].label or field.verbose_name)
        yield Clash(name, choice, label, touched, chosen != THEIRS, _sides(form, field, theirs, records))


def _differs(form: Any, name: str, value: Any) -> bool:
    field: forms.Field = form.fields[name]
    return field.has_changed(value, form[name].data)


def _sides(form: Any, field: Any, theirs: Any, records: Records) -> tuple[Side, ...]:
    if field.name in form.cleaned_data:
        lines = field_lines(field, theirs, form.cleaned_data[field.name], records)
    else:  # it cannot be read; then as it was typed
        raw = form[field.name].data
        typed = " ".join(map(str, filter(None, raw))) if isinstance(raw, list) else str(raw or "")
        lines = [Line(str(field.verbose_name), field_lines(field, theirs, None, records)[0].before, typed)]
    return tuple(_marked(line) for line in lines)


def _marked(line: Line) -> Side:
    old, new = WORDS.findall(line.before), WORDS.findall(line.after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    theirs = [("".join(old[a:b]), kind == "equal") for kind, a, b, _, _ in steps]
    mine = [("".join(new[c:d]), kind == "equal") for kind, _, _, c, d in steps]
    return Side(line.label, _with_marks(mine), _with_marks(theirs))


def _with_marks(pieces: list[tuple[str, bool]]) -> SafeString:
    marked = (format_html("{}" if same else "<mark>{}</mark>", text) for text, same in pieces if text)
    return format_html_join("", "{}", ((piece,) for piece in marked))
