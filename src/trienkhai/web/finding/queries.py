"""Asking the index: the best first, only what the person may see, a page by key."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from trienkhai.web.finding.asking import Asked
from trienkhai.web.finding.expressions import Either, Every, Expression, Has, write_postgresql, write_sqlite
from trienkhai.web.finding.models import Kind, key_range, read_key
from trienkhai.web.finding.words import office_token, unit_token
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units

# Steps that cost little and mostly are enough come in the first statement; see `Asked.list_steps`.
FIRST_STEPS = 2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the results something stands: its step, then its key."""

    step: int
    key: int

    @property
    def object_id(self) -> int:
        """The thing that is found."""
        return read_key(self.key)[1]


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the search for one kind."""

    step: int
    kind: Kind
    expression: Expression
    after: int


def search_index(
    actor: Actor, asked: Asked, kinds: Collection[Kind], limit: int, after: Place | None = None
) -> dict[Kind, list[Place]]:
    """For each kind up to `limit` places, the best first, after `after`; at most two statements.

    The same on every database: nothing but the words of the entries and their keys decides.
    """
    seen = may_be_seen_by(actor)
    steps = [Every((seen, step)) for step in asked.list_steps()]
    found: dict[Kind, list[Place]] = {kind: [] for kind in kinds}
    for numbers in (range(FIRST_STEPS), range(FIRST_STEPS, len(steps))):
        parts = [
            Part(number, kind, steps[number], after.key if after and after.step == number else 0)
            for kind in kinds
            if len(found[kind]) < limit
            for number in numbers
            if number < len(steps) and (after is None or number >= after.step)
        ]
        for place in _read_places(parts, limit):
            found[read_key(place.key)[0]].append(place)
    return {kind: sorted(places)[:limit] for kind, places in found.items()}


def search_beginnings(actor: Actor, asked: Asked, kinds: Iterable[Kind], limit: int) -> dict[Kind, list[Place]]:
    """The same where the last word was only begun; one statement."""
    begun = asked.begins()
    found: dict[Kind, list[Place]] = {kind: [] for kind in kinds}
    if begun is not None:
        wanted = Every((may_be_seen_by(actor), begun))
        for place in _read_places([Part(0, kind, wanted, 0) for kind in found], limit):
            found[read_key(place.key)[0]].append(place)
    return {kind: sorted(places) for kind, places in found.items()}


def may_be_seen_by(actor: Actor) -> Expression:
    """What the entries of everything this person may see have in common."""
    return Either((Has(office_token(actor.office_id)), *(Has(unit_token(unit)) for unit in own_units(actor))))


def _read_places(parts: list[Part], limit: int) -> list[Place]:
    """All parts in one statement, each with its own limit."""
    if not parts:
        return []
    if connection.vendor == "sqlite":
        one = (
            "SELECT * FROM (SELECT %s AS step, rowid AS key FROM finding_words "
            "WHERE finding_words MATCH %s AND rowid BETWEEN %s AND %s ORDER BY rowid LIMIT %s)"
        )
        write = write_sqlite
    else:
        one = (
            "(SELECT %s::int AS step, id AS key FROM finding_findable "
            "WHERE vector @@ %s::tsquery AND id BETWEEN %s AND %s ORDER BY id LIMIT %s)"
        )
        write = write_postgresql
    values: list[int | str] = []
    for part in parts:
        first, last = key_range(part.kind)
        values += [part.step, write(part.expression), max(first, part.after + 1), last, limit]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(parts)), values)
        return [Place(step, key) for step, key in cursor.fetchall()]
