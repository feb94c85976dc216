"""Over random histories: the page says what a plain recount says, and a past day never changes any more.

Histories are written as rows, not by actions: also orders that no action would allow today must be read rightly, such
as what an older version of the program or an import left behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.web.coverage.conftest import count_on, items_of
from trienkhai.web import clock
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.tables import Coverage
from trienkhai.web.directives.models import Directive, Duty, Item, LedgerEntry

START = date(2023, 5, 30)
SPAN = 12
GROUPS = {"performance": "arts_sport", "panel": "visual", "": ""}
Kind = LedgerEntry.Kind


def day(offset: int) -> date:
    return START + timedelta(days=offset)


def moment(offset: int) -> datetime:
    return clock.end_of(day(offset)) - timedelta(hours=9)


@dataclass(frozen=True)
class Written:
    """A line of a ledger: of which duty, for which topic (None: the whole duty), when it takes effect, when written."""

    duty: int
    kind: str
    item: int | None
    on: int
    at: int


@dataclass(frozen=True)
class Done:
    """An activity: (day, day written) of each thing that happened to it; None where it did not."""

    duty: int
    items: tuple[int, ...]
    form: str
    on: int
    confirmed: tuple[int, int] | None
    withdrawn: tuple[int, int] | None
    proofs: tuple[tuple[tuple[int, int], tuple[int, int] | None], ...]


# Early days are likelier, so that most things have happened by the day looked at.
days = st.one_of(st.integers(0, SPAN // 2), st.integers(0, SPAN))
twice = st.tuples(days, days)
ledger = st.lists(
    st.builds(
        Written,
        duty=st.integers(0, 3),
        kind=st.sampled_from((Kind.ADDED.value, Kind.EXEMPTED.value, Kind.WITHDRAWN.value, Kind.MOVED.value)),
        item=st.one_of(st.none(), st.integers(0, 2)),
        on=days,
        at=days,
    ),
    max_size=6,
)
activities = st.lists(
    st.builds(
        Done,
        duty=st.integers(0, 3),
        items=st.lists(st.integers(0, 2), unique=True, min_size=1, max_size=3).map(tuple),
        form=st.sampled_from(tuple(GROUPS)),
        on=days,
        confirmed=st.one_of(st.none(), twice, twice, twice),
        withdrawn=st.one_of(st.none(), st.none(), twice),
        proofs=st.lists(st.tuples(twice, st.one_of(st.none(), twice)), max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=6,
)


def write_ledger(directive: Directive, lines: list[Written]) -> None:
    """The lines as rows."""
    duties, items = list(directive.duties.order_by("position", "id")), items_of(directive)
    for line in lines:
        LedgerEntry.objects.create(
            duty=duties[line.duty],
            kind=line.kind,
            item=None if line.item is None else items[line.item],
            made_by="thử",
            effective_on=day(line.on),
            recorded_at=moment(line.at),
        )


def write_activities(directive: Directive, done: list[Done]) -> None:
    """The activities as rows."""
    duties, items = list(directive.duties.order_by("position", "id")), items_of(directive)
    for entry in done:
        duty = duties[entry.duty]
        number = duty.activities.count() + 1
        activity = Activity.objects.create(
            duty=duty,
            number=number,
            code=f"T-{number:03d}",
            effective_on=day(entry.on),
            place="thử",
            form=entry.form,
            form_group=GROUPS[entry.form],
            recorded_at=moment(0),
            entered_by="thử",
            entered_by_unit_id=duty.unit_id,
            confirmed_on=day(entry.confirmed[0]) if entry.confirmed else None,
            confirmed_at=moment(entry.confirmed[1]) if entry.confirmed else None,
            withdrawn_on=day(entry.withdrawn[0]) if entry.withdrawn else None,
            withdrawn_at=moment(entry.withdrawn[1]) if entry.withdrawn else None,
        )
        activity.items.set([items[index] for index in entry.items])
        for added, gone in entry.proofs:
            Evidence.objects.create(
                activity=activity,
                kind=Evidence.Kind.LINK,
                name="thử",
                link="https://example.vn/",
                added_by="thử",
                added_on=day(added[0]),
                added_at=moment(added[1]),
                withdrawn_on=day(gone[0]) if gone else None,
                withdrawn_at=moment(gone[1]) if gone else None,
            )


def seen(pair: tuple[int, int] | None, on: int, known: int) -> bool:
    """Whether a thing with these two days is seen on `on`, as known on `known`."""
    return pair is not None and pair[0] <= on and pair[1] <= known


def is_proved(entry: Done, on: int, known: int) -> bool:
    """Whether a proof of it stands."""
    return any(seen(added, on, known) and not seen(gone, on, known) for added, gone in entry.proofs)


def recount(lines: list[Written], done: list[Done], on: int, known: int) -> dict[tuple[int, int, str], str]:
    """Duty, topic and group → state, for duties that count; told without the office's code."""
    found: dict[tuple[int, int, str], str] = {}
    for duty in range(4):
        own = sorted(
            (line for line in lines if line.duty == duty and seen((line.on, line.at), on, known)),
            key=lambda line: (line.on, line.at, lines.index(line)),
        )
        whole = [Kind.ADDED.value] + [line.kind for line in own if line.item is None]
        if whole[-1] != Kind.ADDED.value:
            continue
        for item in range(3):
            of_item = [line.kind for line in own if line.item == item and line.kind in (Kind.ADDED, Kind.EXEMPTED)]
            asked = not of_item or of_item[-1] == Kind.ADDED
            for group in GROUPS.values():
                states = [
                    is_proved(entry, on, known)
                    for entry in done
                    if (entry.duty, GROUPS[entry.form]) == (duty, group)
                    and item in entry.items
                    and entry.on <= on
                    and seen(entry.confirmed, on, known)
                    and not seen(entry.withdrawn, on, known)
                ]
                best = "proved" if any(states) else "recorded" if states else "none"
                found[duty, item, group] = best if best != "none" or asked else "not_applicable"
    return found


