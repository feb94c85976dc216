"""Plans for machines: draft, write, submit, judge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from trienkhai.web.directives.permissions import issues
from trienkhai.web.directives.queries import find_directive, find_duty
from trienkhai.web.errors import Unknown
from trienkhai.web.interface import (
    REFUSALS,
    Body,
    Day,
    Flag,
    Id,
    Line,
    PaperIn,
    ReasonIn,
    Text,
    Version,
    binary,
    paper_from,
)
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.plans import actions, queries
from trienkhai.web.plans.actions import CellContent
from trienkhai.web.plans.models import Plan
from trienkhai.web.plans.paper import compose_plan
from trienkhai.web.ui.papers import DOCX, PDF, paper_answer

router = Router(tags=["kế hoạch"])
MOST_CELLS = 5000


class CellIn(Body):
    """One planned cell; `group` is empty where the directive names no form."""

    item: Id
    group: str = Field("", max_length=60)
    forms: list[Annotated[str, Field(max_length=60)]] = Field(default=[], max_length=100)
    starts_on: Day | None = None
    ends_on: Day | None = None
    place: str = Field("", max_length=200)
    value: Decimal | None = Field(None, max_digits=14, decimal_places=2)
    measure: str = Field("", max_length=40)
    embedded: Flag = False
    doers: str = Field("", max_length=300)


class PlanIn(Body):
    """A plan; without cells it begins with what the unit did in the year before, or the edition before."""

    uuid: UUID | None = None
    cells: list[CellIn] | None = Field(None, max_length=MOST_CELLS)
    note: Text = ""
    on_behalf_basis: Line = ""
    on_behalf_paper: PaperIn | None = None


class CellsIn(Body):
    """Every cell of the plan; `version` is what the caller saw."""

    cells: list[CellIn] = Field(max_length=MOST_CELLS)
    note: Text = ""
    version: Version | None = None


class CellOut(Schema):
    """One planned cell."""

    item: int
    group: str
    forms: list[str]
    starts_on: date | None
    ends_on: date | None
    place: str
    value: Decimal | None
    measure: str
    embedded: bool
    doers: str


class PlanOut(Schema):
    """A plan with its cells."""

    id: int
    uuid: UUID
    duty: int
    unit: str
    edition: int
    state: str
    version: int
    note: str
    on_behalf_basis: str
    returned_reason: str
    cells: list[CellOut]


def plan_out(plan: Plan) -> PlanOut:
    """The plan as JSON."""
    return PlanOut(
        id=plan.pk,
        uuid=plan.uuid,
        duty=plan.duty_id,
        unit=plan.duty.unit_name,
        edition=plan.edition,
        state=plan.state,
        version=plan.version,
        note=plan.note,
        on_behalf_basis=plan.on_behalf_basis,
        returned_reason=plan.returned_reason,
        cells=[
            CellOut(
                item=cell.item_id,
                group=cell.group,
                forms=cell.forms,
                starts_on=cell.starts_on,
                ends_on=cell.ends_on,
                place=cell.place,
                value=cell.value,
                measure=cell.measure,
                embedded=cell.embedded,
                doers=cell.doers,
            )
            for cell in plan.cells.all()
        ],
    )


def content_from(cell: CellIn) -> CellContent:
    """A cell as the deeds take it."""
    said = cell.model_dump()
    return CellContent(**{**said, "forms": tuple(cell.forms)})


@router.post("/duties/{int:duty_id}/plans", response={200: PlanOut, **REFUSALS})
def draft(request: HttpRequest, duty_id: int, given: PlanIn) -> PlanOut:
    """Begin the unit's plan, or open the one being written."""
    actor = actor_of(request)
    find_duty(actor, duty_id)
    begun = actions.draft_plan(
        actor,
        duty_id,
        uuid=given.uuid or uuid4(),
        on_behalf_basis=given.on_behalf_basis,
        paper=paper_from(given.on_behalf_paper),
    )
    if given.cells is not None and begun.version == 1:
        actions.write_plan(actor, begun.pk, cells=[content_from(cell) for cell in given.cells], note=given.note)
    return plan_out(queries.find_plan(actor, begun.pk))


