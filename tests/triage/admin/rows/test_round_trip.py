"""Every condition and every answer of the shipped library, shown as rows and sent back: not a byte is different."""

from collections.abc import Iterator
from typing import Any

import rfc8785
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from content.models import Topic
from tests.desk import posted_from
from triage.admin import small_forms, telling
from triage.admin.rows.asking import Asked
from triage.admin.rows.fields import RowsField, answers, conditions
from triage.models import AdviceChoice, Promise, Question, Route, Rule, Vignette, Withholding

CONDITIONS: tuple[tuple[Any, str, str], ...] = (
    (Rule, "rule", "when"),
    (Promise, "promise", "when"),
    (Route, "route", "when"),
    (Question, "question", "asked_when"),
    (AdviceChoice, "adviceChoice", "shown_when"),
    (Withholding, "withholding", "when"),
)


def sent_back(field: Any, value: Any) -> Any:
    """What the field makes of its own page."""
    field.keep(value)
    sent: MultiValueDict[str, str] = MultiValueDict()
    for name, typed in posted_from(field.widget.render("when", value, {"id": "id_when"})).items():
        sent.setlist(name, typed if isinstance(typed, list) else [typed])
    return field.clean(field.widget.value_from_datadict(sent, QueryDict(), "when"))


def every_condition(topic: Topic) -> Iterator[tuple[Any, RowsField, Any]]:
    for model, of, name in CONDITIONS:
        field = conditions(of)(None, topic)
        for row in model.objects.all():
            yield row, field, getattr(row, name)


def test_every_condition_of_the_library_comes_back_as_it_was(back: Topic) -> None:
    seen = 0
    for row, field, value in every_condition(back):
        assert rfc8785.dumps(sent_back(field, value)) == rfc8785.dumps(value), row
        field.keep([])  # and all of it fits, as if it were new
        assert field.clean(value) == value
        seen += len(value)
    assert seen > 500


def test_every_answer_of_the_vignettes_comes_back_as_it_was(back: Topic) -> None:
    field = answers(None, back)
    for vignette in Vignette.objects.all():
        assert rfc8785.dumps(sent_back(field, vignette.answers)) == rfc8785.dumps(vignette.answers), vignette
    assert Vignette.objects.count() > 100


def test_every_expected_outcome_and_every_number_comes_back_as_it_was(back: Topic) -> None:
    field = small_forms.expected(None, back)
    for vignette in Vignette.objects.all():
        assert rfc8785.dumps(sent_back(field, vignette.expected)) == rfc8785.dumps(vignette.expected), vignette
    asked = [question.number for question in Question.objects.all() if question.kind == "number"]
    for number in asked:
        assert rfc8785.dumps(sent_back(small_forms.number(None, back), number)) == rfc8785.dumps(number)
    assert asked


def test_all_words_for_the_triagist_come_back_as_they_were(back: Topic) -> None:
    told = 0
    for question in Question.objects.all():
        field = telling.tell(None, back)
        field.widget.asked = Asked(question.slug, question.record())
        assert rfc8785.dumps(sent_back(field, question.tell)) == rfc8785.dumps(question.tell), question
        told += bool(question.tell)
    assert told > 5
