"""The trace and the figures in the papers are those of the library. `make trace` writes them anew."""

import pytest

from tests.clinical_safety.figures import figures
from tests.clinical_safety.papers import FIGURES, INTENDED_USE, TRACE
from tests.clinical_safety.trace import rendered


def test_the_trace_is_that_of_the_library(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-trace"):
        TRACE.write_text(rendered())
    assert TRACE.read_text() == rendered()


def test_the_figures_of_the_intended_use_are_those_of_the_library(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--write-trace"):
        INTENDED_USE.write_text(FIGURES.sub(figures(), INTENDED_USE.read_text()))
    assert FIGURES.findall(INTENDED_USE.read_text()) == [figures()]