def shown(coverage: Coverage, directive: Directive) -> dict[tuple[int, int, str], str]:
    """The same of what the page stands on; a group without a column has nothing in it."""
    duties = [duty.pk for duty in directive.duties.order_by("position", "id")]
    found: dict[tuple[int, int, str], str] = {}
    for position, unit in enumerate(coverage.units):
        for index, item in enumerate(items_of(directive)[:3]):
            for group in GROUPS.values():
                cell = coverage.topics.cells.get((item.pk, group))
                empty = CellState.NONE if item.pk in unit.items else CellState.NOT_APPLICABLE
                found[duties.index(unit.duty), index, group] = (cell.states[position] if cell else empty).value
    return found


# Every example writes rows: no shrinking, which would take minutes; a failure prints the history as it was drawn.
quiet = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
looked_at = st.integers(SPAN // 2, SPAN)


@pytest.mark.slow
@quiet
@given(lines=ledger, done=activities, on=looked_at, later=looked_at)
def test_the_page_says_what_a_plain_recount_says(
    topics_directive: Directive, lines: list[Written], done: list[Done], on: int, later: int
) -> None:
    known = max(on, later)
    with transaction.atomic():
        write_ledger(topics_directive, lines)
        write_activities(topics_directive, done)
        for knowledge in (on, known):
            coverage = count_on(topics_directive, day(on), day(knowledge))
            assert shown(coverage, topics_directive) == recount(lines, done, on, knowledge)
        transaction.set_rollback(True)


def written_after(lines: list[Written], done: list[Done]) -> tuple[list[Written], list[Done]]:
    """The same things, all of them written down only after the span, whatever day they are for."""
    after = SPAN + 1

    def late(pair: tuple[int, int] | None) -> tuple[int, int] | None:
        return (pair[0], after) if pair else None

    moved = [Written(line.duty, line.kind, line.item, line.on, after) for line in lines]
    return moved, [
        Done(
            entry.duty,
            entry.items,
            entry.form,
            entry.on,
            late(entry.confirmed),
            late(entry.withdrawn),
            tuple(((added[0], after), late(gone)) for added, gone in entry.proofs),
        )
        for entry in done
    ]


def figures(coverage: Coverage) -> object:
    """Everything of a day that a page prints."""
    return (
        [(unit.name, unit.acknowledged_on, dict(unit.reports), dict(unit.late)) for unit in coverage.situation.units],
        coverage.layout,
        coverage.topics,
        coverage.whole,
        coverage.tasks,
    )


@pytest.mark.slow
@quiet
@given(lines=ledger, done=activities, more=ledger, more_done=activities, on=looked_at)
def test_a_past_day_as_known_then_never_changes_any_more(
    topics_directive: Directive,
    lines: list[Written],
    done: list[Done],
    more: list[Written],
    more_done: list[Done],
    on: int,
) -> None:
    with transaction.atomic():
        write_ledger(topics_directive, lines)
        write_activities(topics_directive, done)
        before = figures(count_on(topics_directive, day(on)))
        later_lines, later_done = written_after(more, more_done)
        write_ledger(topics_directive, later_lines)
        write_activities(topics_directive, later_done)
        assert figures(count_on(topics_directive, day(on))) == before
        transaction.set_rollback(True)


def test_the_world_has_the_four_units_and_three_topics_the_laws_speak_of(topics_directive: Directive) -> None:
    assert Duty.objects.filter(directive=topics_directive).count() == 4
    assert topics_directive.items.filter(kind=Item.Kind.TOPIC).count() == 3
