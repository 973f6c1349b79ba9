"""A text in Dutch and English as form field: two text areas, Markdown faults at the field, and a translation that says
from which Dutch it was made."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content import markdown
from content.texts import SOURCE_LANGUAGE, Text, digest

Languages = dict[str, Any]
_LONG = 90  # letters; beyond that a text gets more than one line


def _area(language: str) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "text-area", "rows": 1, "lang": language})


class LocalizedWidget(forms.MultiWidget):
    """Dutch first; English folds away while there is none. A tick says that an older translation still holds."""

    template_name = "content/admin/localized.html"

    def __init__(self) -> None:
        super().__init__({"nl": _area("nl"), "en": _area("en"), "holds": forms.CheckboxInput()})

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """The label of the field is that of its Dutch."""
        return f"{id_}_0" if id_ else ""

    def decompress(self, value: Any) -> list[Any]:
        text = value if isinstance(value, dict) else {}
        return [text.get("nl", ""), text.get("en", ""), False]

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)  # type: ignore[arg-type]
        dutch, english, holds = context["widget"]["subwidgets"]
        for area in (dutch, english):
            area["attrs"]["rows"] = _rows(area["value"] or "")
        outdated = isinstance(value, dict) and "nl" in value and bool(Text.read(value).outdated())
        context.update(dutch=dutch, english=english, holds=holds, outdated=outdated)
        return context


def _rows(text: str) -> int:
    return min(14, sum(1 + len(line) // _LONG for line in text.split("\n")) or 1)


class LocalizedFormField(forms.MultiValueField):
    """Cleans to `{"nl": ..., "en": ...}`; `kept` adds where the translation comes from."""

    widget: type[forms.Widget] | forms.Widget = LocalizedWidget

    def __init__(self, *, lists: bool = False, **options: Any) -> None:
        self.lists = lists
        fields = (forms.CharField(required=False), forms.CharField(required=False), forms.BooleanField(required=False))
        options = {"required": False, "require_all_fields": False} | options
        super().__init__(fields, **options)
        self.widget.widgets[1].attrs["aria-label"] = f"{self.label or 'Tekst'}, Engels"  # type: ignore[union-attr]

    def compress(self, data_list: Any) -> Languages:
        dutch, english, holds = data_list or ("", "", False)
        texts = {"nl": _lines(dutch), "en": _lines(english)}
        self._refuse(texts)
        return {language: text for language, text in texts.items() if text} | ({"holds": True} if holds else {})

    def _refuse(self, texts: Mapping[str, str]) -> None:
        said = [message for text in texts.values() for message in markdown.faults(text, lists=self.lists)]
        if texts["en"] and not texts["nl"]:
            said.append("Er is wel een Engelse, maar geen Nederlandse tekst. Schrijf eerst het Nederlands.")
        if said:
            raise ValidationError(said)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        before = initial if isinstance(initial, dict) else {}
        dutch, english, holds = data or ("", "", False)
        return bool(holds) or any(
            _lines(before.get(language, "")) != _lines(typed) for language, typed in (("nl", dutch), ("en", english))
        )


def _lines(text: str | None) -> str:
    """As a browser sends it, with the line ends of everybody else."""
    return (text or "").replace("\r\n", "\n").strip()


def kept(before: object, typed: Languages) -> Languages:
    """The text to save. What was not really changed stays byte for byte; a new translation names its Dutch."""
    old = before if isinstance(before, dict) else {}
    texts = {
        language: old[language] if _lines(old.get(language)) == text else text
        for language, text in typed.items()
        if language != "holds"
    }
    if "en" not in texts:
        return texts
    fresh = texts["en"] != old.get("en") or typed.get("holds")
    basis = digest(texts[SOURCE_LANGUAGE].encode()) if fresh else old.get("translatedFrom", {}).get("en")
    return texts | ({"translatedFrom": {"en": basis}} if basis else {})
