"""SQLite as an office opens it, under eight clients of which three deeds in four write, for both journal modes.

Each client is a process with the real settings and does what a person of its unit does, through the same functions:
it records an activity, or looks at its desk. Timed from the call to the commit, so waiting for the others counts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles
from uuid import uuid4

from tests.speed.measuring import ROOT, Row

CLIENTS, SECONDS, WRITES = 8, 30, 0.75
MODES = ("DELETE", "WAL")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one client did: the milliseconds of its writes and its looks, and the sentences of what failed."""

    writes: list[float]
    reads: list[float]
    failures: list[str]


def measure_all() -> list[Row]:
    """Every row, printed as it is found."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "sample"
        made.mkdir()
        from tests.journeys.office import build_sample  # brings Playwright, which a client has no use for

        build_sample(made)
        for mode in MODES:
            home = Path(folder) / mode
            shutil.copytree(made, home)
            for row in measure_mode(home, mode):
                print(f"{row.what}: {row.figure}")
                rows.append(row)
    return rows


def measure_mode(home: Path, mode: str) -> Iterator[Row]:
    """All clients at once on the office in `home`."""
    environment = {**os.environ, "TRIENKHAI_HOME": str(home), "TRIENKHAI_SAMPLE": "1"}
    environment |= {"DJANGO_SETTINGS_MODULE": "trienkhai.web.config.settings"}
    command = [sys.executable, "-m", "tests.speed.sqlite", mode]
    clients = [
        subprocess.Popen([*command, str(number)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for number in range(CLIENTS)
    ]
    told = [Told(**json.loads(client.communicate()[0].splitlines()[-1])) for client in clients]
    failures = [failure for one in told for failure in one.failures]
    for what, spent in (
        ("an activity recorded", [spent for one in told for spent in one.writes]),
        ("the desk looked at", [spent for one in told for spent in one.reads]),
    ):
        cuts = quantiles(spent, n=100)
        figure = f"p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms; {len(spent)} ({len(spent) / SECONDS:.0f}/s)"
        yield Row(f"SQLite {mode}, {CLIENTS} clients, {WRITES:.0%} writes: {what}", figure)
    counted = f"{len(failures)}{f': {failures[0]}' if failures else ''}"
    yield Row(f"SQLite {mode}, {CLIENTS} clients, {WRITES:.0%} writes: failures", counted, "0", not failures)


def be_client(mode: str, number: int) -> Told:
    """One person of one unit, writing and looking for so many seconds."""
    import django  # the settings are named by whoever started this process

    django.setup()
    from django.db import connection

    from trienkhai.web import clock
    from trienkhai.web.activities.actions import ActivityContent, record_activity
    from trienkhai.web.desk.home import home_page
    from trienkhai.web.directives.models import Duty, Item
    from trienkhai.web.offices.models import Role
    from trienkhai.web.offices.queries import actor_from, appointments_on

    options = connection.settings_dict["OPTIONS"]
    options["init_command"] = re.sub(r"journal_mode=\w+", f"journal_mode={mode}", options["init_command"])
    duty = Duty.objects.select_related("directive").order_by("pk")[number]
    held = appointments_on(clock.today()).filter(post__unit_id=duty.unit_id, post__role=Role.OFFICER)
    actor = actor_from(held.select_related("person__user")[0])
    topic = duty.directive.items.filter(kind=Item.Kind.TOPIC)[0].pk
    content = ActivityContent(effective_on=clock.today(), place="Nhà văn hóa", items=(topic,), form="facebook")
    chance, told = Random(number), Told(writes=[], reads=[], failures=[])
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        write = chance.random() < WRITES
        began = time.perf_counter()
        try:
            if write:
                record_activity(actor, duty.pk, uuid=uuid4(), content=content)
            else:
                home_page(actor)
        except Exception as error:  # noqa: BLE001  # whatever it is counts as a failure and is shown
            told.failures.append(repr(error))
        else:
            (told.writes if write else told.reads).append((time.perf_counter() - began) * 1000)
    return told


if __name__ == "__main__":
    print(json.dumps(be_client(sys.argv[1], int(sys.argv[2])).__dict__))
