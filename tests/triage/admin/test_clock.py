"""A moment is typed and read as the clock here says it; the document has it in UTC."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.desk import at_the_desk, errors_of, form_of
from tests.triage.conftest import drafts, small_records
from triage.admin.clock import MomentField, written
from triage.clock import local
from triage.models import Vignette

WINTER, SUMMER = ("2026-11-24T08:30:00Z", "2026-11-24T09:30"), ("2026-07-01T08:30:00Z", "2026-07-01T10:30")
TWICE = "2026-10-25T02:30"


@pytest.mark.parametrize(("document", "clock"), [WINTER, SUMMER])
def test_winter_and_summer(document: str, clock: str) -> None:
    assert (local(document), written(clock)) == (clock, document)


def test_an_hour_that_never_was_is_refused() -> None:
    with pytest.raises(ValidationError, match="gaat de klok een uur vooruit"):
        written("2026-03-29T02:30")


@pytest.mark.parametrize("document", ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-11-24T09:30:00+01:00"])
def test_what_was_not_touched_stays_as_it_was_written(document: str) -> None:
    field = MomentField(kind="vignette", key="at")
    field.keep(document)
    assert field.clean(field.prepare_value(document)) == document
    assert not field.has_changed(document, local(document))


def test_the_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    assert written(TWICE) == "2026-10-25T00:30:00Z"


def test_the_form_of_a_vignette(db: None, editor: object) -> None:
    drafts(small_records())
    desk: Client = at_the_desk(editor)  # type: ignore[arg-type]
    url = reverse("admin:triage_vignette_change", args=[Vignette.objects.get().pk])
    form = form_of(desk, url)
    assert form["at"] == local(Vignette.objects.get().at)
    assert "kies een dag" in errors_of(desk.post(url, form | {"at": "morgen"}))["at"][0].lower()
    assert desk.post(url, form | {"at": SUMMER[1]}).status_code == 302
    assert Vignette.objects.get().at == SUMMER[0]


def test_a_comparison_says_it_as_the_clock_does() -> None:
    told = Vignette._meta.get_field("at").told
    assert told(WINTER[0], {}) == "24 november 2026, 09:30 (Nederlandse tijd)"
    assert told("morgen", {}) == "morgen"
