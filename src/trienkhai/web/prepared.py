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
from typing import Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from trienkhai.web import clock

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
_DAY = date(9876, 5, 4)
_FIRST = 987_650_001
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
Value = int | str | date


@dataclass(frozen=True, slots=True)
class _Plan(Generic[M]):
    """A query with its SQL, and for every parameter either its value or which of the given values it takes."""

    rows: QuerySet[M]
    compiler: SQLCompiler
    sql: str
    parameters: tuple[tuple[int, object], ...]


def prepared(make: Callable[P, QuerySet[M]]) -> Callable[P, list[M]]:
    """The rows of the query that `make` builds, by SQL that is kept from call to call.

    `make` takes numbers, words and frozen dataclasses of these (an actor), by place, and asks the day of `clock`. It
    may decide by roles, by truth values and by whether two given values are equal; of anything else it may only
    compare columns with it. A query that holds a moment or a day worked out from today is refused when first built.
    """
    plans: dict[tuple[object, ...], _Plan[M] | None] = {}

    @wraps(make)
    def find(*given: P.args, **named: P.kwargs) -> list[M]:
        """The rows."""
        if named:
            raise TypeError("A prepared query takes its values by place.")
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
    """What decides over the text of the query, and the values that stand in it."""
    shape: list[object] = []
    values: list[Value] = []
    for part in given:
        inside = [getattr(part, entry.name) for entry in fields(part)] if is_dataclass(part) else [part]
        for value in inside:
            if isinstance(value, int | str) and type(value) in (int, str):
                shape.append(values.index(value) if value in values else len(values))
                values.append(value)
            else:  # a role, a truth value, None
                shape.append((type(value), value))
    return tuple(shape), values


def _mark(given: Sequence[object], values: Sequence[Value]) -> list[object]:
    """The same arguments with a mark for each value, equal ones for equal values."""
    marks = {value: _FIRST + place if type(value) is int else f"\0{place}" for place, value in enumerate(values)}

    def marked(value: object) -> object:
        """The mark of a number or word, everything else as it is."""
        return marks[value] if isinstance(value, int | str) and type(value) in (int, str) else value

    return [
        replace(part, **{entry.name: marked(getattr(part, entry.name)) for entry in fields(part)})
        if is_dataclass(part) and not isinstance(part, type)
        else marked(part)
        for part in given
    ]


def _build(make: Callable[P, QuerySet[M]], given: Sequence[object], values: Sequence[Value]) -> _Plan[M]:
    marked = _mark(given, values)
    with clock.at(_DAY):
        rows = make(*marked)  # type: ignore[call-arg, arg-type]  # the same arguments, with marks
        compiler = rows.query.get_compiler(rows.db)
        sql, parameters = compiler.as_sql()
    taken: dict[Value, int] = {_DAY: 0, str(_DAY): 0}
    taken |= {mark: place for place, mark in enumerate(_take_apart(marked)[1], start=1)}
    return _Plan(rows, compiler, sql, tuple(_place(parameter, taken) for parameter in parameters))


def _place(parameter: object, taken: dict[Value, int]) -> tuple[int, object]:
    """Which of the values this parameter takes, or -1 and the parameter itself."""
    if isinstance(parameter, int | str | date) and parameter in taken:
        return taken[parameter], None
    if isinstance(parameter, date) or (isinstance(parameter, str) and _MOMENT.match(parameter)):
        raise ValueError(f"A prepared query holds a moment of its own: {parameter!r}.")
    return -1, parameter


def _run(plan: _Plan[M], values: Sequence[Value]) -> list[M]:
    connection = connections["default"]
    stands = tuple(kept if place < 0 else _adapt(values[place], connection.vendor) for place, kept in plan.parameters)
    compiler = copy.copy(plan.compiler)
    compiler.connection = connection
    compiler.as_sql = lambda *_, **__: (plan.sql, stands)  # type: ignore[method-assign, assignment]  # kept
    rows = plan.rows.all()
    rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]  # of this copy only
    return list(rows)


def _adapt(value: Value, vendor: str) -> Value:
    return str(value) if vendor == "sqlite" and isinstance(value, date) else value
