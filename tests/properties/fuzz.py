"""`./run fuzz [MINUTES] [SEED]`: the laws of the reader over mutated documents, in processes that may be killed.

Texts and files come from the project's own papers and, where it lies beside the project, from the corpus. Each worker
writes the case it is about to read into var/fuzz; a case that breaks a law, ends the process or takes too long stays
there with a page that says how it failed. Turn every finding into a test before mending it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from tests.library.sources.building import build_docx, build_numbering, numbered, paragraph, table
from tests.library.sources.building_doc import Part, build_doc
from tests.library.sources.building_pdf import build_pdf
from tests.properties.laws import check_file, check_text
from tests.properties.mutations import mutate_bytes, mutate_docx, mutate_text

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ROOT / "tests" / "library" / "reading" / "papers"
DATA = ROOT / "src" / "trienkhai" / "data"
CORPUS = ROOT.parent / "shared" / "corpus"
FOUND = ROOT / "var" / "fuzz"
MINUTES = 20.0
SECONDS_A_CASE = 120
MEMORY = 4 * 1024**3
CASES_A_WORKER = 4000


def list_texts() -> list[str]:
    """The texts to mutate."""
    paths = [*PAPERS.glob("*.txt"), *DATA.glob("*_dispatch.txt"), *(CORPUS / "dev").glob("*.txt")]
    return [path.read_bytes().decode("utf-8") for path in sorted(paths)]


def list_files() -> list[tuple[str, bytes]]:
    """The files to mutate: small built ones, and those of the corpus but the scans, which cost seconds each."""
    rows = table([[paragraph("ỦY BAN NHÂN DÂN"), paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")]])
    body = rows + paragraph("Kính gửi: Sở Y tế") + numbered("Mục đích") + numbered("Yêu cầu", level=1)
    built = [
        ("a.docx", build_docx(body, extra=build_numbering([("upperRoman", "%1."), ("decimal", "%1.%2.")]))),
        ("a.pdf", build_pdf([[(72, 700, "So: 15/KH-SYT"), (72, 680, "Kinh gui: So Y te")]], stamps=[(90, 700, "15")])),
        ("a.doc", build_doc([Part("Kính gửi: Sở Y tế\r"), Part("Số: 15/KH-SYT\r")])),
    ]
    stored = [(path.name, path.read_bytes()) for path in sorted((CORPUS / "files").glob("*.*"))]
    return built + [(name, data) for name, data in stored if len(data) < 120_000 and not name.endswith(".json")]


def make_case(random: Random, texts: list[str], files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The name and the bytes of the next case: two texts for one file."""
    if random.random() < 0.66:
        return "text.txt", mutate_text(random, texts).encode("utf-8", "surrogatepass")
    if random.random() < 0.15:
        text = mutate_text(random, texts)
        encoding = random.choice(("utf-8", "utf-16", "cp1258", "latin-1", "utf-16-le"))
        return "other.txt", mutate_bytes(random, text.encode(encoding, "replace"))
    name, data = random.choice(files)
    if name.endswith(".docx") and random.random() < 0.8:
        return name, mutate_docx(random, data)
    return name, mutate_bytes(random, data)


def check_case(name: str, data: bytes) -> None:
    """All laws on one case; raises what breaks them."""
    if name == "text.txt":
        check_text(data.decode("utf-8", "surrogatepass"))
    else:
        check_file(data, name)


def work(seed: int, until: float) -> None:
    """One worker: cases from a seed until the time is up, each written down before it is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    random = Random(seed)
    texts, files = list_texts(), list_files()
    counts: Counter[str] = Counter()
    for number in range(CASES_A_WORKER):
        if time.time() > until:
            break
        name, data = make_case(random, texts, files)
        case = FOUND / f"now-{seed}"
        case.write_bytes(name.encode() + b"\n" + data)
        began = time.process_time()
        try:
            check_case(name, data)
        except Exception:  # noqa: BLE001  # whatever comes out is the finding
            kept = FOUND / f"{seed}-{number}-{name}"
            kept.write_bytes(data)
            kept.with_name(kept.name + ".why").write_text(traceback.format_exc(), "utf-8")
            counts["broken"] += 1
        counts[name.rpartition(".")[2] if name != "other.txt" else "encoded"] += 1
        counts["slowest_ms"] = max(counts["slowest_ms"], int(1000 * (time.process_time() - began)))
    (FOUND / f"now-{seed}").unlink(missing_ok=True)
    print(json.dumps(counts), flush=True)


def watch(minutes: float, seed: int) -> int:
    """Start workers one after another until the time is up; the number of findings."""
    FOUND.mkdir(parents=True, exist_ok=True)
    until = time.time() + 60 * minutes
    total: Counter[str] = Counter()
    while time.time() < until:
        seed += 1
        command = [sys.executable, "-m", "tests.properties.fuzz", "--worker", str(seed), str(until)]
        worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        died = _wait(worker, FOUND / f"now-{seed}")
        counts = {} if died else json.loads((worker.stdout.read() if worker.stdout else "") or "{}")
        slowest = max(total["slowest_ms"], counts.pop("slowest_ms", 0))
        total.update(counts)
        total["slowest_ms"] = slowest
        if died:
            if not (FOUND / f"now-{seed}").exists():
                raise SystemExit("A worker ended before its first case: see above.")
            (FOUND / f"now-{seed}").rename(FOUND / f"{seed}-died")
            (FOUND / f"{seed}-died.why").write_text(died, "utf-8")
            total["died"] += 1
        print(f"{max(0.0, until - time.time()) / 60:5.1f} min left, seed {seed}: {dict(total)}", flush=True)
    return total["broken"] + total["died"]


def _wait(worker: subprocess.Popen[str], case: Path) -> str:
    """Why the worker ended badly, or an empty string. A case that does not change for too long is ended."""
    while worker.poll() is None:
        time.sleep(1)
        if case.exists() and time.time() - case.stat().st_mtime > SECONDS_A_CASE:
            worker.kill()
            worker.wait()
            return f"more than {SECONDS_A_CASE} seconds for one case"
    return f"exit status {worker.returncode}" if worker.returncode else ""


def main() -> int:
    """Exit status 1 where something was found."""
    if sys.argv[1:2] == ["--worker"]:
        work(int(sys.argv[2]), float(sys.argv[3]))
        return 0
    os.nice(10)
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    found = watch(minutes, 1000 * seed)
    print(f"{found} findings" + (f" in {FOUND.relative_to(ROOT)}" if found else ""))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
