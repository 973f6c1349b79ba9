"""Work is counted, the same each time."""

from bench.steps import steps


def calls(count: int) -> None:
    for _ in range(count):
        len("")


def test_the_same_work_is_as_much_each_time() -> None:
    assert steps(lambda: calls(50)) == steps(lambda: calls(50))


def test_a_fifth_more_is_seen() -> None:
    assert steps(lambda: calls(120)) > 1.15 * steps(lambda: calls(100))


def test_what_is_not_written_in_python_counts_by_the_call() -> None:
    assert steps(lambda: (len(""), len(""), len(""))) >= steps(lambda: None) + 3


def test_what_is_made_once_is_made_before() -> None:
    made: list[int] = []

    def work() -> None:
        if not made:
            calls(100)
            made.append(1)

    assert steps(work) < steps(lambda: calls(5))
