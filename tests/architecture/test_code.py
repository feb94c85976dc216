"""The team's own rules, so that nobody has to be the one who says them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "trienkhai"
WEB = SOURCE / "web"
DRAWERS = {"utils", "helpers", "common", "misc"}
PROMISES = ("get_", "handle_", "process_", "do_", "manage_")
# Names that Django, allauth or ninja call by themselves.
CALLED_BY_FRAMEWORKS = {"get_user", "process_exception", "process_view"}


@cache
def list_modules(folder: Path) -> tuple[tuple[Path, ast.Module], ...]:
    """Every module with its syntax tree, migrations left out; parsed once for all rules."""
    paths = (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in paths)


def list_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def test_no_function_is_longer_than_sixty_lines() -> None:
    """Twenty-five is usual, sixty the limit."""
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name} ({(node.end_lineno or 0) - node.lineno + 1})"
        for path, tree in list_modules(SOURCE)
        for node in list_functions(tree)
        if (node.end_lineno or 0) - node.lineno + 1 > 60
    ]
    assert long == []


def test_no_drawer_and_no_empty_promise() -> None:
    """No file is a drawer, no function begins with a verb that promises nothing."""
    drawers = [str(path.relative_to(ROOT)) for path, _ in list_modules(SOURCE) if path.stem in DRAWERS]
    vague = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, tree in list_modules(SOURCE)
        for node in list_functions(tree)
        if node.name.startswith(PROMISES) and node.name not in CALLED_BY_FRAMEWORKS
    ]
    assert (drawers, vague) == ([], [])


def test_public_functions_say_what_they_promise() -> None:
    """Every public function and class has a docstring; one inside a function is its own business."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path, tree in list_modules(SOURCE)
        for node in list_public(tree)
        if not node.name.startswith("_")
        and node.name not in {"Meta", "middleware"}
        and not ast.get_docstring(node)
        and not is_declaration(node, path)
    ]
    assert silent == []


def list_public(tree: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Functions and classes of a module and, below them, of its classes."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from list_public(node)


def is_declaration(node: ast.FunctionDef | ast.ClassDef, path: Path) -> bool:
    """App configurations and the choices of a field say all in their names; overloads and protocols too."""
    if isinstance(node, ast.ClassDef):
        bases = {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
        return path.name == "apps.py" or bool(bases & {"TextChoices", "IntegerChoices", "StrEnum"})
    named = {getattr(entry, "id", getattr(entry, "attr", "")) for entry in node.decorator_list}
    return "overload" in named


def test_writes_happen_only_in_actions() -> None:
    """Nobody but an action (or the steps of once and the journal) creates, updates or deletes rows."""
    allowed = {"actions.py", "once.py"}
    verbs = {"create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
    found = []
    for path, tree in list_modules(WEB):
        if path.name in allowed or "actions" in path.parts or "sample" in path.parts:
            continue
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr in verbs and speaks_to_database(node.func.value):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} .{node.func.attr}()")
    assert found == []


def speaks_to_database(value: ast.expr) -> bool:
    """Whether the chain of calls contains a manager: `X.objects. …`."""
    return any(isinstance(node, ast.Attribute) and node.attr == "objects" for node in ast.walk(value))


def test_states_are_assigned_only_in_actions() -> None:
    """`thing.state = …` stands nowhere else."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in list_modules(WEB)
        if path.name != "actions.py" and "actions" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]
    assert found == []


def test_nobody_asks_the_system_for_today() -> None:
    """Only the clock does."""
    found = []
    for path, tree in list_modules(WEB):
        if path == WEB / "clock.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"today", "utcnow", "now", "localdate"}:
                owner = getattr(node.value, "id", getattr(node.value, "attr", ""))
                if owner in {"date", "datetime", "timezone", "time"}:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []
