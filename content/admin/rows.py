"""Rows of detail that two people changed: what somebody else took away or added meanwhile is told, and none is lost."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

from django import forms
from django.http import QueryDict

from content.admin.merging import State, read_state, values_of
from content.documents import Records
from content.models import Topic
from content.parts import draft_of

_NOT_THE_TEXT = {"id", "order", "DELETE"}


class RowsFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """`news`: what happened to whole rows since the form was opened, as sentences."""

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__(data, *args, **options)
        self.news: list[str] = []
        if self.is_bound and self.instance.pk and self.prefix:
            self._take_in_what_happened()

    @cached_property
    def opened(self) -> Mapping[str, State] | None:
        """Each row as it was when the form was opened, by its number."""
        state = read_state(self.data.get("base_state", ""))
        return None if state is None else state["rows"].get(self.fk.remote_field.get_accessor_name(), {})

    @cached_property
    def records(self) -> Records:
        return draft_of(self.instance if isinstance(self.instance, Topic) else self.instance.topic).records

    def _construct_form(self, i: int, **options: Any) -> Any:
        form = super()._construct_form(i, **options)  # type: ignore[misc]
        if self.is_bound and form.instance.pk:
            form.base = self.opened.get(str(form.instance.pk)) if self.opened is not None else None
            form.merging = form.base != values_of(form.instance)
            form.records = self.records if form.merging else {}
        return form

    def _take_in_what_happened(self) -> None:
        try:
            total, initial = (
                int(self.data[f"{self.prefix}-TOTAL_FORMS"]),
                int(self.data[f"{self.prefix}-INITIAL_FORMS"]),
            )
        except (KeyError, ValueError):
            return  # Django says so
        here = {str(row.pk): row for row in self.get_queryset()}
        posted = {place: str(self.data.get(f"{self.prefix}-{place}-id", "")) for place in range(min(total, 1000))}
        gone = {place for place, number in posted.items() if place < initial and number not in here}
        before = self.opened or {}
        self.news += [
            f"‘{row}’ is intussen toegevoegd. Dat blijft staan."
            for number, row in here.items()
            if self.opened is not None and number not in before and number not in posted.values()
        ]
        if gone:
            kept = [place for place in gone if self._changed_here(place, before.get(posted[place]))]
            staying = [place for place in range(initial) if place not in gone]
            self._rearrange([*staying, *sorted(kept), *range(initial, total)], len(staying))

    def _changed_here(self, place: int, before: State | None) -> bool:
        """Whether something was typed in this row, which somebody else took away. It says so either way."""
        prefix = self.add_prefix(place)
        if f"{prefix}-DELETE" in self.data:
            return False
        model: Any = self.model
        fields = {field.name for field in model._meta.concrete_fields}
        row = model(**{name: value for name, value in (before or {}).items() if name in fields})
        form = cast(Any, self.form)(self.data, prefix=prefix, instance=row)
        changed = before is None or bool(set(form.changed_data) - _NOT_THE_TEXT)
        end = "U had hier iets veranderd, dus staat het er weer, als nieuwe rij." if changed else "Hier is het ook weg."
        self.news.append(f"‘{row}’ is intussen verwijderd. {end}")
        return changed

    def _rearrange(self, places: list[int], initial: int) -> None:
        """Only these rows, in this order; those after `initial` are new."""
        data: Any = QueryDict(mutable=True)
        typed: Any = self.data
        moved = {str(old): new for new, old in enumerate(places)}
        for key in typed:
            head, _, rest = key.removeprefix(f"{self.prefix}-").partition("-")
            if not key.startswith(f"{self.prefix}-") or not head.isdigit():
                data.setlist(key, typed.getlist(key))
            elif head in moved and not (rest == "id" and moved[head] >= initial):
                data.setlist(f"{self.prefix}-{moved[head]}-{rest}", typed.getlist(key))
        data[f"{self.prefix}-TOTAL_FORMS"], data[f"{self.prefix}-INITIAL_FORMS"] = str(len(places)), str(initial)
        self.data = data
