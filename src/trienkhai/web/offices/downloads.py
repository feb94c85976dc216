"""A list of the office as a workbook, with the name of whoever takes it and the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from trienkhai.web import clock
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.sheets import Cell, Column, Sheet, sheet_response


def send_list(
    actor: Actor,
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    total: int,
    filters: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> HttpResponse:
    """The list as this person sees it. `filters` say in words how it was narrowed; empty ones are left out."""
    return sheet_response(
        Sheet(
            name=name,
            title=title,
            day=clock.today(),
            who=f"{actor.person_name}, {actor.post_title}, {actor.unit_name}",
            columns=columns,
            rows=rows,
            total=total,
            filters=[words for words in filters if words],
            notes=notes,
        )
    )
