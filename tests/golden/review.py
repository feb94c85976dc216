"""What a change of the reader wins and loses over the corpus, item by item.

    ./run golden              shows gains and losses against what was accepted last
    ./run golden --accept     stores the present reading as accepted
    ./run golden --known      lists the misreadings that are known, with their reasons

Accepted results are hashes with verdicts: the corpus is never stored in the project. `known_misreadings.json` gives a
reason for each item that is read wrong and known to be; a fix then shows as a gain. The status is 1 where something
that was right is lost or something wrong is new.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.golden.judging import Judged, Verdict, judge
from trienkhai.parts import Json, Reading
from trienkhai.reading.pipeline import read_text

HERE = Path(__file__).parent
ACCEPTED = HERE / "accepted.json"
KNOWN = HERE / "known_misreadings.json"

Accepted = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One item that is judged otherwise than accepted; `gain` None where no gold tells."""

    document: str
    field: str
    words: str
    gain: bool | None


def read_corpus(folder: Path) -> Iterator[tuple[str, list[Judged]]]:
    """Every document with its judged items; items in regions the gold leaves open are left out."""
    for path in sorted(folder.glob("[0-9]*.json")):
        gold: dict[str, Json] = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        scanned = str(gold.get("text_form", "")).startswith("OCR")
        reading = read_text(text)
        yield path.stem, list(judge(path.stem, _without_open(reading, gold), gold, scanned=scanned))


def _without_open(reading: Reading, gold: dict[str, Json]) -> Reading:
    regions = [(one[0], one[1]) for one in _pairs(gold.get("outline_ignore_spans"))]
    kept = tuple(item for item in reading.outline if not any(a <= item.span[0] < b for a, b in regions))
    return replace(reading, outline=kept)


def _pairs(value: Json) -> list[tuple[int, int]]:
    pairs = [one for one in value if isinstance(one, list) and len(one) == 2] if isinstance(value, list) else []
    return [(one[0], one[1]) for one in pairs if isinstance(one[0], int) and isinstance(one[1], int)]


def compare(document: str, items: Sequence[Judged], accepted: dict[str, str]) -> Iterator[Change]:
    """What changed in one document. Of items that are gone only field and hash are left to show."""
    now = {item.key: item for item in items}
    for key, item in now.items():
        if key not in accepted:
            gain = {Verdict.RIGHT: True, Verdict.UNJUDGED: None}.get(item.verdict, False)
            yield Change(document, item.field, f"{item.verdict} {item.words}", gain)
    for key, told in accepted.items():
        if key not in now:
            verdict, field = told.split(" ", 1)
            gain = {Verdict.RIGHT: False, Verdict.UNJUDGED: None}.get(Verdict(verdict), True)
            yield Change(document, field, f"no longer {verdict} ({key})", gain)


def list_known() -> dict[str, str]:
    """Hash of a known misreading to its reason."""
    return {entry["key"]: entry["reason"] for entry in json.loads(KNOWN.read_text("utf-8"))} if KNOWN.exists() else {}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--known", action="store_true")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"Không có kho văn bản đánh giá ở {options.folder}; không so được gì.")
        return 0
    present = dict(read_corpus(options.folder))
    if options.accept:
        stored = {name: {item.key: f"{item.verdict} {item.field}" for item in items} for name, items in present.items()}
        ACCEPTED.write_text(json.dumps(stored, indent=0, sort_keys=True) + "\n", "utf-8")
    accepted: Accepted = json.loads(ACCEPTED.read_text("utf-8")) if ACCEPTED.exists() else {}
    changes = [change for name, items in present.items() for change in compare(name, items, accepted.get(name, {}))]
    for title, gain in (("WON", True), ("LOST", False), ("CHANGED, no gold", None)):
        chosen = [change for change in changes if change.gain is gain]
        if chosen:
            print(f"{title} ({len(chosen)})")
            print("\n".join(f"  {one.document} {one.field}: {one.words[:200]}" for one in chosen))
    _print_state(present, show_known=options.known)
    return int(any(change.gain is False for change in changes))


def _print_state(present: dict[str, list[Judged]], *, show_known: bool) -> None:
    known = list_known()
    counts = Counter(item.verdict for items in present.values() for item in items)
    bad = [(name, item) for name, items in present.items() for item in items
           if item.verdict in (Verdict.WRONG, Verdict.MISSED)]  # fmt: skip
    print(", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict))
    for name, item in bad:
        if show_known or item.key not in known:
            reason = known.get(item.key, f"no reason stored ({item.key})")
            print(f"  {name} {item.verdict} {item.field}: {item.words[:160]} | {reason}")


if __name__ == "__main__":
    sys.exit(main())
