"""How triage was used, on the first page: counts from ten up, and never of a person."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from content.models import Topic
from tests.desk import at_the_desk
from tests.triage.conftest import drafts, small_records
from triage.admin.use import Use, use_of
from triage.models import UseCount


@pytest.fixture
def topic(db: None) -> Topic:
    return drafts(small_records())


def counted(kind: str, name: str, count: int, days_ago: int = 0) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    UseCount.objects.create(topic="rugpijn", day=day, kind=kind, name=name, count=count)


def shown(topic: Topic) -> Use:
    use = use_of(topic)
    assert use is not None
    return use


def test_a_topic_that_asks_nothing_has_no_use(knee: Topic) -> None:
    assert use_of(knee) is None


def test_a_day_is_a_bar_with_the_most_urgent_on_top(topic: Topic) -> None:
    counted("urgency", "selfCare", 30)
    counted("urgency", "immediate", 10)
    calm, urgent = shown(topic).pieces
    assert (calm.urgency, urgent.urgency) == ("selfCare", "immediate")
    assert calm.height == pytest.approx(3 * urgent.height, abs=0.2)
    assert urgent.y + urgent.height == pytest.approx(calm.y)


def test_fewer_than_ten_are_not_shown(topic: Topic) -> None:
    counted("urgency", "emergency", 9)
    counted("urgency", "selfCare", 10)
    counted("rule", "fever", 9)
    counted("unknown", "fever", 9)
    use = shown(topic)
    assert [piece.urgency for piece in use.pieces] == ["selfCare"]
    assert use.days[0].counts == (None, None, None, None, 10)
    assert (use.rules, use.unknown) == ((), ())


def test_days_together_count(topic: Topic) -> None:
    counted("rule", "fever", 6)
    counted("rule", "fever", 5, days_ago=1)
    (line,) = shown(topic).rules
    assert line.count == 10


@pytest.mark.parametrize(("counts", "told"), [(19, 10), (20, 20), (29, 20)])
def test_a_count_is_told_in_tens_so_that_no_day_tells_of_one_person(topic: Topic, counts: int, told: int) -> None:
    counted("rule", "fever", counts)
    counted("unknown", "fever", counts)
    use = shown(topic)
    assert [line.count for line in (*use.rules, *use.unknown)] == [told, told]


def test_what_is_longer_ago_is_left_out(topic: Topic) -> None:
    counted("urgency", "selfCare", 50, days_ago=28)
    assert shown(topic).pieces == ()


@pytest.mark.parametrize("seldom", [0, 1, 9])
def test_that_a_rule_seldom_counted_is_told_as_if_it_never_did(topic: Topic, seldom: int) -> None:
    counted("rule", "fever", 20)
    counted("rule", "rigors", seldom)
    assert len(shown(topic).seldom) == topic_rules(topic) - 1


def topic_rules(topic: Topic) -> int:
    return len(small_records()["rule"])


def test_before_any_use_no_rule_is_called_useless(topic: Topic) -> None:
    assert shown(topic).seldom == ()


def test_while_every_rule_seldom_counted_none_is_named(topic: Topic) -> None:
    counted("rule", "fever", 9)
    assert shown(topic).seldom == ()


def test_the_first_page_shows_it(topic: Topic, editor: User) -> None:
    counted("urgency", "selfCare", 30)
    page = at_the_desk(editor).get(reverse("admin:index")).content.decode()
    assert "Zo wordt Rugpijn gebruikt" in page
    assert 'class="u-selfCare"' in page


def test_it_is_for_who_may_look_at_releases(topic: Topic) -> None:
    somebody = User.objects.create_user("niemand", is_staff=True)
    assert "Zo wordt" not in at_the_desk(somebody).get(reverse("admin:index")).content.decode()
