"""The office under the load of a commune: start, memory, pages, and a hundred people at once, on SQLite."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.journeys.office import Office, build_sample, running
from tests.speed.measuring import BENCH_VENV, ROOT, Row

LOCUST = "locust==2.47.0"
PEOPLE, SECONDS = 100, 60


def measure_all() -> list[Row]:
    """Every row, printed as it is found."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "sample"
        home.mkdir()
        began = time.monotonic()
        build_sample(home)
        rows.append(Row("The sample office, first made", f"{time.monotonic() - began:.0f} s", "≤ 60 s"))
        rows.extend(measure_office(home))
    for row in rows:
        print(f"{row.what}: {row.figure} {f'(goal {row.goal})' if row.goal else ''}")
    return rows


def measure_office(home: Path) -> Iterator[Row]:
    """Start, load and memory of one running office."""
    began = time.monotonic()
    with running(home) as office:
        started = time.monotonic() - began
        yield Row("Start to the first answer", f"{started:.1f} s", "≤ 2 s", started <= 2)
        yield from load(office)
        memory = memory_of(str(home))
        yield Row("Memory of the whole office after the load", f"{memory:.0f} MB", "≤ 300 MB", memory <= 300)


def load(office: Office) -> Iterator[Row]:
    """A hundred people for a minute, by locust in a process of its own."""
    python = prepare_locust()
    target = office.home / "load"
    command = [str(python), "-m", "locust", "-f", str(ROOT / "tests" / "speed" / "commune.py"), "--headless"]
    command += ["-u", str(PEOPLE), "-r", "10", "-t", f"{SECONDS}s", "-H", office.address, "--csv", str(target)]
    environment = {**os.environ, "BENCH_ACCOUNTS": str(office.home / "accounts.json")}
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with target.with_name("load_stats.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        total = line["Name"] == "Aggregated"
        failures = int(line["Failure Count"])
        what = f"{PEOPLE} people, {SECONDS} s, all" if total else f"– {line['Name']}"
        figure = f"p50 {line['50%']} ms, p95 {line['95%']} ms, p99 {line['99%']} ms; "
        figure += f"{line['Request Count']} requests ({float(line['Requests/s']):.0f}/s), {failures} errors"
        yield Row(what, figure, "0 errors" if total else "", failures == 0 if total else None)


def prepare_locust() -> Path:
    """The Python of the private environment with locust in it."""
    python = BENCH_VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(BENCH_VENV)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", LOCUST], check=True)
    return python


def memory_of(home: str) -> float:
    """Proportional memory, in megabytes, of every process that serves this home."""
    total = 0
    for folder in Path("/proc").iterdir():
        try:
            if home not in (folder / "environ").read_text("utf-8", "replace"):
                continue
            lines = (folder / "smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue  # not a process, or gone meanwhile
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
