"""Lists of directives, duties and requests for machines; lines of receivers and forms of a draft."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Router

from trienkhai.web import clock
from trienkhai.web.directives import actions
from trienkhai.web.directives.api import directive_out, duties_out, request_out
from trienkhai.web.directives.models import DutyRequest
from trienkhai.web.directives.queries import (
    count_duties,
    find_directive,
    find_directive_of_office,
    find_request,
    list_requests,
    search_directives,
    search_duties,
)
from trienkhai.web.directives.schemas import (
    DirectiveLineOut,
    DirectiveOut,
    DutyOut,
    FormIn,
    KeepUnitsIn,
    RequestOut,
)
from trienkhai.web.interface import PAGE, REFUSALS, Key, Limit, PageOut, Words
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["chỉ đạo, nhiệm vụ"])


@router.get("/directives", response={200: PageOut[DirectiveLineOut], **REFUSALS})
def show_directives(
    request: HttpRequest,
    q: Words = "",
    state: Literal["", "draft", "issued", "withdrawn"] = "",
    after: Key | None = None,
    limit: Limit = PAGE,
) -> PageOut[DirectiveLineOut]:
    """What one's own office asks of others, newest first."""
    found = search_directives(actor_of(request), q, (state,) if state else ())
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    counts = count_duties([row.pk for row in rows], clock.today())
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    lines = []
    for row in rows[:limit]:
        counted = counts.get(row.pk)
        lines.append(
            DirectiveLineOut(
                id=row.pk,
                document=row.document_id,
                title=row.title,
                code=row.document.code,
                state=row.state,
                document_state=row.document.state,
                issued_on=row.issued_on,
                duties=counted.duties if counted else 0,
                acknowledged=counted.taken if counted else 0,
            )
        )
    return PageOut[DirectiveLineOut](rows=lines, total=found.count(), next=more)


@router.get("/duties", response={200: PageOut[DutyOut], **REFUSALS})
def show_own_duties(
    request: HttpRequest, q: Words = "", after: Key | None = None, limit: Limit = PAGE
) -> PageOut[DutyOut]:
    """What one's own unit was asked, newest first, as it stands today."""
    found = search_duties(actor_of(request), q)
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    return PageOut[DutyOut](rows=duties_out(rows[:limit]), total=found.count(), next=more)


@router.get("/requests", response={200: PageOut[RequestOut], **REFUSALS})
def show_requests(
    request: HttpRequest, state: Literal["", "open"] = "", after: Key | None = None, limit: Limit = PAGE
) -> PageOut[RequestOut]:
    """What units asked, one's own and those to one's own office, newest first."""
    found = list_requests(actor_of(request)).order_by("-id")
    if state:
        found = found.filter(state=DutyRequest.State.OPEN)
    rows = list((found.filter(pk__lt=after) if after else found)[: limit + 1])
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    return PageOut[RequestOut](rows=[request_out(row) for row in rows[:limit]], total=found.count(), next=more)


@router.get("/requests/{int:request_id}", response={200: RequestOut, **REFUSALS})
def show_request(request: HttpRequest, request_id: int) -> RequestOut:
    """One request and its answer."""
    return request_out(find_request(actor_of(request), request_id))


@router.put(
    "/directives/{int:directive_id}/addressees/{int:addressee_id}/units", response={200: DirectiveOut, **REFUSALS}
)
def keep_units(request: HttpRequest, directive_id: int, addressee_id: int, given: KeepUnitsIn) -> DirectiveOut:
    """Of the units of one line these stay, earlier strikes of them undone; the others are struck for one reason."""
    actor = actor_of(request)
    find_directive_of_office(actor, directive_id)
    actions.keep_units(
        actor,
        directive_id,
        addressee_id=addressee_id,
        unit_ids=tuple(given.units),
        reason=given.reason,
        basis=given.basis,
        version=given.version,
    )
    return directive_out(actor, find_directive(actor, directive_id))


@router.put("/directives/{int:directive_id}/forms/{int:form_id}", response={200: DirectiveOut, **REFUSALS})
def set_form(request: HttpRequest, directive_id: int, form_id: int, given: FormIn) -> DirectiveOut:
    """A form of the text stands for these forms of the catalogue, merged into a twin or apart."""
    actor = actor_of(request)
    find_directive_of_office(actor, directive_id)
    actions.set_form(
        actor,
        directive_id,
        form_id=form_id,
        into_id=given.merged_into,
        catalogue_keys=tuple(given.catalogue),
        version=given.version,
    )
    return directive_out(actor, find_directive(actor, directive_id))
