"""Two people at one thing at the same moment, each with a connection of their own."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction

from tests.web.reports.conftest import asked, deeds, do, report, reporting_day, sent
from trienkhai.web.errors import Refusal

__all__ = ["asked", "deeds", "do", "report", "reporting_day", "sent"]

# How often each race is run; a thorough run says more: TRIENKHAI_RACES=20.
TURNS = int(os.environ.get("TRIENKHAI_RACES", "1"))
HELD = 0.4
Deed = Callable[[], object]


@dataclass(slots=True)
class Ran:
    """What one person got: an answer or a refusal; anything else is an error of the test."""

    answer: object = None
    refusal: Refusal | None = None
    error: Exception | None = None

    @property
    def done(self) -> bool:
        """Whether the deed was done."""
        return self.refusal is None and self.error is None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every race is run so many times."""
    if "turn" in metafunc.fixturenames:
        metafunc.parametrize("turn", range(TURNS))


@pytest.fixture(autouse=True)
def turn(request: pytest.FixtureRequest) -> int:
    """Which run of the race this is."""
    return int(getattr(request, "param", 0))


def run_together(*deeds: Deed) -> list[Ran]:
    """All of them begin at the same moment, each on a connection of its own."""
    barrier = Barrier(len(deeds))

    def begin() -> None:
        barrier.wait(10)

    return _run([(deed, begin, None) for deed in deeds])


def run_overlapping(first: Deed, second: Deed) -> tuple[Ran, Ran]:
    """The second begins while the first has done its deed and has not committed it yet."""
    inside = Event()

    def hold() -> None:
        inside.set()
        # Long enough for the other to run into whatever the first holds.
        Event().wait(HELD)

    ran = _run([(first, None, hold), (second, lambda: inside.wait(10), None)])
    return ran[0], ran[1]


def _run(parts: list[tuple[Deed, Callable[[], object] | None, Callable[[], None] | None]]) -> list[Ran]:
    results = [Ran() for _ in parts]

    def work(ran: Ran, deed: Deed, before: Callable[[], object] | None, hold: Callable[[], None] | None) -> None:
        try:
            if before is not None:
                before()
            if hold is None:
                ran.answer = deed()
            else:
                with transaction.atomic():
                    ran.answer = deed()
                    hold()
        except Refusal as refusal:
            ran.refusal = refusal
        except Exception as error:  # noqa: BLE001  # whatever it is, the test must show it and the thread not lose it
            ran.error = error
        finally:
            connection.close()

    threads = [
        Thread(target=copy_context().run, args=(work, ran, *part)) for ran, part in zip(results, parts, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    for ran in results:
        if ran.error is not None:
            raise ran.error
    return results
