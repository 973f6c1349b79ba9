"""From samples to what somebody reads, on the terminal and in docs/performance.md."""

import json
from pathlib import Path

import pytest

from bench import docs, results, table, usage
from bench.cases import Case
from bench.figures import Sample
from bench.measuring import Contender
from bench.results import Value
from bench.servers import Server
from tests.bench.samples import rounds


@pytest.fixture(autouse=True)
def _no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage, "worker", lambda pid: pid)
    monkeypatch.setattr(usage, "memory", lambda _: 50.0)


def compared(ours: list[Sample], peer: list[Sample], goal: float = 0.5) -> Value:
    contenders = [Contender(name, Server(name, 1, 1), []) for name in ("Rugpijn", "nginx")]
    return results.of_case(Case("article", "GET the article", contenders, "nginx", goal), [ours, peer])


def lines(*cases: Value) -> str:
    return "\n".join(line for case in cases for line in table.case_lines(case))


def test_a_goal_that_is_met() -> None:
    assert "0.60 of it   goal 0.5: met" in lines(compared(rounds(600, 600, 600), rounds(1000, 1000, 1000)))


def test_a_goal_that_is_not_met_says_so_in_capitals() -> None:
    assert "0.40 of it   goal 0.5: NOT MET" in lines(compared(rounds(400, 400, 400), rounds(1000, 1000, 1000)))


def test_where_the_ratio_is_refused_no_number_stands_and_the_reason_does() -> None:
    told = lines(compared(rounds(600, 600, 600), rounds(1000, 1000, 1000, faults=("2 read errors",))))
    assert "of it" not in told
    assert "goal 0.5: not known" in told
    assert "no ratio to nginx: the peer: 2 read errors" in told


def test_where_the_peer_waited_for_the_load_that_is_said() -> None:
    told = lines(compared(rounds(1000, 1000, 1000), rounds(1000, 1000, 1000, cpu=1.9)))
    assert "nginx waited for the load; by processor time for each request ours is 0.50 of it" in told


def test_a_figure_of_its_own_is_not_held_against_its_goal_when_its_runs_differ() -> None:
    calm, noisy = results.single("one", 10.0, "µs", goal=20.0), results.single("two", 10.0, "µs", goal=20.0, spread=0.2)
    assert [table.of_goal(one) for one in (calm, noisy)] == ["0.50", "refused"]


def test_where_only_some_cases_were_measured_there_are_none_of_those() -> None:
    assert list(table.single_lines([])) == []


def test_what_did_not_work_is_told_and_has_no_number() -> None:
    told = list(table.single_lines([results.failed("the list of topics", "s", "no answer within 120 s")]))
    assert told[1].split()[-1] == "failed"
    assert told[2] == "  ! no answer within 120 s"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    value = {
        "kind": "figures",
        "at": "2026-11-23T04:30:00Z",
        "commit": "abc",
        "machine": {"processor": "Xeon", "cores": 2, "memoryGB": 24.0, "system": "Linux", "python": "3.11.7"},
        "versions": {"django": "5.2"},
        "how": {"rounds": 3, "seconds": 4, "connections": 16},
        "cases": [compared(rounds(600, 600, 600), rounds(1000, 1000, 1000))],
        "singles": [results.single("evaluate", 12.0, "µs", goal=20.0)],
    }
    place = tmp_path / "run.json"
    place.write_text(json.dumps(value))
    return place


def test_the_figures_stand_between_their_marks_and_only_there(run: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    begin, end = docs.marks("figures")
    page.write_text(f"before\n{begin}\nold\n{end}\nafter\n")
    docs.write(run, page)
    docs.write(run, page)
    text = page.read_text()
    assert text.startswith(f"before\n{begin}\n\nMeasured at 2026-11-23T04:30:00Z, commit abc, Xeon")
    assert text.endswith(f"{end}\nafter\n")
    assert "| nginx | 250 | 1.00 | 2.00 | 3,800.0 | 95% | 50 | 0.60 of it | 0.5 |" in text
    assert text.count("| evaluate | 12.0 µs | 20 µs | 0.60 |") == 1


def test_without_a_run_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(docs.NoFigures, match="`make bench` writes"):
        docs.write(tmp_path / "none.json")


@pytest.mark.parametrize("kind", ["figures", "growth"])
def test_the_page_in_the_repository_has_a_place_for_them(kind: str) -> None:
    assert [docs.PAGE.read_text().count(mark) for mark in docs.marks(kind)] == [1, 1]
