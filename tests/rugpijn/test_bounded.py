"""What is kept has a bound in bytes, and what is used stays longest."""

from rugpijn.bounded import Bounded


def of(most: int) -> Bounded[str, str]:
    return Bounded(lambda: most)


def test_the_oldest_goes_first() -> None:
    kept = of(10)
    for key in "abc":
        kept.put(key, key.upper(), 4)
    assert [kept.find(key) for key in "abc"] == [None, "B", "C"]


def test_what_was_used_stays_longer() -> None:
    kept = of(10)
    kept.put("a", "A", 4)
    kept.put("b", "B", 4)
    assert kept.use("a") == "A"
    kept.put("c", "C", 4)
    assert [kept.find(key) for key in "abc"] == ["A", None, "C"]


def test_what_was_only_found_does_not() -> None:
    kept = of(10)
    kept.put("a", "A", 4)
    kept.put("b", "B", 4)
    assert kept.find("a") == "A"
    kept.put("c", "C", 4)
    assert kept.find("a") is None


def test_what_is_put_in_twice_counts_once() -> None:
    kept = of(10)
    kept.put("a", "A", 4)
    kept.put("a", "AA", 6)
    assert (kept.find("a"), kept.bytes, len(kept)) == ("AA", 6, 1)


def test_what_is_too_large_throws_nothing_out() -> None:
    kept = of(10)
    kept.put("a", "A", 4)
    kept.put("b", "B", 11)
    assert (kept.find("a"), kept.find("b"), kept.bytes) == ("A", None, 4)


def test_cleared_it_is_empty() -> None:
    kept = of(10)
    kept.put("a", "A", 4)
    kept.clear()
    assert (kept.use("a"), kept.bytes, len(kept)) == (None, 0, 0)
