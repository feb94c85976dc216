"""The office's books for machines: registers, giving arrivals to whoever deals with them, files (hồ sơ)."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from trienkhai.web import clock
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.book_lines import book_line
from trienkhai.web.documents.models import Assignment, CaseFile, Direction, Filing, RegisterEntry
from trienkhai.web.interface import (
    PAGE,
    REFUSALS,
    Body,
    Day,
    Id,
    Key,
    Limit,
    PageOut,
    ReasonIn,
    Text,
    Version,
    Words,
    Year,
)
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["sổ, hồ sơ"])
Side = Literal["outgoing", "incoming"]


class BookLineOut(Schema):
    """A line of a register with the columns of Decree 30/2020/NĐ-CP, Appendix IV."""

    id: int
    number: int
    year: int
    day: date
    document: int
    code: str
    name: str
    issuer: str
    signer: str
    receivers: str
    kept_by: str
    handed_on: date | None
    taken: str
    remark: str


class DeskOut(Schema):
    """A division or a post that can be given an arrival; `key` is sent as `receiver`."""

    key: str
    name: str
    unit: int


class AssignIn(Body):
    """Who deals with an arrival, by when, and what the head wants done with it."""

    uuid: UUID
    receiver: str = Field(max_length=40)
    due_on: Day
    opinion: str = Field("", max_length=1000)


class OutcomeIn(Body):
    """How it was dealt with: the code of the answer, or why none was needed."""

    outcome: Text = ""


class AssignmentOut(Schema):
    """An arrival given to somebody, and what became of it."""

    id: int
    uuid: UUID
    document: int
    arrival_number: int
    state: str
    receiver: str
    due_on: date
    opinion: str
    given_by: str
    given_on: date
    taken_by: str
    taken_on: date | None
    done_by: str
    done_on: date | None
    outcome: str


class CaseFileIn(Body):
    """The head of a new file; `code` is used once a year."""

    uuid: UUID
    year: Version
    code: str = Field(max_length=40)
    title: str = Field(max_length=500)


class CaseFileOut(Schema):
    """A file of the office."""

    id: int
    uuid: UUID
    year: int
    code: str
    title: str
    state: str
    opened_by: str
    opened_on: date
    closed_on: date | None


class FilingOut(Schema):
    """A document lying in a file, at its place."""

    case_file: int
    document: int
    position: int
    code: str
    subject: str
    filed_on: date


class CaseFileDetailOut(Schema):
    """A file with what lies in it."""

    file: CaseFileOut
    documents: list[FilingOut]


class FileInIn(Body):
    """Which document is put in."""

    document: Id


def line_out(entry: RegisterEntry) -> BookLineOut:
    """The register line as the interface tells it; needs distributions and assignments loaded."""
    line = book_line(entry)
    return BookLineOut(
        id=entry.pk,
        number=entry.number,
        year=entry.year,
        day=entry.day,
        document=entry.document_id,
        code=line.code,
        name=line.name,
        issuer=entry.document.issuer_name,
        signer=line.signer,
        receivers=line.receivers,
        kept_by=line.kept_by,
        handed_on=line.handed_on,
        taken=line.taken,
        remark=line.remark,
    )


def assignment_out(row: Assignment) -> AssignmentOut:
    """The assignment as the interface tells it."""
    return AssignmentOut(
        id=row.pk,
        uuid=row.uuid,
        document=row.document_id,
        arrival_number=row.entry.number,
        state=row.state,
        receiver=row.receiver,
        due_on=row.due_on,
        opinion=row.opinion,
        given_by=row.given_by,
        given_on=row.given_on,
        taken_by=row.taken_by,
        taken_on=row.taken_on,
        done_by=row.done_by,
        done_on=row.done_on,
        outcome=row.outcome,
    )


def case_file_out(case_file: CaseFile) -> CaseFileOut:
    """The file as the interface tells it."""
    return CaseFileOut(
        id=case_file.pk,
        uuid=case_file.uuid,
        year=case_file.year,
        code=case_file.code,
        title=case_file.title,
        state=case_file.state,
        opened_by=case_file.opened_by,
        opened_on=case_file.opened_on,
        closed_on=case_file.closed_on,
    )


def filing_out(filing: Filing) -> FilingOut:
    """The place of a document in a file, as the interface tells it."""
    return FilingOut(
        case_file=filing.case_file_id,
        document=filing.document_id,
        position=filing.position,
        code=filing.document.code,
        subject=filing.document.subject,
        filed_on=filing.filed_on,
    )


@router.get("/registers/{side}", response={200: PageOut[BookLineOut], **REFUSALS})
def show_register(
    request: HttpRequest,
    side: Side,
    year: Year | None = None,
    q: Words = "",
    after: Key | None = None,
    limit: Limit = PAGE,
) -> PageOut[BookLineOut]:
    """The own office's register of a year (this one where none is given), newest number first."""
    found = queries.search_register(actor_of(request), Direction(side), year or clock.today().year, q)
    rows = list((found.filter(number__lt=after) if after else found)[: limit + 1])
    more = str(rows[limit - 1].number) if len(rows) > limit else None
    return PageOut[BookLineOut](rows=[line_out(entry) for entry in rows[:limit]], total=found.count(), next=more)


