"""Faults in Dutch, at the place where a clinician mends them."""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from content import records
from content.admin.wording import in_dutch
from content.faults import Fault
from content.models import Advice, Release, Section, Topic
from content.parts import draft_of

Publish = Callable[[Topic], Release]
ENGLISH = re.compile(r"\b(expected|object|invalid|required|field|length|missing|unknown|matching|value)\b|[`$]", re.I)
WRONG = [None, 5, "", "x" * 400, [], {}, {"nl": ""}, {"en": "only"}, {"nl": "x", "fr": "x"}, True, -(2**40), ["A b"]]


def said(kind: str, record: object) -> list[Fault]:
    return [in_dutch(fault) for fault in records.read({kind: {"een": record}})[1]]  # type: ignore[dict-item]


def test_no_fault_of_shape_is_told_in_english(knee: Topic) -> None:
    """Every field of every kind of record: taken out, and filled with everything that it is not."""
    told = set()
    for kind in records.TYPES:
        (example, *_) = draft_of(knee).records[kind].values()
        for field in example:
            broken = [{name: value for name, value in example.items() if name != field}]
            broken += [example | {field: wrong} for wrong in WRONG]
            told |= {fault.message for record in broken for fault in said(kind, record)}
        told |= {fault.message for fault in said(kind, example | {"nooit": 1})}
    assert len(told) > 10
    assert not [message for message in told if ENGLISH.search(message)]


def test_an_empty_field_is_named_as_the_form_names_it(knee: Topic, desk: Client, publish: Publish) -> None:
    publish(knee)
    Advice.objects.update(title={}, body={"nl": "Kort."})
    url = reverse("admin:content_topic_changes", args=[knee.pk])
    (fault,) = desk.post(url, {"changes": ["advice:rest"], "note": "korter"}).context["faults"]
    assert (fault.field, fault.message) == ("titel", "Dit is nog leeg. Vul het in.")


def test_a_row_of_detail_is_counted_as_in_the_form(knee: Topic, desk: Client, publish: Publish) -> None:
    """Two items of a list are one block of the document, and two rows of the form."""
    publish(knee)
    section = Section.objects.get()
    rows = list(section.blocks.all())
    last = rows[-1]
    place = [row.kind for row in rows].index("list")
    assert rows[place + 1].kind == "list"
    type(last).objects.filter(pk=last.pk).update(kind="paragraph", text={}, refs=[])
    url = reverse("admin:content_topic_changes", args=[knee.pk])
    answer = desk.post(url, {"changes": [f"section:{section.slug}"], "note": "korter"})
    assert f"blok {len(rows)}, tekst" in [fault.field for fault in answer.context["faults"]]


def test_names_of_documents_become_names_of_the_form() -> None:
    fault = Fault("rule", "fever", "", "ifUncertain mag geen selfCare zijn. Kies een hogere urgentie.")
    assert in_dutch(fault).message == (
        "“bij ‘weet ik niet’ minstens” mag geen “zelf zorgen” zijn. Kies een hogere urgentie."
    )


def test_dutch_words_that_are_also_names_stay() -> None:
    fault = Fault("vignette", "een", "", "De rest klopt niet.")
    assert in_dutch(fault) == fault
