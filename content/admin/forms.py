"""The form of a draft row: it never overwrites unseen what somebody else saved meanwhile, and nothing typed is lost."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import cached_property

from content.admin.history import last_change
from content.admin.merging import Clash, State, clashes_of, read_state, state_of, written
from content.admin.references import keep_missing
from content.admin.texts import LocalizedFormField, kept
from content.documents import Records
from content.models import Topic
from content.parts import draft_of
from content.texts import digest


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of a draft row, or of a row of detail. `base`: what stood here when the form was opened."""

    base: State | None = None
    records: Records = {}
    merging = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.clashes: tuple[Clash, ...] = ()
        for name, field in self.fields.items():
            keep_missing(field, self.get_initial_for_field(field, name))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, LocalizedFormField) and name in cleaned:
                cleaned[name] = kept(self.get_initial_for_field(field, name), cleaned[name])
        if self.merging:
            self.merge(self.instance)
        return cleaned

    def merge(self, now: Any) -> None:
        """Beside what stands there now, field by field: what is chosen as the other's, is the other's."""
        self.clashes = clashes_of(self, self.base, now, self.records)
        for clash in self.clashes:
            if not clash.mine_chosen:
                self.cleaned_data[clash.field] = getattr(now, clash.field)
                self.errors.pop(clash.field, None)


class DraftForm(RecordForm):
    """Refuses, once, to save over somebody else's newer edit, and shows both versions. Then what is chosen, holds.

    `seen`: the version that whoever saves has had in view. `base`: what stood here when the form was opened.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    base_state = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    gone = ""  # said when the record itself is no longer there
    restored = ""  # said when this was typed before a session ended

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["seen"].initial = _version(self.instance)
            self.fields["base_state"].initial = written(state_of(self.instance))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk:
            now = type(self.instance)._default_manager.select_for_update().get(pk=self.instance.pk)
            version = _version(now)
            self.base = read_state(cleaned.get("base_state", ""))
            if version != self._opened:
                self.records = draft_of(now if isinstance(now, Topic) else now.topic).records
                self.merge(now)
            if cleaned.get("seen") != version:
                self._refuse_stale(version)
        for refusal in filter(None, (self.gone, self.restored)):
            self.add_error(None, refusal)
        return cleaned

    @property
    def no_field_at_fault(self) -> bool:
        return set(self.errors) == {NON_FIELD_ERRORS}

    @cached_property
    def _opened(self) -> str:
        return digest((self.cleaned_data.get("base_state") or "").encode())

    def _refuse_stale(self, now: str) -> None:
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = now
        self.data = data
        choose = "Kies hieronder wat er moet staan, en sla nog een keer op." if self.clashes else "Sla nog een keer op."
        raise ValidationError(f"{last_change(self.instance)} Er is nog niets opgeslagen, en niets kwijt. {choose}")


def _version(row: Any) -> str:
    return digest(written(state_of(row)).encode())
