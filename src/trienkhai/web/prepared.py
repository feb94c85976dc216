"""Queries whose SQL is built once a process and filled in anew each time.

Putting together the SQL of a large query costs Django several times what the database needs to answer it, and the text
is the same for everybody in the same role. `prepared` keeps it: the query is built once with marks in the place of the
numbers and names of the actor and of today, and later calls put the real ones where the marks stand.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeGuard, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from trienkhai.web import clock

P = ParamSpec("P")
R = TypeVar("R")
_DAY = date(9876, 5, 4)
_FIRST = 987_650_001
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
_LENGTHS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)
Value = int | str | date


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands for one parameter: the value at `value`, as the `kind` of whole number a column takes; or `kept`."""

    value: int = -1
    kind: type[int] | None = None
    kept: object = None


@dataclass(frozen=True, slots=True)
class _Plan(Generic[R]):
    """A query with its SQL, and what stands for every parameter."""

    rows: QuerySet[Any, R]
    compiler: SQLCompiler
    sql: str
    parameters: tuple[_Place, ...]


def prepared(make: Callable[P, QuerySet[Any, R]]) -> Callable[P, list[R]]:
    """The rows of the query that `make` builds, by SQL that is kept from call to call.

    `make` takes numbers, words, days, tuples of numbers and frozen dataclasses of these (an actor), by place, and asks
    the day of `clock`. It may decide by roles, by truth values and by whether two given values are equal; of anything
    else it may only compare columns with it, and of a tuple only ask whether a column is among it. A query that holds a
    moment or a day worked out from today is refused when first built.
    """
    plans: dict[tuple[object, ...], _Plan[R] | None] = {}

    @wraps(make)
    def find(*given: P.args, **named: P.kwargs) -> list[R]:
        """The rows."""
        if named:
            raise TypeError("A prepared query takes its values by place.")
        if any(isinstance(part, tuple) and not 0 < len(part) <= _LENGTHS[-1] for part in given):
            return list(make(*given, **named))
        shape, values = _take_apart(given)
        key = (connections["default"].vendor, *shape)
        if key not in plans:
            try:
                plans[key] = _build(make, given, values)
            except EmptyResultSet:  # Django sees without asking that this can have no rows
                plans[key] = None
        plan = plans[key]
        return list(make(*given, **named)) if plan is None else _run(plan, (clock.today(), *values))

    return find


def _take_apart(given: Sequence[object]) -> tuple[tuple[object, ...], list[Value]]:
    """What decides over the text of the query, and the values that stand in it: alone ones first, then those of tuples.

    A tuple is filled up to one of a few lengths by its last value, so that few texts are kept.
    """
    shape: list[object] = []
    values: list[Value] = []
    many: list[Value] = []
    for part in given:
        if isinstance(part, tuple):
            whole = _fill_up(part)
            shape.append(("tuple", len(whole)))
            many += whole
            continue
        for value in [getattr(part, entry.name) for entry in fields(part)] if is_dataclass(part) else [part]:
            if _is_value(value):
                shape.append((type(value), values.index(value) if value in values else len(values)))
                values.append(value)
            else:  # a role, a truth value, None
                shape.append((type(value), value))
    return tuple(shape), values + many


def _is_value(value: object) -> TypeGuard[Value]:
    return type(value) in (int, str, date)


def _fill_up(part: tuple[int, ...]) -> tuple[int, ...]:
    length = next(length for length in _LENGTHS if length >= len(part))
    return (*part, *part[-1:] * (length - len(part)))


def _mark(given: Sequence[object], values: Sequence[Value]) -> list[object]:
    """The same arguments with a mark for each value, equal ones for equal values; each in a tuple has its own."""
    alone = len(values) - sum(len(_fill_up(part)) for part in given if isinstance(part, tuple))
    marks = {(type(value), value): _mark_of(value, place) for place, value in enumerate(values[:alone])}
    following = iter(range(alone, len(values)))

    def marked(value: object) -> object:
        """The mark of a number, word or day, everything else as it is."""
        return marks[type(value), value] if _is_value(value) else value

    def put(part: object) -> object:
        """The same for a whole argument."""
        if isinstance(part, tuple):
            return tuple(_mark_of(value, next(following)) for value in _fill_up(part))
        if is_dataclass(part) and not isinstance(part, type):
            return replace(part, **{entry.name: marked(getattr(part, entry.name)) for entry in fields(part)})
        return marked(part)

    return [put(part) for part in given]


def _mark_of(value: Value, place: int) -> Value:
    if isinstance(value, date):
        return date.fromordinal(_DAY.toordinal() + 1 + place)
    return _FIRST + place if isinstance(value, int) else f"\0{place}"


def _build(make: Callable[P, QuerySet[Any, R]], given: Sequence[object], values: Sequence[Value]) -> _Plan[R]:
    marked = _mark(given, values)
    with clock.at(_DAY):
        rows = make(*marked)  # type: ignore[call-arg, arg-type]  # the same arguments, with marks
        compiler = rows.query.get_compiler(rows.db)
        sql, parameters = compiler.as_sql()
    taken: dict[Value, int] = {_DAY: 0, str(_DAY): 0}
    for place, mark in enumerate(_take_apart(marked)[1], start=1):
        taken[mark] = place
        if isinstance(mark, date):
            taken[str(mark)] = place
    return _Plan(rows, compiler, sql, tuple(_place(parameter, taken) for parameter in parameters))


def _place(parameter: object, taken: dict[Value, int]) -> _Place:
    """Which of the values this parameter takes, or the parameter itself."""
    if isinstance(parameter, int | str | date) and parameter in taken:
        # PostgreSQL is told how wide a whole number the column holds, by a type of the driver's.
        kind = type(parameter) if isinstance(parameter, int) and type(parameter) is not int else None
        return _Place(taken[parameter], kind)
    if isinstance(parameter, date) or (isinstance(parameter, str) and _MOMENT.match(parameter)):
        raise ValueError(f"A prepared query holds a moment of its own: {parameter!r}.")
    return _Place(kept=parameter)


def _run(plan: _Plan[R], values: Sequence[Value]) -> list[R]:
    connection = connections["default"]
    stands = tuple(_stand(place, values, connection.vendor) for place in plan.parameters)
    compiler = copy.copy(plan.compiler)
    compiler.connection = connection
    compiler.as_sql = lambda *_, **__: (plan.sql, stands)  # type: ignore[method-assign, assignment]  # kept
    rows = plan.rows.all()
    rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]  # of this copy only
    return list(rows)


def _stand(place: _Place, values: Sequence[Value], vendor: str) -> object:
    """What is sent for this parameter."""
    if place.value < 0:
        return place.kept
    value = values[place.value]
    if place.kind is not None:
        return place.kind(value)  # type: ignore[arg-type]  # a whole number
    return str(value) if vendor == "sqlite" and isinstance(value, date) else value
