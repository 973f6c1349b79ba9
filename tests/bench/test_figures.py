import pytest

from bench.figures import Refused, ratio
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


def test_two_rounds_are_too_few_to_see_noise() -> None:
    with pytest.raises(Refused, match="fewer than 3 rounds"):
        ratio(rounds(10, 10), rounds(10, 10))


def test_what_a_request_costs_is_in_microseconds() -> None:
    assert (QUIET.rate, QUIET.cpu_per_request, QUIET.core) == (1000, 950, 0.95)
