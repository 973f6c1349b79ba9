import pytest

from bench.figures import Refused, ratio, spread
from tests.bench.samples import QUIET, rounds


def test_a_ratio_is_the_median_of_the_ratios_within_each_round() -> None:
    """The machine halves its speed in the second round, for both: that changes nothing."""
    found = ratio(rounds(4000, 2000, 4100), rounds(8000, 4000, 8000))
    assert found.rate == 0.5


def test_by_processor_time_a_server_is_compared_that_waited_for_the_load() -> None:
    found = ratio(rounds(4000, 4000, 4000), rounds(4000, 4000, 4000, cpu=1.9))
    assert (found.rate, found.by_cpu) == (1.0, 0.5)


def test_an_error_refuses_the_ratio() -> None:
    with pytest.raises(Refused, match="the peer: 3 status errors"):
        ratio(rounds(10, 10, 10), rounds(10, 10, 10, faults=("3 status errors",)))


def test_rounds_that_differ_too_much_refuse_the_ratio() -> None:
    with pytest.raises(Refused, match="the rounds differ by 20%"):
        ratio(rounds(900, 1000, 1100), rounds(1000, 1000, 1000))


def test_rounds_that_differ_a_little_do_not() -> None:
    assert ratio(rounds(950, 1000, 1050), rounds(1000, 1000, 1000)).rate == 1.0


@pytest.mark.parametrize("elsewhere", [0.11, 1.5])
def test_a_busy_machine_refuses_the_ratio(elsewhere: float) -> None:
    with pytest.raises(Refused, match="other programs used"):
        ratio([*rounds(10, 10), *rounds(10, elsewhere=elsewhere)], rounds(10, 10, 10))


def test_a_round_in_which_others_used_the_machine_does_not_count() -> None:
    ours = [*rounds(10, 10, 10), *rounds(1, elsewhere=0.5)]
    assert ratio(ours, rounds(10, 10, 10, 10)).rate == 1.0


def test_where_that_was_in_most_rounds_there_is_no_ratio() -> None:
    ours = [*rounds(10, 10, 10), *rounds(10, 10, 10, 10, elsewhere=0.5)]
    with pytest.raises(Refused, match="other programs used 50%"):
        ratio(ours, rounds(*[10] * 7))


@pytest.mark.parametrize(
    ("count", "left_out"),
    [(3, 0), (5, 0), (8, 0), (9, 1), (11, 1), (12, 2), (15, 3), (25, 7)],
)
def test_the_more_rounds_the_surer_is_the_median(count: int, left_out: int) -> None:
    """In the tables of the sign test, at 1 in 16 on both sides together."""
    values = [100.0 + number for number in range(count)]
    middle = 100 + (count - 1) / 2
    assert spread(values) == pytest.approx((count - 1 - 2 * left_out) / middle)


def test_two_rounds_are_too_few_to_see_noise() -> None:
    with pytest.raises(Refused, match="fewer than 3 rounds"):
        ratio(rounds(10, 10), rounds(10, 10))


def test_what_a_request_costs_is_in_microseconds() -> None:
    assert (QUIET.rate, QUIET.cpu_per_request, QUIET.core) == (1000, 950, 0.95)
