"""From what a proof found to what explains it."""

import pytest

from content.beside import ways_from
from content.models import Topic
from content.proven import Finding, Weight
from tests.triage.conftest import drafts, small_records
from triage.models import Vignette


@pytest.fixture
def topic(db: None) -> Topic:
    return drafts(small_records())


def ways(topic: Topic, kind: str, slug: str) -> dict[str, str]:
    found = Finding(Weight.BLOCKS, "naam", kind, slug, "Zin.")
    return {way.title: way.url for way in ways_from(found, topic)}


def test_a_case_that_goes_wrong_is_played(topic: Topic) -> None:
    case = Vignette.objects.get()
    assert ways(topic, "vignette", case.slug) == {
        "Naspelen, met uitleg": f"/admin/triage/draft/{topic.pk}/try/?casus={case.slug}"
    }
    case.delete()
    assert ways(topic, "vignette", case.slug) == {}


def test_where_no_rule_made_it_so_all_that_changed_is_the_way(topic: Topic) -> None:
    found = ways(topic, "topic", topic.slug)
    assert found == {
        "Alles wat veranderde": f"/admin/content/topic/{topic.pk}/changes/",
        "Beslistabel": f"/admin/triage/rule/table/{topic.pk}/",
    }


def test_what_is_about_a_rule_leads_to_its_form_alone(topic: Topic) -> None:
    assert ways(topic, "rule", "fever") == {}
