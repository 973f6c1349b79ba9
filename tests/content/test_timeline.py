from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.timeline import Event, Span, current, spans, tip, until, withdrawn

DAY = timedelta(days=1)
START = datetime(2026, 1, 1, tzinfo=UTC)


def events(*rows: tuple[str, int, int]) -> tuple[Event, ...]:
    """Rows of (published | withdrawn | recalled, release, day on which it takes effect), in order of adding."""
    return tuple(
        Event(order, release, what != "published", what == "recalled", START + day * DAY)
        for order, (what, release, day) in enumerate(rows)
    )


@pytest.mark.parametrize(
    ("rows", "day", "expected"),
    [
        ([], 0, None),
        ([("published", 1, 1)], 0, None),
        ([("published", 1, 1)], 1, 1),
        ([("published", 1, 1), ("published", 2, 3)], 2, 1),
        ([("published", 1, 1), ("published", 2, 3)], 3, 2),
        ([("published", 1, 1), ("published", 2, 3), ("withdrawn", 2, 4)], 4, 1),
        ([("published", 1, 1), ("withdrawn", 1, 2)], 2, None),
        ([("published", 1, 1), ("withdrawn", 1, 2), ("published", 1, 3)], 3, 1),
        ([("published", 1, 1), ("published", 2, 2), ("published", 1, 3)], 3, 1),
        ([("published", 1, 1), ("published", 2, 9), ("withdrawn", 2, 3)], 9, 1),
        ([("published", 1, 1), ("published", 2, 1)], 1, 2),
    ],
)
def test_the_last_publication_that_stands_is_live(
    rows: list[tuple[str, int, int]], day: int, expected: int | None
) -> None:
    assert current(events(*rows), START + day * DAY) == expected


def test_new_work_builds_on_what_is_planned() -> None:
    planned = tip(events(("published", 1, 1), ("published", 2, 9)))
    assert planned is not None
    assert planned.release == 2


def test_new_work_does_not_build_on_a_withdrawn_plan() -> None:
    standing = tip(events(("published", 1, 1), ("published", 2, 9), ("withdrawn", 2, 3)))
    assert standing is not None
    assert standing.release == 1


def test_a_recall_is_told_apart_from_a_withdrawal() -> None:
    found = withdrawn(
        events(("published", 1, 1), ("withdrawn", 1, 2), ("published", 2, 2), ("recalled", 2, 3)), START + 3 * DAY
    )
    assert {release: event.recall for release, event in found.items()} == {1: False, 2: True}


def test_a_release_published_again_is_not_withdrawn() -> None:
    assert withdrawn(events(("published", 1, 1), ("withdrawn", 1, 2), ("published", 1, 3)), START + 3 * DAY) == {}


def test_spans_tell_when_each_release_was_live() -> None:
    rows = events(("published", 1, 1), ("published", 2, 3), ("withdrawn", 2, 5))
    assert spans(rows, START + 6 * DAY) == (
        Span(1, START + DAY, START + 3 * DAY),
        Span(2, START + 3 * DAY, START + 5 * DAY),
        Span(1, START + 5 * DAY, None),
    )


def test_publishing_what_is_live_already_is_one_span() -> None:
    rows = events(("published", 1, 1), ("published", 1, 3))
    assert spans(rows, START + 6 * DAY) == (Span(1, START + DAY, None),)


def test_a_withdrawal_does_not_change_when_a_release_was_live() -> None:
    rows = events(("published", 1, 1), ("withdrawn", 1, 4))
    assert spans(rows, START + 6 * DAY) == (Span(1, START + DAY, START + 4 * DAY),)


def test_before_the_first_publication_nothing_was_live() -> None:
    assert spans(events(("published", 1, 5)), START + DAY) == ()


ROWS = st.lists(
    st.tuples(st.sampled_from(["published", "withdrawn"]), st.integers(1, 4), st.integers(0, 6)), max_size=14
)


@given(ROWS)
def test_the_spans_say_of_every_moment_which_release_was_live_then(rows: list[tuple[str, int, int]]) -> None:
    told = events(*rows)
    for day in range(-1, 8):
        at = START + day * DAY
        live = [
            one.release for one in spans(told, START + 9 * DAY) if one.start <= at and (not one.end or at < one.end)
        ]
        assert live == [one for one in [current(told, at)] if one is not None]


def test_known_stretches_are_cut_off_at_a_moment() -> None:
    known = (Span(1, START, START + 2 * DAY), Span(2, START + 2 * DAY, START + 4 * DAY), Span(3, START + 9 * DAY, None))
    assert until(known, START + 3 * DAY) == (Span(1, START, START + 2 * DAY), Span(2, START + 2 * DAY, None))
