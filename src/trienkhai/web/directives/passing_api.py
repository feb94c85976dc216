"""Passing a duty on, and one deed for many units, for machines."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from trienkhai.web.directives import actions
from trienkhai.web.directives.actions import Outcome
from trienkhai.web.directives.api import directive_out
from trienkhai.web.directives.models import Directive
from trienkhai.web.directives.paper import compose_dispatch
from trienkhai.web.directives.passed_on import list_passed_on
from trienkhai.web.directives.queries import find_duty, find_written
from trienkhai.web.directives.schemas import (
    DirectiveOut,
    ExemptManyIn,
    ExtendManyIn,
    OutcomeOut,
    PassedOnOut,
    PassOnItemsIn,
    PassOnOut,
    UrgeIn,
)
from trienkhai.web.files.media import too_large
from trienkhai.web.interface import REFUSALS, binary
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.papers import DOCX, PDF, paper_answer

router = Router(tags=["chỉ đạo, nhiệm vụ"])


@router.get("/duties/{int:duty_id}/passed-on", response={200: list[PassedOnOut], **REFUSALS})
def show_passed_on(request: HttpRequest, duty_id: int) -> list[PassedOnOut]:
    """The directives by which the unit passed its duty on; drafts and numbers of directives for the unit alone."""
    actor = actor_of(request)
    duty = find_duty(actor, duty_id)
    own = acts_for(actor, duty.unit_id)
    return [
        PassedOnOut(
            title=row.title,
            state=row.state,
            code=row.code,
            issued_on=row.issued_on,
            units=row.units,
            directive=row.id if own else None,
        )
        for row in list_passed_on(actor, duty)
    ]


@router.post("/duties/{int:duty_id}/pass-on", response={200: PassOnOut, **REFUSALS})
def pass_on_file(
    request: HttpRequest,
    duty_id: int,
    file: File[UploadedFile],
    uuid: Form[UUID | None] = None,
    contest_secrecy: Form[bool] = False,
) -> PassOnOut:
    """The unit's own document, to be confirmed under /api/documents/{id}/confirm."""
    if getattr(request, "upload_too_large", False):
        raise too_large()
    document = actions.pass_on_document(
        actor_of(request),
        duty_id,
        uuid=uuid or uuid4(),
        data=file.read(),
        name=file.name or "tệp",
        contest_secrecy=contest_secrecy,
    )
    return PassOnOut(document=document.pk, duty=duty_id)


@router.post("/duties/{int:duty_id}/pass-on/items", response={200: DirectiveOut, **REFUSALS})
def pass_on_items(request: HttpRequest, duty_id: int, given: PassOnItemsIn) -> DirectiveOut:
    """A draft with these items of the received directive."""
    actor = actor_of(request)
    made = actions.pass_on_items(actor, duty_id, uuid=given.uuid, items=given.items, subject=given.subject)
    return directive_out(actor, Directive.objects.select_related("document").get(pk=made.pk))


@router.get("/directives/{int:directive_id}/file.docx", response=REFUSALS, openapi_extra=binary(DOCX))
def file_docx(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The dispatch of a directive that was written here, as DOCX."""
    made = compose_dispatch(find_written(actor_of(request), directive_id))
    return paper_answer(made, "docx")


@router.get("/directives/{int:directive_id}/file.pdf", response=REFUSALS, openapi_extra=binary(PDF))
def file_pdf(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The dispatch of a directive that was written here, as PDF/A."""
    made = compose_dispatch(find_written(actor_of(request), directive_id))
    return paper_answer(made, "pdf")


@router.post("/directives/{int:directive_id}/urge", response={200: list[OutcomeOut], **REFUSALS})
def urge(request: HttpRequest, directive_id: int, given: UrgeIn) -> list[OutcomeOut]:
    """Remind many units; each has an outcome of its own."""
    return outcomes_out(
        actions.urge_units(
            actor_of(request),
            directive_id,
            given.duties,
            item_id=given.item,
            words=given.words,
            uuid=given.uuid,
        )
    )


@router.post("/directives/{int:directive_id}/extend", response={200: list[OutcomeOut], **REFUSALS})
def extend_many(request: HttpRequest, directive_id: int, given: ExtendManyIn) -> list[OutcomeOut]:
    """Give many units more time; each has an outcome of its own."""
    return outcomes_out(
        actions.extend_duties(
            actor_of(request),
            directive_id,
            given.duties,
            new_deadline_on=given.until,
            reason=given.reason,
            item_id=given.item,
            basis=given.basis,
            uuid=given.uuid,
        )
    )


@router.post("/directives/{int:directive_id}/exempt", response={200: list[OutcomeOut], **REFUSALS})
def exempt_many(request: HttpRequest, directive_id: int, given: ExemptManyIn) -> list[OutcomeOut]:
    """Let many units leave it out; each has an outcome of its own."""
    return outcomes_out(
        actions.exempt_duties(
            actor_of(request),
            directive_id,
            given.duties,
            reason=given.reason,
            item_id=given.item,
            basis=given.basis,
            uuid=given.uuid,
        )
    )


def outcomes_out(found: Iterable[Outcome]) -> list[OutcomeOut]:
    """What became of each, as the interface tells it."""
    return [
        OutcomeOut(
            duty=row.duty_id,
            unit=row.unit,
            done=row.done,
            id=row.refusal.id if row.refusal else "",
            message=row.refusal.message if row.refusal else "",
        )
        for row in found
    ]
