"""The duties of one unit, as far as the person who looks may see them: a part of the unit's page."""

from __future__ import annotations

from dataclasses import dataclass

from trienkhai.web.desk.naming import name_document
from trienkhai.web.desk.progress import load_progress, with_counts
from trienkhai.web.desk.steps import list_steps
from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.queries import visible_duties
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.items import Step

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """One duty with its last step, which says most."""

    id: int
    title: str
    document: str
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        """What is asked at the end: the report or the tasks."""
        return self.steps[-1]


def list_unit_duties(actor: Actor, unit_id: int) -> list[DutyRow]:
    """The newest duties of this unit that the person may see; none for strangers."""
    found = visible_duties(actor).filter(unit_id=unit_id).exclude(directive__state=Directive.State.DRAFT)
    duties = list(with_counts(found).order_by("-directive_id")[:MOST])
    progress = load_progress(duties) if duties else {}
    return [
        DutyRow(
            id=duty.pk,
            title=duty.directive.title,
            document=name_document(duty.directive.document),
            steps=list_steps(progress[duty.pk]),
        )
        for duty in duties
    ]
