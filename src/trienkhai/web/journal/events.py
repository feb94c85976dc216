"""What an event is: a deed that was done, with its Vietnamese sentence.

Each folder names its own events in its `events.py` as frozen dataclasses on `Event`. Ids are plain numbers and names
are printed copies, because a journal must stay readable when the things it speaks of are gone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import ClassVar

_COMMON = {"object_id", "object_label", "office_id", "document_id", "directive_id", "duty_id", "effective_on", "reason"}


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who did it, as printed at that moment. The machine itself has no ids."""

    person_id: int | None
    person_name: str
    post_id: int | None
    post_title: str
    unit_id: int | None
    unit_name: str
    office_id: int | None


MACHINE = Author(
    person_id=None, person_name="máy", post_id=None, post_title="", unit_id=None, unit_name="", office_id=None
)


@dataclass(frozen=True, kw_only=True)
class Event:
    """A deed. `name` is stable ("plan.approved"); `object_type` and `object_id` say what it was done to."""

    name: ClassVar[str]
    object_type: ClassVar[str]

    object_id: int
    object_label: str = ""
    office_id: int | None = None
    document_id: int | None = None
    directive_id: int | None = None
    duty_id: int | None = None
    effective_on: date | None = None
    reason: str = ""

    def sentence(self) -> str:
        """What happened, as a Vietnamese sentence without its author."""
        raise NotImplementedError

    def details(self) -> dict[str, str | int | float | bool | list[str] | list[int] | None]:
        """The event's own fields, fit for JSON."""
        found: dict[str, str | int | float | bool | list[str] | list[int] | None] = {}
        for entry in fields(self):
            if entry.name in _COMMON:
                continue
            value = getattr(self, entry.name)
            if isinstance(value, tuple):
                value = list(value)
            elif isinstance(value, date):
                value = value.isoformat()
            elif isinstance(value, Decimal):
                value = str(value)
            found[entry.name] = value
        return found
