"""What an entry must hold to be found, written once and said to each database in its own words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Has:
    """The entry holds this word, or with `begins` one that begins so."""

    token: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """All of these; there is at least one."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these at least; there is at least one."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The first, but none of the others."""

    wanted: Expression
    unwanted: tuple[Expression, ...]


Expression = Has | Every | Either | Without


def write_sqlite(expression: Expression) -> str:
    """For MATCH of FTS5. A token is quoted, so nothing in it is an operator.

    >>> write_sqlite(Without(Every((Has("ke"), Has("hoach"))), (Has("^ke"),)))
    '(("ke" AND "hoach") NOT ("^ke"))'
    """
    match expression:
        case Has(token, begins):
            return f'"{token}"{" *" if begins else ""}'
        case Every(parts):
            return f"({' AND '.join(write_sqlite(part) for part in parts)})"
        case Either(parts):
            return f"({' OR '.join(write_sqlite(part) for part in parts)})"
        case Without(wanted, unwanted) if unwanted:
            return f"({write_sqlite(wanted)} NOT ({' OR '.join(write_sqlite(part) for part in unwanted)}))"
        case Without(wanted, _):
            return write_sqlite(wanted)


def write_postgresql(expression: Expression) -> str:
    """For a cast to tsquery, which takes quoted words as they are.

    >>> write_postgresql(Without(Every((Has("ke"), Has("hoach"))), (Has("^ke"),)))
    "(('ke' & 'hoach') & !('^ke'))"
    """
    match expression:
        case Has(token, begins):
            return f"'{token}'{':*' if begins else ''}"
        case Every(parts):
            return f"({' & '.join(write_postgresql(part) for part in parts)})"
        case Either(parts):
            return f"({' | '.join(write_postgresql(part) for part in parts)})"
        case Without(wanted, unwanted) if unwanted:
            return f"({write_postgresql(wanted)} & !({' | '.join(write_postgresql(part) for part in unwanted)}))"
        case Without(wanted, _):
            return write_postgresql(wanted)