@router.get("/duties/{int:duty_id}/plans", response={200: list[PlanOut], **REFUSALS})
def show_editions(request: HttpRequest, duty_id: int) -> list[PlanOut]:
    """Every edition of the unit's plan that this person may see, newest first."""
    actor = actor_of(request)
    duty = find_duty(actor, duty_id)
    found = queries.plans_of_duty(actor, duty.pk).select_related("duty").prefetch_related("cells")
    return [plan_out(plan) for plan in found]


@router.get("/directives/{int:directive_id}/plans", response={200: list[PlanOut], **REFUSALS})
def show_plans(request: HttpRequest, directive_id: int) -> list[PlanOut]:
    """The newest plan that each unit sent, in the order of the unit list; for the issuing office."""
    actor = actor_of(request)
    directive = find_directive(actor, directive_id)
    if not issues(actor, directive):
        raise Unknown
    return [plan_out(plan) for plan in queries.plans_of_directive(directive.pk)]


@router.get("/plans/{int:plan_id}", response={200: PlanOut, **REFUSALS})
def show(request: HttpRequest, plan_id: int) -> PlanOut:
    """One plan."""
    return plan_out(queries.find_plan(actor_of(request), plan_id))


@router.get("/plans/{int:plan_id}/file.docx", response=REFUSALS, openapi_extra=binary(DOCX))
def file_docx(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan as DOCX."""
    return paper_answer(compose_plan(queries.find_plan(actor_of(request), plan_id)), "docx")


@router.get("/plans/{int:plan_id}/file.pdf", response=REFUSALS, openapi_extra=binary(PDF))
def file_pdf(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan as PDF/A."""
    return paper_answer(compose_plan(queries.find_plan(actor_of(request), plan_id)), "pdf")


@router.put("/plans/{int:plan_id}", response={200: PlanOut, **REFUSALS})
def write(request: HttpRequest, plan_id: int, given: CellsIn) -> PlanOut:
    """The plan holds these cells and no others."""
    actor = actor_of(request)
    cells = [content_from(cell) for cell in given.cells]
    actions.write_plan(actor, plan_id, cells=cells, note=given.note, version=given.version)
    return plan_out(queries.find_plan(actor, plan_id))


@router.post("/plans/{int:plan_id}/submit", response={200: PlanOut, **REFUSALS})
def submit(request: HttpRequest, plan_id: int) -> PlanOut:
    """To the unit's leader."""
    actor = actor_of(request)
    actions.submit_plan(actor, plan_id)
    return plan_out(queries.find_plan(actor, plan_id))


@router.post("/plans/{int:plan_id}/take-back", response={200: PlanOut, **REFUSALS})
def take_back(request: HttpRequest, plan_id: int) -> PlanOut:
    """A submitted plan is a draft again, until somebody acted on it."""
    actor = actor_of(request)
    actions.take_back_plan(actor, plan_id)
    return plan_out(queries.find_plan(actor, plan_id))


@router.post("/plans/{int:plan_id}/approve", response={200: PlanOut, **REFUSALS})
def approve(request: HttpRequest, plan_id: int) -> PlanOut:
    """By the unit's leader."""
    actor = actor_of(request)
    actions.approve_plan(actor, plan_id)
    return plan_out(queries.find_plan(actor, plan_id))


@router.post("/plans/{int:plan_id}/accept", response={200: PlanOut, **REFUSALS})
def accept(request: HttpRequest, plan_id: int) -> PlanOut:
    """By the issuing office."""
    actor = actor_of(request)
    actions.accept_plan(actor, plan_id)
    return plan_out(queries.find_plan(actor, plan_id))


@router.post("/plans/{int:plan_id}/return", response={200: PlanOut, **REFUSALS})
def send_back(request: HttpRequest, plan_id: int, given: ReasonIn) -> PlanOut:
    """With a reason."""
    actor = actor_of(request)
    actions.return_plan(actor, plan_id, reason=given.reason)
    return plan_out(queries.find_plan(actor, plan_id))
