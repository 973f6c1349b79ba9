import pytest

from triage.engine.durations import minutes_in


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [("PT0S", 0), ("PT30M", 30), ("PT1H", 60), ("PT1H30M", 90), ("P1D", 1440), ("P2DT4H", 3120)],
)
def test_a_duration(duration: str, minutes: int) -> None:
    assert minutes_in(duration) == minutes


@pytest.mark.parametrize("wrong", ["", "P", "PT", "P1DT", "1H", "PT1.5H", "P1W", "PT5S", "pt1h", "PT1H\n", "PT1M1H"])
def test_what_is_no_duration(wrong: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        minutes_in(wrong)
