"""Sets as whole numbers, against Python's own sets."""

from hypothesis import given
from hypothesis import strategies as st

from triage.engine.bits import Unions, each, lowest, union

SETS = st.sets(st.integers(0, 200))
OF_EACH = st.lists(st.integers(0, 2**70), max_size=40)


def as_bits(members: set[int]) -> int:
    return sum(1 << one for one in members)


@given(SETS)
def test_each_names_the_members_the_lowest_first(members: set[int]) -> None:
    assert each(as_bits(members)) == sorted(members)


@given(SETS)
def test_the_lowest_is_the_first_member(members: set[int]) -> None:
    assert lowest(as_bits(members)) == as_bits(set(sorted(members)[:1]))


@given(st.lists(SETS))
def test_a_union_holds_what_any_of_them_holds(sets: list[set[int]]) -> None:
    assert union(map(as_bits, sets)) == as_bits(set().union(*sets))


@given(OF_EACH, st.data())
def test_a_union_by_eights_is_the_union_one_by_one(of_each: list[int], data: st.DataObject) -> None:
    unions = Unions(of_each)
    for bits in data.draw(st.lists(st.integers(0, 2 ** len(of_each) - 1), max_size=5)):
        assert unions(bits) == union(of_each[number] for number in each(bits))
