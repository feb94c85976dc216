"""Worlds that stand: each is built once in a process, and every test sees it inside a savepoint of its own.

A fixture marked `@standing()` names a state of the office: `world`, `topics_directive`, `report`… The states a test
asks for, in the order in which they are defined, are its *path*. The stage keeps the path of the last test open, one
transaction block inside the other, each block holding one state. Before a test, the blocks it does not want are rolled
back and those it lacks are built; then pytest-django opens the block of the test itself and rolls it back at the end:

    begin · world · topics_draft · topics_directive · [the test]          then, for a test that wants the draft only:
    begin · world · topics_draft · [the test]

Tests are put in the order of their paths (`sort_by_path`), so hardly any state is built twice; any other order gives
the same results, only slower. These are transactions and nothing else, so it is the same on SQLite and PostgreSQL.

- Objects: what the states of a path gave is pickled together, and every test gets copies of its own in which the same
  objects are the same, as they were when built.
- Files: a state is built with a store of its own; a test finds a copy of it in its `store`.
- Days: a state may say the day on which it is built; it is this day for the tests that ask for it, too.
- A test with transactions of its own (`django_db`) finds the stage empty, and what a test asks for by
  `request.getfixturevalue` is not known beforehand: both are built inside the test, as any other fixture.

The parameters of a standing fixture are other standing fixtures and nothing else.
"""

from __future__ import annotations

import inspect
import itertools
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.test.utils import override_settings
from pytest_django.plugin import DjangoDbBlocker

from trienkhai.web import clock


@dataclass(frozen=True, eq=False)
class State:
    """How a state is made, from which others, on which day (None: on that of the states it needs)."""

    name: str
    build: Callable[..., object]
    needs: tuple[str, ...]
    day: date | None
    place: int


Objects = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Level:
    """A state that stands: its open block, its files, its day, and all objects up to here, pickled."""

    state: State
    block: ExitStack
    folder: Path
    day: date | None
    pickled: bytes


class Stage:
    """What stands now in this process, and who may open the database for it."""

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self._blocker = blocker
        self._levels: list[Level] = []

    def leave(self, path: tuple[State, ...]) -> None:
        """Roll back what stands and does not belong to this path."""
        kept = 0
        while kept < min(len(path), len(self._levels)) and self._levels[kept].state is path[kept]:
            kept += 1
        with self._blocker.unblock():
            while len(self._levels) > kept:
                level = self._levels.pop()
                transaction.set_rollback(True)
                level.block.close()
                shutil.rmtree(level.folder)

    def reach(self, path: tuple[State, ...]) -> None:
        """Exactly the states of this path stand."""
        self.leave(path)
        with self._blocker.unblock():
            for state in path[len(self._levels) :]:
                self._levels.append(self._built(state))

    def _built(self, state: State) -> Level:
        folder = Path(tempfile.mkdtemp(prefix=f"trienkhai-{state.name}-"))
        self.copy_files(folder / "files")
        objects = self.copy_objects()
        below = (level.day for level in reversed(self._levels) if level.state.name in state.needs)
        day = state.day or next(below, None)
        with ExitStack() as building, override_settings(TRIENKHAI_FILES=folder / "files"), on(day):
            building.enter_context(transaction.atomic())
            objects[state.name] = state.build(**{name: objects[name] for name in state.needs})
            block = building.pop_all()
        return Level(state=state, block=block, folder=folder, day=day, pickled=pickle.dumps(objects))

    def copy_objects(self) -> Objects:
        """Fresh copies of what the states gave, by name."""
        found: Objects = pickle.loads(self._levels[-1].pickled) if self._levels else {}
        return found

    def copy_files(self, target: Path) -> None:
        """Put a copy of the standing files at `target`, if there are any."""
        if self._levels and (self._levels[-1].folder / "files").exists():
            shutil.copytree(self._levels[-1].folder / "files", target)


def on(day: date | None) -> AbstractContextManager[None]:
    """It is this day, or whatever day it is already."""
    return clock.at(day) if day else nullcontext()


_places = itertools.count()


def standing(*, day: date | None = None) -> Callable[[Callable[..., object]], object]:
    """Marks a fixture that names a state of the office, built on `day` (else on that of the states it needs)."""

    def mark(build: Callable[..., object]) -> object:
        needs = tuple(inspect.signature(build).parameters)
        state = State(build.__name__, build, needs, day, next(_places))

        def given(standing_objects: Objects, db: None, **made: object) -> Iterator[object]:
            with on(day):
                yield standing_objects[state.name] if state.name in standing_objects else build(**made)

        given.__doc__ = build.__doc__
        given.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what pytest reads the needs from
            [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in ("standing_objects", "db", *needs)]
        )
        given.state = state  # type: ignore[attr-defined]  # found again by path_of
        return pytest.fixture(name=build.__name__)(given)

    return mark


def path_of(item: pytest.Item) -> tuple[State, ...] | None:
    """The states that can stand before this test begins; None for a test that never asks the database."""
    if item.get_closest_marker("django_db"):
        return ()
    if not isinstance(item, pytest.Function) or "db" not in item.fixturenames:
        return None
    # Pytest tells names only; which of several fixtures of one name applies here stands in its own notes.
    fixtures = item._fixtureinfo.name2fixturedefs
    asked = (getattr(fixtures[name][-1].func, "state", None) for name in item.fixturenames if name in fixtures)
    path: list[State] = []
    for state in sorted((state for state in asked if state is not None), key=lambda state: state.place):
        if {known.name for known in path}.issuperset(state.needs):
            path.append(state)
    return tuple(path)


def sort_by_path(items: list[pytest.Item]) -> None:
    """Tests of the same states come one after the other; those that commit and those without database stay put."""
    paths = {index: path_of(item) for index, item in enumerate(items) if not item.get_closest_marker("django_db")}
    places = {index: [state.place for state in path] for index, path in paths.items() if path is not None}
    tests = [items[index] for index in sorted(places, key=lambda index: (places[index], index))]
    for index, item in zip(places, tests, strict=True):
        items[index] = item
