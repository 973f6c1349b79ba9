"""Whether a test that a document names is there: read from its file, without running anything."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def is_a_test(node_id: str) -> bool:
    """`tests/x/test_y.py::test_z` or `tests/x/test_y.py::TestW::test_z`."""
    file, *names = node_id.split("::")
    return bool(names) and tuple(names) in _tests(ROOT / file)


@cache
def _tests(file: Path) -> frozenset[tuple[str, ...]]:
    if not (file.is_file() and file.name.startswith("test_")):
        return frozenset()
    tree = ast.parse(file.read_text())
    alone = {(name,) for name in _functions(tree)}
    classes = (one for one in tree.body if isinstance(one, ast.ClassDef) and one.name.startswith("Test"))
    return frozenset(alone | {(one.name, name) for one in classes for name in _functions(one)})


def _functions(tree: ast.Module | ast.ClassDef) -> set[str]:
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")}
