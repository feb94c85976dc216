"""`./run bench [PART|all] [--write]`: measure, print, and with --write renew docs/benchmarks.md.

Each part is a module beside this one with `measure_all() -> list[Row]`; a part that is not there is left out.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from datetime import UTC, datetime

from tests.speed.measuring import ROOT, Row, describe_machine

PAGE = ROOT / "docs" / "benchmarks.md"
PARTS = {
    "reading": "The reader",
    "scanning": "Scans",
    "office": "The office",
    "search": "Finding",
    "sqlite": "SQLite under load",
}


def write_page(machine: str, parts: dict[str, list[Row]]) -> None:
    """The parts measured now renewed on the page, the others left as they are."""
    known = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    sections = []
    for part, title in PARTS.items():
        if part in parts:
            sections.append(f"<!-- {part} -->\n## {title}\n\n{_show(machine, parts[part])}<!-- end {part} -->\n")
        elif f"<!-- {part} -->" in known:
            kept = known.partition(f"<!-- {part} -->")[2].partition(f"<!-- end {part} -->")[0]
            sections.append(f"<!-- {part} -->{kept}<!-- end {part} -->\n")
    PAGE.write_text(_HEAD + "\n" + "\n".join(sections), "utf-8")


_HEAD = """# Benchmarks

Written by `./run bench --write`; not by hand. Everything is measured side by side in one run, in turn, and by the
processor time used; a ratio (×) is the other's time divided by ours, the median of the rounds: above 1 we are faster.
What stands beside does less: it extracts words, while a reading also finds header, citations, outline, orders,
deadlines and foot. Goals that are not met are listed first.
"""


def _show(machine: str, rows: list[Row]) -> str:
    missed = [row for row in rows if row.met is False]
    lines = [f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine}.", ""]
    lines += ["**Goals not met:**" if missed else "**All goals are met.**", ""]
    lines += [f"- {row.what}: {row.figure}, goal {row.goal}" for row in missed]
    lines += ["", "| What | Figure | Goal | Met | Beside |", "|---|---|---|---|---|"]
    for row in rows:
        met = {True: "yes", False: "**no**", None: ""}[row.met]
        lines.append(f"| {row.what} | {row.figure} | {row.goal} | {met} | {row.beside} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Exit status 0: a figure that misses its goal is told, not an error."""
    parser = argparse.ArgumentParser(prog="./run bench")
    parser.add_argument("part", nargs="?", choices=[*PARTS, "all"], default="reading")
    parser.add_argument("--write", action="store_true", help="renew docs/benchmarks.md")
    asked = parser.parse_args()
    machine = describe_machine()
    print(machine)
    measured: dict[str, list[Row]] = {}
    for part in PARTS if asked.part == "all" else (asked.part,):
        if importlib.util.find_spec(f"tests.speed.{part}") is None:
            print(f"Nothing measures “{part}” yet: tests/speed/{part}.py with measure_all() would.")
            continue
        measured[part] = importlib.import_module(f"tests.speed.{part}").measure_all()
    if asked.write and measured:
        write_page(machine, measured)
        print(f"Written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
