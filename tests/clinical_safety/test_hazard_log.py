"""The hazard log names tests and places that exist, uses its own classes, and leaves nothing grave unsaid."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError

from tests.clinical_safety.papers import HAZARD_LOG, ROOT, Hazard, hazard_log, hazards
from tests.node_ids import is_a_test

HAZARDS = [pytest.param(hazard, id=slug) for slug, hazard in hazards().items()]
CONTROLS = [
    pytest.param(control, id=f"{slug}-{number}")
    for slug, hazard in hazards().items()
    for number, control in enumerate(hazard["controls"], 1)
]
ALWAYS = {"hazard", "causes", "harm", "before", "after", "controls", "residual", "open"}
MAY_BE_EMPTY = {"controls", "open"}


def is_there(place: str) -> bool:
    """A file, or `file#name` with a key of YAML, a function, a class or a constant of that name."""
    path, _, name = place.partition("#")
    file = ROOT / path
    if not name:
        return file.is_file()
    return bool(re.search(rf"^\s*(?:def |class )?{re.escape(name)}\b(?=[:(= ])", file.read_text(), re.MULTILINE))


def acceptable(risk: dict[str, str]) -> bool:
    likelihoods = list(hazard_log()["likelihood"])
    most = hazard_log()["acceptableUpTo"][risk["severity"]]
    return likelihoods.index(risk["likelihood"]) <= likelihoods.index(most)


def test_no_hazard_stands_twice() -> None:
    again = f"{HAZARD_LOG.read_text()}\n  {next(iter(hazards()))}: {{}}\n"
    with pytest.raises(DuplicateKeyError):
        YAML(typ="safe", pure=True).load(again)


def test_no_clinician_is_claimed() -> None:
    assert hazard_log()["clinicalReview"] == "none"


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_says_all_of_it(hazard: Hazard) -> None:
    """One without any control says so in `residual`, and is open."""
    said = {key for key, value in hazard.items() if value or key in MAY_BE_EMPTY}
    assert said == hazard.keys() == (ALWAYS | {"before_use"} if hazard["open"] else ALWAYS)


@pytest.mark.parametrize("hazard", HAZARDS)
def test_its_classes_are_those_of_the_log(hazard: Hazard) -> None:
    for risk in (hazard["before"], hazard["after"]):
        assert risk.keys() == {"severity", "likelihood"}
        assert risk["severity"] in hazard_log()["severity"]
        assert risk["likelihood"] in hazard_log()["likelihood"]


@pytest.mark.parametrize("hazard", HAZARDS)
def test_controls_never_make_it_worse(hazard: Hazard) -> None:
    for scale in ("severity", "likelihood"):
        classes = list(hazard_log()[scale])
        assert classes.index(hazard["after"][scale]) <= classes.index(hazard["before"][scale])


@pytest.mark.parametrize("hazard", HAZARDS)
def test_what_is_left_is_acceptable_or_open(hazard: Hazard) -> None:
    assert hazard["open"] or (hazard["controls"] and acceptable(hazard["after"]))


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_is_where_it_says(control: dict[str, Any]) -> None:
    assert control["where"]
    assert [place for place in control["where"] if not is_there(place)] == []


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_is_proved_by_tests_that_exist(control: dict[str, Any]) -> None:
    assert control["proved_by"]
    assert [named for named in control["proved_by"] if not is_a_test(named)] == []


@pytest.mark.parametrize(
    "named",
    [
        "tests/test_house.py",
        "tests/test_house.py::test_nothing_of_the_kind",
        "tests/test_house.py::lint_imports",
        "tests/nowhere.py::test_x",
        "tests/black_box/test_design_rules.py::test_answers_are_never_taken_from_an_address",
    ],
)
def test_what_is_no_test_is_noticed(named: str) -> None:
    assert not is_a_test(named)


@pytest.mark.parametrize("place", ["triage/nowhere.py", "triage", "triage/budget.py#shared"])
def test_what_is_no_place_is_noticed(place: str) -> None:
    assert not is_there(place)


def test_the_readme_of_the_papers_counts_them() -> None:
    readme = (HAZARD_LOG.parent / "README.md").read_text()
    still_open = sum(hazard["open"] for hazard in hazards().values())
    assert f"{len(hazards())} hazards, {still_open} of them open" in " ".join(readme.split())


def test_every_paper_is_in_the_readme() -> None:
    papers = Path(HAZARD_LOG).parent
    readme = (papers / "README.md").read_text()
    assert [one.name for one in papers.iterdir() if one.name != "README.md" and f"({one.name})" not in readme] == []
