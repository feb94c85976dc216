"""How things are measured: two programs in turn, in processes of their own, by the processor time they use.

Machines are shared and their speed drifts, so a single time says little. Every comparison runs A B A B … and quotes the
median of the ratios pair by pair; processor time (children included) leaves out what the machine did for others.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
BENCH_VENV = ROOT / "var" / "bench-venv"
RIVALS = (
    "eyecite==2.7.8",
    "python-docx==1.2.0",
    "mammoth==1.13.0",
    "markitdown==0.1.9",
    "pypdfium2==5.15.2",
    "pdfplumber==0.11.10",
)
"""What others use for parts of the work. Installed here only, by the bench, never into the project's environment."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The medians of two programs in seconds, and how many times longer the second takes, pair by pair."""

    ours: float
    theirs: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page: what was measured, the figure, the goal, whether it is met, and who stood beside it."""

    what: str
    figure: str
    goal: str = ""
    met: bool | None = None
    beside: str = ""


def processor_seconds() -> float:
    """Processor time of this process and the children it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def time_once(job: Callable[[], object]) -> float:
    """The processor seconds of one run."""
    began = processor_seconds()
    job()
    return processor_seconds() - began


def time_least(job: Callable[[], object], runs: int = 5) -> float:
    """The median of some runs after one that is not counted."""
    job()
    return median(time_once(job) for _ in range(runs))


def serve_jobs(jobs: dict[str, Callable[[str], object]]) -> None:
    """Answer requests on standard input, one a line, with the processor seconds one run of a job took."""
    for line in sys.stdin:
        request = json.loads(line)
        job, path = jobs[request["job"]], request["path"]
        seconds = median(time_once(lambda: job(path)) for _ in range(request["repeat"]))  # noqa: B023  # called at once
        print(json.dumps(seconds), flush=True)


class Worker:
    """A program that runs jobs when asked and stays alive between them, so that only the work is timed."""

    def __init__(self, command: list[str]) -> None:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, job: str, path: Path, repeat: int = 1) -> float:
        """The seconds of a job on a file."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"job": job, "path": str(path), "repeat": repeat}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"The worker for {job} ended: see above.")
        return float(answer)

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def compare(
    one: Worker, job: str, other: Worker, other_job: str, paths: tuple[Path, Path], *, rounds: int = 7, repeat: int = 1
) -> Pair:
    """Both in turn, each on its path, after a round that is not counted."""
    one.ask(job, paths[0])
    other.ask(other_job, paths[1])
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        ours.append(one.ask(job, paths[0], repeat))
        theirs.append(other.ask(other_job, paths[1], repeat))
    ratios = (their / our for our, their in zip(ours, theirs, strict=True))
    return Pair(median(ours), median(theirs), median(ratios))


def prepare_rivals() -> Path:
    """The Python of the private environment with the rivals in it, made where it is missing."""
    python = BENCH_VENV / "bin" / "python"
    mark = BENCH_VENV / "ready"
    if not mark.is_file() or mark.read_text("utf-8") != "\n".join(RIVALS):
        print("Installing what is measured beside into var/bench-venv …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(BENCH_VENV)], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *RIVALS], check=True)
        mark.write_text("\n".join(RIVALS), "utf-8")
    return python


def measure_peak(code: str, *arguments: str) -> float:
    """The largest memory, in megabytes, of a fresh interpreter that runs this code and sees `arguments` in sys.argv."""
    # Not ru_maxrss: a new process begins with its parent's.
    ending = "\nprint(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    made = subprocess.run(
        [sys.executable, "-c", code + ending, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(made.stdout.split()[-1]) / 1024


def describe_machine() -> str:
    """Processor, cores, system and versions, as one sentence."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    tesseract = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False)
    version = (tesseract.stdout or tesseract.stderr).splitlines()[0] if tesseract.returncode == 0 else "no tesseract"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    busy = os.getloadavg()[0]
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}; {version}; load {busy:.1f} when measuring began (a shared machine)"
    )
