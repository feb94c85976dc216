"""Asking the index: the best first, only what the person may see, a page by key."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from trienkhai.web.finding.asking import Asked
from trienkhai.web.finding.expressions import Either, Every, Expression, Has, write_postgresql, write_sqlite
from trienkhai.web.finding.models import BLOCK_BITS, IN_BLOCK, Kind, key_range, read_key
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
    """The same where the last word was only begun; two statements.

    What begins like a word is costly to gather, so it is first asked whether anything holds the other words.
    """
    found: dict[Kind, list[Place]] = {kind: [] for kind in kinds}
    begun = asked.begins()
    if begun is None:
        return found
    before, whole = begun
    seen = may_be_seen_by(actor)
    hopeful = _read_places([Part(0, kind, Every((seen, *before)), 0) for kind in found], 1)
    likely = {read_key(place.key)[0] for place in hopeful}
    for place in _read_places([Part(0, kind, Every((seen, whole)), 0) for kind in likely], limit):
        found[read_key(place.key)[0]].append(place)
    return {kind: sorted(places) for kind, places in found.items()}


def may_be_seen_by(actor: Actor) -> Expression:
    """What the entries of everything this person may see have in common."""
    return Either((Has(office_token(actor.office_id)), *(Has(unit_token(unit)) for unit in own_units(actor))))


# FTS5 reads its lists in the order of keys and stops when the page is full.
_SQLITE = """SELECT * FROM (SELECT {step} AS step, rowid AS key FROM finding_words
WHERE finding_words MATCH {wanted} AND rowid BETWEEN {first} AND {last} ORDER BY rowid LIMIT {limit})"""

# PostgreSQL gathers every match before it sorts, and reads row after row, vectors of kilobytes each, wherever it thinks
# that cheaper. So its index is asked alone: first for the newest thousands, where common words fill the page; then, for
# words whose matches are few, for the rest of the kind. Both are words of the vector (`BLOCK_BITS`), so the index leaps
# from one to the next and does not touch what lies outside. The words stand in a subquery, since a planner that sees
# them takes them for independent and misjudges by far; `id + 0` keeps it from reading a range of keys row by row.
_POSTGRESQL = """(WITH newest AS MATERIALIZED (
  SELECT min(id) >> {shift} AS block FROM finding_findable WHERE id BETWEEN {first} AND {last}
), near AS MATERIALIZED (
  SELECT id FROM finding_findable WHERE id + 0 >= {first} AND vector @@ (
    SELECT ({wanted} || ' & (''{sign}' || block || ''' | ''{sign}' || block + 1 || ''')')::tsquery FROM newest
  ) ORDER BY id + 0 LIMIT {limit}
), far AS MATERIALIZED (
  SELECT id FROM finding_findable WHERE (SELECT count(*) FROM near) < {limit}
  AND id + 0 >= (SELECT (block + 2) << {shift} FROM newest)
  AND vector @@ (SELECT ({wanted} || ' & ''{sign}{kind}''')::tsquery)
  ORDER BY id + 0 LIMIT {limit}
) SELECT {step}::int AS step, id AS key FROM (SELECT id FROM near UNION ALL SELECT id FROM far) AS every
ORDER BY id LIMIT {limit})"""


def _read_places(parts: list[Part], limit: int) -> list[Place]:
    """All parts in one statement, each with its own limit."""
    if not parts:
        return []
    sqlite = connection.vendor == "sqlite"
    pieces: list[str] = []
    values: dict[str, int | str] = {"limit": limit}
    for place, part in enumerate(parts):
        first, last = key_range(part.kind)
        names = {name: f"%({name}{place})s" for name in ("step", "wanted", "first", "last")}
        named = _SQLITE if sqlite else _POSTGRESQL
        pieces.append(named.format(limit="%(limit)s", kind=int(part.kind), shift=BLOCK_BITS, sign=IN_BLOCK, **names))
        values |= {
            f"step{place}": part.step,
            f"wanted{place}": write_sqlite(part.expression) if sqlite else write_postgresql(part.expression),
            f"first{place}": max(first, part.after + 1),
            f"last{place}": last,
        }
    sql = " UNION ALL ".join(pieces)
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute(sql, values)
        else:  # with the words in the text, so that each search is planned for its own words
            cursor.execute(connection.ops.compose_sql(sql, values))  # type: ignore[attr-defined]  # PostgreSQL has it
        return [Place(step, key) for step, key in cursor.fetchall()]
