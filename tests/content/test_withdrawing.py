"""What a withdrawal leads to, told before it is done."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from content import publishing
from content.models import Advice, Release, Topic

Publish = Callable[[Topic], Release]


@pytest.fixture
def both(knee: Topic, publish: Publish) -> tuple[Release, Release]:
    first = publish(knee)
    Advice.objects.update(title={"nl": "Rust even uit"})
    return first, publish(knee)


def test_the_release_before_it_would_be_live(both: tuple[Release, Release]) -> None:
    assert publishing.after_withdrawal(both[1]) == publishing.After(1)


def test_nothing_would_be_live_after_the_only_one(knee: Topic, publish: Publish) -> None:
    assert publishing.after_withdrawal(publish(knee)) == publishing.After(None)


def test_a_release_that_is_not_live_changes_nothing(both: tuple[Release, Release]) -> None:
    assert publishing.after_withdrawal(both[0]) == publishing.After(2)


def test_one_that_was_withdrawn_does_not_come_back(both: tuple[Release, Release], reviewer: User) -> None:
    publishing.withdraw(release=both[0], by=reviewer, why="fout")
    assert publishing.after_withdrawal(both[1]) == publishing.After(None)


def test_what_is_planned_is_not_live_yet(both: tuple[Release, Release], reviewer: User) -> None:
    publishing.publish(release=both[0], by=reviewer, why="straks", publish_at=timezone.now() + timedelta(days=1))
    assert publishing.after_withdrawal(both[1]) == publishing.After(1)


def test_it_is_refused_when_something_else_would_become_live(both: tuple[Release, Release], reviewer: User) -> None:
    in_view = publishing.after_withdrawal(both[1])
    publishing.withdraw(release=both[0], by=reviewer, why="fout")
    with pytest.raises(publishing.Refused, match="Kijk wat er nu live zou worden"):
        publishing.withdraw(release=both[1], by=reviewer, why="ook fout", in_view=in_view)


def test_it_is_done_when_what_was_in_view_is_so(both: tuple[Release, Release], reviewer: User) -> None:
    in_view = publishing.after_withdrawal(both[1])
    publishing.withdraw(release=both[1], by=reviewer, why="fout", in_view=in_view)
    tip = publishing.tip_of(both[1].topic)
    assert (tip and tip.number) == 1
