"""The forms of what is asked."""

from django.contrib import admin

from content.admin.base import DetailInline, DraftAdmin
from triage.admin import words
from triage.admin.shaped import conditions, structure
from triage.models import Option, ProtocolTexts, Question, Screen
from triage.vocabulary import WORSE


@admin.register(ProtocolTexts)
class ProtocolTextsAdmin(DraftAdmin):
    points_to = {"age_question": (Question,)}
    made = {
        "office_hours": words.hours,
        "earlier": structure(
            "protocol",
            'Wat telt als het erger is dan de vorige keer: {"question": "course", "choices": ["worse"]}. Wat niet '
            'vergeleken wordt: "ignores": [{"question": "history"}, {"question": "course", "choices": ["worry"]}].',
        ),
    }
    search_fields = ("slug",)


@admin.register(Screen)
class ScreenAdmin(DraftAdmin):
    columns = ("order", "none_of_these")


class OptionInline(DetailInline):
    model = Option


@admin.register(Question)
class QuestionAdmin(DraftAdmin):
    inlines = (OptionInline,)
    columns = ("screen", "kind", "role")
    search_fields = ("slug", "text__nl", "screen")
    points_to = {"screen": (Screen,), "clarifies": (Question,)}
    made = {
        "worse": words.word(*WORSE),
        "asked_when": conditions("question"),
        "number": structure("question", 'Alleen bij een getal: {"minimum": 0, "maximum": 120, "unit": {"nl": "jaar"}}'),
        "tell": structure(
            "question", 'Per antwoord de woorden voor de triagist: {"yes": "koorts"}; bij een getal met {number}.'
        ),
    }
