"""A rule reads as a sentence: als ..., dan minstens ..., omdat ...; in twijfel ..."""

from typing import Any

from content.admin.forms import DraftForm
from content.vocabulary import URGENCIES
from triage.admin import words
from triage.vocabulary import LABELS

RAISES = "raises"
# The least urgent changes nothing, so no rule sets it.
_URGENCIES = tuple((name, LABELS[name]) for name in URGENCIES[:-1])

at_least = words.chosen(*_URGENCIES, (RAISES, "of: één stap dringender dan zonder deze regel"), empty="kies …")
if_uncertain = words.chosen(
    *_URGENCIES, empty="dan telt de regel niet mee", label="In twijfel (‘weet ik niet’) minstens"
)

FIELDSETS: Any = (
    (None, {"fields": ["when", "at_least", "reason", "if_uncertain"]}),
    ("Wat er verder bij hoort", {"fields": ["alarm_sign", "tell", "route"]}),
)


class RuleForm(DraftForm):
    """What a rule does is one choice: an urgency, or one step more. A document has a field for each."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.raises:
            self.initial["at_least"] = RAISES

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "at_least" not in self.changed_data:
            return cleaned | {"at_least": self.instance.at_least}
        raises = cleaned.get("at_least") == RAISES
        self.instance.raises = raises or None
        return cleaned | ({"at_least": ""} if raises else {})
