"""Who is acting: a person in one post, for one unit, in one office."""

from __future__ import annotations

from dataclasses import dataclass

from trienkhai.web.journal.events import Author
from trienkhai.web.offices.models import Role


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person acting in a post. `unit_*` is where the post stands, `office_*` whose registers it uses.

    For a receiving unit that keeps its own registers the two are the same. `is_issuing` tells an office that
    mostly gives directives from one that mostly receives them: it orders a phone's pages, and is never a right.
    """

    appointment_id: int
    person_id: int
    person_name: str
    post_id: int
    post_title: str
    role: Role
    printed_title: str
    head_title: str
    is_head: bool
    unit_id: int
    unit_name: str
    office_id: int
    office_name: str
    is_issuing: bool = False

    @property
    def author(self) -> Author:
        """The same person as the journal prints them."""
        return Author(
            person_id=self.person_id,
            person_name=self.person_name,
            post_id=self.post_id,
            post_title=self.post_title,
            unit_id=self.unit_id,
            unit_name=self.unit_name,
            office_id=self.office_id,
        )

    @property
    def is_clerk(self) -> bool:
        """Acts as văn thư."""
        return self.role == Role.CLERK

    @property
    def is_officer(self) -> bool:
        """Acts as chuyên viên."""
        return self.role == Role.OFFICER

    @property
    def is_leader(self) -> bool:
        """Acts as lãnh đạo."""
        return self.role == Role.LEADER
