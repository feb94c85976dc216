"""The arithmetic of a duty's ledger, in plain Python. Prose: docs/algorithms/deadlines.md.

A duty is what its dated entries make of it on a day: whether it counts, which items it owes, until when. Nothing of
this is stored. Two times decide which entries are looked at: the day they take effect (`on`) and the moment they were
written (`known_by`; None means everything known by now).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry does; the values of `models.LedgerEntry.Kind`."""

    ADDED = "added"
    EXTENDED = "extended"
    EXEMPTED = "exempted"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


ENDS = frozenset({EntryKind.MOVED, EntryKind.WITHDRAWN, EntryKind.EXEMPTED})
# A day the machine inferred, and no day at all, bind nobody.
BINDING = frozenset({"stated", "person", "period"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry. `item` None means the whole duty."""

    id: int
    kind: EntryKind
    item: int | None
    new_deadline_on: date | None
    reason: str
    basis: str
    made_by: str
    effective_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plea:
    """A request for more time, or to be left out, and when it was answered. `item` None means the whole duty."""

    item: int | None
    wants_time: bool
    made_on: date
    recorded_at: datetime
    answered_on: date | None = None
    answered_at: datetime | None = None

    def waits(self, on: date, known_by: datetime | None) -> bool:
        """Whether it was made by that day and not answered yet, as known by a moment."""
        if self.made_on > on or (known_by is not None and self.recorded_at > known_by):
            return False
        if self.answered_on is None or self.answered_at is None:
            return True
        return self.answered_on > on or (known_by is not None and self.answered_at > known_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the directive says of one item for one unit; `origin` is a value of `documents.models.Origin`."""

    item: int
    kind: str
    addressed: bool
    deadline_on: date | None
    origin: str
    struck_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStanding:
    """One item for one unit on one day. `first_deadline_on` is the day before any extension.

    `asked` is a request about it, made by the deadline, that waits for its answer.
    """

    item: int
    kind: str
    applies: bool
    deadline_on: date | None
    first_deadline_on: date | None
    origin: str
    extended: Line | None = None
    exempt: Line | None = None
    asked: Plea | None = None

    @property
    def owed(self) -> bool:
        """Whether the unit is asked for it: addressed, not struck, not exempt."""
        return self.applies and self.exempt is None

    @property
    def binding_deadline(self) -> date | None:
        """The day after which it is late; None where no day binds."""
        return self.deadline_on if self.owed and self.origin in BINDING else None

    @property
    def waits_for_answer(self) -> bool:
        """Whether the unit asked in time and nobody answered: a clock, not red, whatever day it is."""
        return self.owed and self.asked is not None

    def is_past(self, day: date) -> bool:
        """Whether that day lies after the binding deadline and no answer is owed; done or not is asked elsewhere."""
        due = self.binding_deadline
        return due is not None and day > due and not self.waits_for_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyStanding:
    """A whole duty on one day. `ended` is the entry that took it out, by which the reason can be shown."""

    on: date
    counts: bool
    added: Line | None
    ended: Line | None
    items: Mapping[int, ItemStanding]

    def owed(self, kind: str | None = None) -> tuple[ItemStanding, ...]:
        """The items the unit owes, of one kind or of all; none where the duty does not count."""
        if not self.counts:
            return ()
        return tuple(item for item in self.items.values() if item.owed and kind in (None, item.kind))

    def is_exempt(self, item: int) -> bool:
        """Whether this item is not asked of the unit: exempt, for others, struck, or the duty does not count."""
        return not (self.counts and item in self.items and self.items[item].owed)

    def deadline_of(self, item: int) -> date | None:
        """The binding deadline of an item that is owed."""
        return None if self.is_exempt(item) else self.items[item].binding_deadline

    def next_deadline(self, kinds: Sequence[str] = ("task", "report")) -> date | None:
        """The earliest binding deadline among what is owed; done items are not known here."""
        days = [item.binding_deadline for item in self.owed() if item.kind in kinds]
        return min((day for day in days if day is not None), default=None)


def compute_standing(
    lines: Iterable[Line],
    terms: Iterable[Terms],
    *,
    on: date,
    known_by: datetime | None = None,
    pleas: Iterable[Plea] = (),
) -> DutyStanding:
    """What the ledger says on a day, as known by a moment.

    Entries are taken in the order of effect, then of writing: a later one overrides an earlier one, so a duty that was
    withdrawn and added again counts again, and an extension after an extension holds.
    """
    seen = sorted(
        (line for line in lines if line.effective_on <= on and (known_by is None or line.recorded_at <= known_by)),
        key=lambda line: (line.effective_on, line.recorded_at, line.id),
    )
    added: Line | None = None
    ended: Line | None = None
    for line in seen:
        if line.item is None and line.kind == EntryKind.ADDED:
            added, ended = line, None
        elif line.item is None and line.kind in ENDS:
            ended = line
    waiting = [plea for plea in pleas if plea.waits(on, known_by)]
    items = {entry.item: _item_standing(entry, seen, on, waiting) for entry in terms}
    return DutyStanding(on=on, counts=added is not None and ended is None, added=added, ended=ended, items=items)


def _item_standing(terms: Terms, seen: Sequence[Line], on: date, waiting: Sequence[Plea]) -> ItemStanding:
    extended: Line | None = None
    exempt: Line | None = None
    for line in seen:
        if line.item not in (None, terms.item):
            continue
        if line.kind == EntryKind.EXTENDED and _extends(
            line, extended.new_deadline_on if extended else terms.deadline_on
        ):
            extended = line
        elif line.item is not None and line.kind == EntryKind.EXEMPTED:
            exempt = line
        elif line.item is not None and line.kind == EntryKind.ADDED:
            exempt = None
    applies = terms.addressed and (terms.struck_on is None or on < terms.struck_on)
    due = extended.new_deadline_on if extended else terms.deadline_on
    return ItemStanding(
        item=terms.item,
        kind=terms.kind,
        applies=applies,
        deadline_on=due,
        first_deadline_on=terms.deadline_on,
        # An extension is a person's decision, whatever the first day came from.
        origin="person" if extended else terms.origin,
        extended=extended,
        exempt=exempt,
        asked=_asked_in_time(terms.item, due, waiting),
    )


def _asked_in_time(item: int, due: date | None, waiting: Sequence[Plea]) -> Plea | None:
    """The last request about this item or the whole duty; one made after the deadline stops nothing."""
    about = [plea for plea in waiting if plea.item in (None, item) and (due is None or plea.made_on <= due)]
    return max(about, key=lambda plea: (plea.made_on, plea.recorded_at), default=None)


def _extends(line: Line, current: date | None) -> bool:
    """An extension of one item sets its day; one of the whole duty never brings a later day forward."""
    if current is None or line.new_deadline_on is None:
        return False
    return line.item is not None or line.new_deadline_on > current