@router.get("/assignments", response={200: list[AssignmentOut], **REFUSALS})
def show_assigned(request: HttpRequest) -> list[AssignmentOut]:
    """What this person's post or unit was given and has not dealt with, the nearest day first."""
    return [assignment_out(row) for row in queries.list_assigned(actor_of(request))[:200]]


@router.get("/assignments/receivers", response={200: list[DeskOut], **REFUSALS})
def show_desks(request: HttpRequest) -> list[DeskOut]:
    """Divisions and posts of the own office that an arrival can be given to."""
    return [DeskOut(key=row.key, name=row.name, unit=row.unit_id) for row in queries.list_receivers(actor_of(request))]


@router.get("/documents/{int:document_id}/assignments", response={200: list[AssignmentOut], **REFUSALS})
def show_assignments(request: HttpRequest, document_id: int) -> list[AssignmentOut]:
    """Who in the own office dealt with an arrival, oldest first."""
    actor = actor_of(request)
    document = queries.find_document(actor, document_id)
    return [assignment_out(row) for row in queries.list_assignments(actor, document.pk).select_related("entry")]


@router.post("/documents/{int:document_id}/assignments", response={200: AssignmentOut, **REFUSALS})
def assign(request: HttpRequest, document_id: int, given: AssignIn) -> AssignmentOut:
    """Give a registered arrival to a division or a post. Same uuid, same answer."""
    return assignment_out(
        actions.assign_incoming(
            actor_of(request),
            document_id,
            uuid=given.uuid,
            receiver=given.receiver,
            due_on=given.due_on,
            opinion=given.opinion,
        )
    )


@router.post("/assignments/{int:assignment_id}/take", response={200: AssignmentOut, **REFUSALS})
def take(request: HttpRequest, assignment_id: int) -> AssignmentOut:
    """Whoever it was given to has it."""
    return assignment_out(actions.take_assignment(actor_of(request), assignment_id))


@router.post("/assignments/{int:assignment_id}/finish", response={200: AssignmentOut, **REFUSALS})
def finish(request: HttpRequest, assignment_id: int, given: OutcomeIn) -> AssignmentOut:
    """It was dealt with, in these words."""
    return assignment_out(actions.finish_assignment(actor_of(request), assignment_id, outcome=given.outcome))


@router.get("/case-files", response={200: list[CaseFileOut], **REFUSALS})
def show_case_files(request: HttpRequest, q: Words = "", year: Year | None = None) -> list[CaseFileOut]:
    """The own office's files, newest year first, at most 200: narrow them by year and words."""
    found = queries.search_case_files(actor_of(request), q, year)
    return [case_file_out(case_file) for case_file in found[:200]]


@router.post("/case-files", response={200: CaseFileOut, **REFUSALS})
def open_file(request: HttpRequest, given: CaseFileIn) -> CaseFileOut:
    """Open a new file. Same uuid, same answer."""
    made = actions.open_case_file(
        actor_of(request), uuid=given.uuid, year=given.year, code=given.code, title=given.title
    )
    return case_file_out(made)


@router.get("/case-files/{int:case_file_id}", response={200: CaseFileDetailOut, **REFUSALS})
def show_case_file(request: HttpRequest, case_file_id: int) -> CaseFileDetailOut:
    """One file with what lies in it, in order."""
    case_file = queries.find_case_file(actor_of(request), case_file_id)
    lying = [filing_out(filing) for filing in queries.list_filings(case_file)]
    return CaseFileDetailOut(file=case_file_out(case_file), documents=lying)


@router.post("/case-files/{int:case_file_id}/documents", response={200: FilingOut, **REFUSALS})
def put_in(request: HttpRequest, case_file_id: int, given: FileInIn) -> FilingOut:
    """Put a document into a file; twice puts it in once."""
    return filing_out(actions.file_document(actor_of(request), given.document, case_file_id=case_file_id))


@router.post(
    "/case-files/{int:case_file_id}/documents/{int:document_id}/take-out", response={200: FilingOut, **REFUSALS}
)
def take_out(request: HttpRequest, case_file_id: int, document_id: int, given: ReasonIn) -> FilingOut:
    """The document lies in the file no more; its place stays empty."""
    taken = actions.take_out_document(actor_of(request), document_id, case_file_id=case_file_id, reason=given.reason)
    return filing_out(taken)


@router.post("/case-files/{int:case_file_id}/close", response={200: CaseFileOut, **REFUSALS})
def close(request: HttpRequest, case_file_id: int) -> CaseFileOut:
    """The matter is finished: nothing is put in or taken out any more."""
    return case_file_out(actions.close_case_file(actor_of(request), case_file_id))
