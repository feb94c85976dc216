"""The office at work: every page of every role, start, memory, a commune's hundred people on SQLite, a steady rate on
PostgreSQL. Each office runs as `trienkhai serve` starts it; the load comes from locust in an environment of its own.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.journeys.office import Office, build_sample, environment, running
from tests.speed.measuring import BENCH_VENV, ROOT, Row

LOCUST = "locust==2.47.0"
SECONDS = int(os.environ.get("BENCH_SECONDS", "60"))
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """How many people, and how many requests a second they make together; 0: each at a person's own pace."""

    people: int
    rate: int

    @property
    def words(self) -> str:
        """The load as the page tells it."""
        asked = f"{self.rate} requests a second" if self.rate else "each with pauses of 5 to 15 s"
        return f"{self.people} people, {asked}, {SECONDS} s"


COMMUNE = Load(people=100, rate=0)
STEADY = Load(people=40, rate=20)


def measure_all() -> list[Row]:
    """Every row, printed as it is found."""
    rows = []
    for row in measure_sqlite():
        show(row)
        rows.append(row)
    # PostgreSQL runs only as long as the command it was started for
    command = ["sh", str(ROOT / "tests" / "postgres.sh"), sys.executable, "-m", "tests.speed.office"]
    made = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    for line in made.stdout.splitlines():
        row = Row(**json.loads(line))
        show(row)
        rows.append(row)
    return rows


def show(row: Row) -> None:
    """One line for whoever waits."""
    print(f"{row.what}: {row.figure} {f'(goal {row.goal})' if row.goal else ''}", flush=True)


def measure_sqlite() -> Iterator[Row]:
    """The sample made, its pages, its start, a commune at work, its memory."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "sample"
        home.mkdir()
        began = time.monotonic()
        build_sample(home)
        yield Row("The sample office, first made", f"{time.monotonic() - began:.0f} s", "≤ 60 s")
        yield from measure_pages(home)
        with running(home):
            pass  # compiles what was not compiled yet
        began = time.monotonic()
        with running(home, workers=2) as office:
            started = time.monotonic() - began
            used = sum(seconds for _, seconds in watch_processes(str(home)))
            figure = f"**{started:.1f} s**, {used:.1f} s of processor time"
            yield Row("Second start of the office, to its first answer", figure, "≤ 2 s", started <= 2)
            yield from load(office, COMMUNE, "SQLite")
            memory = sum(megabytes for megabytes, _ in watch_processes(str(home)))
            yield Row("Memory of the whole office after that", f"**{memory:.0f} MB**", "≤ 300 MB", memory <= 300)


def measure_postgresql(database: str) -> Iterator[Row]:
    """A steady rate of requests on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "sample"
        home.mkdir()
        build_sample(home, database=database)
        with running(home, database=database, workers=2) as office:
            yield from load(office, STEADY, "PostgreSQL")


