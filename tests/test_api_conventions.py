"""docs/api-conventions.md names tests that exist, and every convention has one."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "api-conventions.md").read_text()
ROWS = [line.strip("|").split(" | ") for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
NAMED = re.findall(r"`([\w/]+\.py(?:::\w+)*)`", PAGE)


def definitions(tree: ast.Module | ast.ClassDef) -> dict[str, ast.ClassDef | ast.FunctionDef]:
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}


@pytest.mark.parametrize("named", NAMED)
def test_what_it_names_is_there(named: str) -> None:
    file, *path = named.split("::")
    place: ast.AST = ast.parse((TESTS / file).read_text())
    for name in path:
        assert isinstance(place, ast.Module | ast.ClassDef)
        place = definitions(place)[name]
        assert name.startswith(("test_", "Test"))


def test_every_convention_has_a_test() -> None:
    conventions = [row for row in ROWS if row[0] != " convention"]
    assert len(conventions) > 40
    assert [row[0] for row in conventions if not re.search(r"`[\w/]+\.py", row[1])] == []


def test_every_file_of_the_black_box_is_in_it() -> None:
    files = {f"black_box/{file.name}" for file in (TESTS / "black_box").glob("test_*.py")}
    assert files == {named.partition("::")[0] for named in NAMED if named.startswith("black_box/")}
