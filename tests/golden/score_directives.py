"""Score what the reader takes out of directives against hand-made gold, where the corpus is at hand.

    python tests/golden/score_directives.py [--misses]

The gold in `directives/` refers to the corpus by number and place and quotes none of it. An item is found where
its kind agrees and the places overlap by half; addressees and deadlines are compared on the items found. An
assignment is found where role and doers agree within the same sentence.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trienkhai.parts import Assignment, Item, Reading, Span
from trienkhai.reading.pipeline import read_text
from trienkhai.vietnamese.letters import fold

GOLD = Path(__file__).parent / "directives"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "dev"


@dataclass(frozen=True, slots=True)
class GoldItem:
    """An item as annotated: places in the document's text."""

    kind: str
    label: str | None
    span: Span
    addressees: tuple[Span, ...]
    deadline: Span | None


@dataclass(frozen=True, slots=True)
class GoldAssignment:
    """An assignment as annotated."""

    role: str
    who: tuple[Span, ...]
    span: Span


@dataclass
class Tally:
    """Right, wrong and missed of one thing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The F1 score; 1.0 where there was nothing to find and nothing said."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


Tallies = dict[str, Tally]
FIELDS = ("items", "items.addressees", "items.deadline", "assignments")


def read_gold(path: Path) -> tuple[list[GoldItem], list[GoldAssignment]]:
    """The gold of one document."""
    raw = json.loads(path.read_text("utf-8"))

    def spans(places: list[list[int]]) -> tuple[Span, ...]:
        return tuple((place[0], place[1]) for place in places)

    items = [
        GoldItem(
            entry["kind"],
            entry["label"],
            (entry["span"][0], entry["span"][1]),
            spans(entry["addressees"]),
            spans([entry["deadline"]])[0] if entry["deadline"] else None,
        )
        for entry in raw["items"]
    ]
    assignments = [
        GoldAssignment(entry["role"], spans(entry["who"]), (entry["span"][0], entry["span"][1]))
        for entry in raw["assignments"]
    ]
    return items, assignments


def shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def overlap(one: Span, other: Span) -> float:
    """The shared part of two places as a share of both together."""
    return shared(one, other) / max(1, max(one[1], other[1]) - min(one[0], other[0]))


def plain(words: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(words)).split())


def same_names(text: str, gold: Sequence[Span], said: Sequence[str]) -> bool:
    """Whether the same bodies are named; "các sở: A, B" may have become "Sở A", "Sở B"."""
    want = sorted(plain(text[start:end]) for start, end in gold)
    have = sorted(map(plain, said))
    return len(want) == len(have) and all(
        any(name == other or other.endswith(" " + name) for other in have) for name in want
    )


def whole(item: Item) -> Span:
    return item.spans[0][0], item.spans[-1][1]


def score_items(name: str, reading: Reading, gold: list[GoldItem], tallies: Tallies) -> None:
    """Count the items of one document."""
    left = list(reading.directive.items)
    for want in gold:
        found = next((item for item in left if item.kind == want.kind and overlap(whole(item), want.span) >= 0.5), None)
        where = f"{name} {want.kind} {want.label or ''} {reading.text[want.span[0] : want.span[0] + 60]!r}"
        if found is None:
            tallies["items"].missed += 1
            tallies["items"].misses.append(f"missed {where}")
            continue
        left.remove(found)
        tallies["items"].right += 1
        agree = same_names(reading.text, want.addressees, found.addressees)
        count(tallies["items.addressees"], agree, f"{where}: {found.addressees}")
        due = found.deadline.span if found.deadline else None
        agree = due == want.deadline or bool(due and want.deadline and shared(due, want.deadline))
        count(tallies["items.deadline"], agree, f"{where}: {found.deadline}")
    for item in left:
        tallies["items"].wrong += 1
        tallies["items"].misses.append(f"wrong {name} {item.kind.value} {item.label or ''} {item.text[:60]!r}")


def count(tally: Tally, agree: bool, where: str) -> None:
    if agree:
        tally.right += 1
    else:
        tally.wrong += 1
        tally.missed += 1
        tally.misses.append(where)


def score_assignments(name: str, reading: Reading, gold: list[GoldAssignment], tally: Tally) -> None:
    """Count the assignments of one document."""
    left = list(reading.directive.assignments)

    def same(want: GoldAssignment, said: Assignment) -> bool:
        near = shared(want.span, said.span) >= 0.5 * min(want.span[1] - want.span[0], said.span[1] - said.span[0])
        return near and want.role == said.role and same_names(reading.text, want.who, said.who)

    for want in gold:
        found = next((said for said in left if same(want, said)), None)
        if found is None:
            tally.missed += 1
            names = [" ".join(reading.text[start:end].split()) for start, end in want.who]
            tally.misses.append(f"missed {name} {want.role} {names}")
        else:
            left.remove(found)
            tally.right += 1
    tally.wrong += len(left)
    tally.misses += [f"wrong {name} {said.role.value} {said.who} {said.what[:40]!r}" for said in left]


def score() -> Tallies:
    """The tallies over all documents that have gold and text."""
    tallies = {name: Tally() for name in FIELDS}
    for path in sorted(GOLD.glob("[0-9]*.json")):
        text = (CORPUS / f"{path.stem}.txt").read_bytes().decode("utf-8")
        reading = read_text(text)
        items, assignments = read_gold(path)
        score_items(path.stem, reading, items, tallies)
        score_assignments(path.stem, reading, assignments, tallies["assignments"])
    return tallies


def render(tallies: Tallies, *, misses: bool) -> Iterator[str]:
    """The lines to print."""
    if misses:
        for name, tally in tallies.items():
            yield from (f"{name}: {miss}" for miss in tally.misses)
    yield f"{'field':<20}{'right':>7}{'wrong':>7}{'missed':>8}{'F1':>8}"
    for name, tally in tallies.items():
        yield f"{name:<20}{tally.right:>7}{tally.wrong:>7}{tally.missed:>8}{tally.f1:>8.4f}"


def main() -> int:
    """Print the scores, or say that there is nothing to score here."""
    if not CORPUS.is_dir():
        print(f"Không có bộ văn bản mẫu ở {CORPUS.relative_to(CORPUS.parents[3])}, nên chưa chấm được.")
        return 0
    for line in render(score(), misses="--misses" in sys.argv[1:]):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