def measure_pages(home: Path) -> Iterator[Row]:
    """Every kind of page for every role: processor time and queries, by `pages.py` in a process of its own."""
    command = [sys.executable, "-m", "tests.speed.pages"]
    settings = {**environment(home), "DJANGO_SETTINGS_MODULE": "trienkhai.web.config.settings"}
    made = subprocess.run(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True, check=True)
    pages = sorted((json.loads(line) for line in made.stdout.splitlines()), key=lambda page: -page["ms"])
    slow = [page for page in pages if page["ms"] >= 100]
    middle, worst = pages[len(pages) // 2], pages[0]
    figure = (
        f"**{middle['ms']:.0f} ms** in the middle, {worst['ms']:.0f} at most ({worst['address']} for {worst['who']})"
    )
    figure += f"; {len(slow)} of {len(pages)} over 100 ms"
    yield Row(f"Processor time of a page, {len(pages)} kinds of page and role", figure, "< 100 ms each", not slow)
    most = max(pages, key=lambda page: page["queries"])
    figure = f"**{most['queries']}** at most ({most['address']} for {most['who']})"
    yield Row("Queries of a page", figure, "≤ 12", most["queries"] <= 12)


def steady_rate(history: list[dict[str, str]], people: int) -> float:
    """Requests a second from the moment all people were there: they come one after the other, four a second."""
    told = [line for line in history if line["Name"] == "Aggregated" and int(line["User Count"]) == people]
    if len(told) < 2:
        return 0.0
    first, last = told[0], told[-1]
    seconds = int(last["Timestamp"]) - int(first["Timestamp"])
    return (int(last["Total Request Count"]) - int(first["Total Request Count"])) / max(1, seconds)


def load(office: Office, wanted: Load, database: str) -> Iterator[Row]:
    """People at work for a while, by locust in a process of its own: one row for all, one for each kind of request."""
    target = office.home / "load"
    command = [str(prepare_locust()), "-m", "locust", "-f", str(ROOT / "tests" / "speed" / "commune.py"), "--headless"]
    command += ["-u", str(wanted.people), "-r", "4", "-t", f"{SECONDS}s", "-H", office.address, "--csv", str(target)]
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    settings |= {"BENCH_ACCOUNTS": str(office.home / "accounts.json")}
    settings |= {"BENCH_PACE": str(wanted.rate / wanted.people)} if wanted.rate else {}
    log = (office.home / "locust.log").open("w", encoding="utf-8")
    subprocess.run(command, env=settings, check=False, stdout=log, stderr=log)  # ends with 1 where a request failed
    stats = target.with_name("load_stats.csv")
    if not stats.exists():
        raise RuntimeError(f"locust did not run:\n{Path(log.name).read_text('utf-8')[-2000:]}")
    lines = read_lines(stats)
    steady = steady_rate(read_lines(target.with_name("load_stats_history.csv")), wanted.people)
    for line in sorted(lines, key=lambda line: line["Name"] != "Aggregated"):
        whole = line["Name"] == "Aggregated"
        failures = int(line["Failure Count"])
        figure = f"p50 {line['50%']} ms, p95 {line['95%']} ms, p99 {line['99%']} ms; "
        figure += f"{line['Request Count']} requests ({float(line['Requests/s']):.1f}/s), {failures} errors"
        if whole:
            figure = figure.replace("/s)", f"/s; {steady:.1f}/s once all had come)")
            goal = f"0 errors, {wanted.rate}/s" if wanted.rate else "0 errors"
            reached = failures == 0 and steady >= 0.99 * wanted.rate
            yield Row(f"{database}: {wanted.words}", f"**{figure}**", goal, reached)
        else:
            yield Row(f"{database}: {line['Name']}", figure)
    for line in read_lines(target.with_name("load_failures.csv")):
        print(f"  {line['Occurrences']} × {line['Name']}: {line['Error'][:300]}", file=sys.stderr, flush=True)


def read_lines(path: Path) -> list[dict[str, str]]:
    """The rows of one of locust's tables."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def prepare_locust() -> Path:
    """The Python of the private environment with locust in it."""
    python = BENCH_VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(BENCH_VENV)], check=True)
    if subprocess.run([str(python), "-c", "import locust"], check=False, stderr=subprocess.DEVNULL).returncode:
        subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", LOCUST], check=True)
    return python


def watch_processes(home: str) -> Iterator[tuple[float, float]]:
    """Proportional memory in megabytes, and processor seconds so far, of every process that serves this home."""
    for folder in Path("/proc").iterdir():
        try:
            if f"TRIENKHAI_HOME={home}" not in (folder / "environ").read_text("utf-8", "replace"):
                continue
            lines = (folder / "smaps_rollup").read_text("ascii").splitlines()
            times = (folder / "stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            continue  # not a process, or gone meanwhile
        memory = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        yield memory / 1024, (int(times[11]) + int(times[12])) / TICKS


if __name__ == "__main__":
    for found in measure_postgresql(os.environ["TRIENKHAI_DATABASE"]):
        print(json.dumps(asdict(found)), flush=True)
