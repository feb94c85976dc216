"""The arithmetic of reports, in plain Python. Prose: docs/algorithms/rollup.md.

Quantities add only within one measure of one form. Stocks (members, loudspeaker clusters) do not add over time: the
latest value stands. One activity counts once, whatever number of topics it carries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

ACTIVITIES, PROVED, EMBEDDED, LATE = "activities", "proved", "embedded", "late"
COUNTS = (ACTIVITIES, PROVED, EMBEDDED, LATE)


@dataclass(frozen=True, slots=True)
class Deed:
    """One confirmed activity as a report sees it. `quantities` maps a measure to value and "about"."""

    id: int
    day: date
    form: str
    group: str
    embedded: bool
    proved: bool
    late: bool
    items: tuple[int, ...]
    quantities: tuple[tuple[str, Decimal, bool], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one activity, or one figure below, adds to a figure. `own`: an activity of the office that rolls up."""

    id: int
    value: Decimal
    proved: bool = False
    late: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure with everything it sums."""

    key: str
    group: str = ""
    form: str = ""
    measure: str = ""
    item: int | None = None
    value: Decimal = Decimal(0)
    approximate: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(slots=True)
class _Heap:
    parts: list[Part] = field(default_factory=list)
    approximate: bool = False
    latest: tuple[date, int] = (date.min, 0)
    group: str = ""


def sum_deeds(deeds: Iterable[Deed], *, stocks: frozenset[str], items: Iterable[int] = ()) -> tuple[Sum, ...]:
    """Every figure of a unit's report: counts, quantities by form and measure, activities by item.

    `stocks` are the measures that do not add; `items` the items to count for, in order.
    """
    deeds = sorted(deeds, key=lambda deed: (deed.day, deed.id))
    chosen = {
        ACTIVITIES: deeds,
        PROVED: [d for d in deeds if d.proved],
        EMBEDDED: [d for d in deeds if d.embedded],
        LATE: [d for d in deeds if d.late],
    }
    counts = [_count(key, chosen[key]) for key in COUNTS]
    by_item = [_count(f"item:{item}", [d for d in deeds if item in d.items], item=item) for item in items]
    return (*counts, *_sum_quantities(deeds, stocks), *by_item)


def _count(key: str, deeds: list[Deed], item: int | None = None) -> Sum:
    parts = tuple(Part(deed.id, Decimal(1), deed.proved, deed.late) for deed in deeds)
    return Sum(key, item=item, value=Decimal(len(parts)), parts=parts)


def _sum_quantities(deeds: list[Deed], stocks: frozenset[str]) -> list[Sum]:
    heaps: dict[tuple[str, str], _Heap] = {}
    for deed in deeds:
        for measure, value, approximate in deed.quantities:
            heap = heaps.setdefault((deed.form, measure), _Heap(group=deed.group))
            part = Part(deed.id, value, deed.proved, deed.late)
            if measure in stocks:
                heap.parts, heap.approximate = [part], approximate
            else:
                heap.parts.append(part)
                heap.approximate |= approximate
    return [
        Sum(
            key=f"{form}:{measure}",
            group=heap.group,
            form=form,
            measure=measure,
            value=sum((part.value for part in heap.parts), Decimal(0)),
            approximate=heap.approximate,
            parts=tuple(heap.parts),
        )
        for (form, measure), heap in heaps.items()
    ]


@dataclass(frozen=True, slots=True)
class Below:
    """A frozen figure of a report that a roll-up takes in."""

    id: int
    key: str
    group: str
    form: str
    measure: str
    item: int | None
    value: Decimal
    approximate: bool


def sum_reports(figures: Iterable[Below], items: frozenset[int] | None = None) -> tuple[Sum, ...]:
    """The figures of a roll-up: each key summed over the reports below, keys in the order they were first met.

    With `items`, counts by items of another directive (a report that was itself rolled up below) are left out.
    """
    heaps: dict[str, list[Below]] = {key: [] for key in COUNTS}
    for figure in figures:
        if items is not None and figure.item is not None and figure.item not in items:
            continue
        heaps.setdefault(figure.key, []).append(figure)
    sums = []
    for key, found in heaps.items():
        first = found[0] if found else None
        sums.append(
            Sum(
                key=key,
                group=first.group if first else "",
                form=first.form if first else "",
                measure=first.measure if first else "",
                item=first.item if first else None,
                value=sum((figure.value for figure in found), Decimal(0)),
                approximate=any(figure.approximate for figure in found),
                parts=tuple(Part(figure.id, figure.value) for figure in found),
            )
        )
    return tuple(sums)


def add_own(below: Iterable[Sum], own: Iterable[Sum]) -> tuple[Sum, ...]:
    """The figures of a roll-up with what the office itself did beside its units: added key by key, each part once.

    The office's own stocks stand beside those of its units, as a unit's do.
    """
    sums = {entry.key: entry for entry in below}
    for entry in own:
        if not entry.parts:
            continue
        parts = tuple(replace(part, own=True) for part in entry.parts)
        known = sums.get(entry.key)
        if known is None:
            sums[entry.key] = replace(entry, parts=parts)
        else:
            sums[entry.key] = replace(
                entry,
                item=known.item,
                value=known.value + entry.value,
                approximate=known.approximate or entry.approximate,
                parts=(*known.parts, *parts),
            )
    return tuple(sums.values())
