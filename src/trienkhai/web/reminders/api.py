"""Letters that remind, for machines."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from trienkhai.web.interface import REFUSALS, Body, Day, Ids, Text, binary
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.reminders import actions, queries
from trienkhai.web.reminders.letter import compose_letter
from trienkhai.web.reminders.models import UrgingLetter
from trienkhai.web.ui.papers import DOCX, PDF, paper_answer

router = Router(tags=["đôn đốc"])


class LetterIn(Body):
    """Left out: every unit that is late today; no day asked for."""

    uuid: UUID
    duties: Ids | None = None
    answer_by: Day | None = None
    words: Text = ""


class LetterLineOut(Schema):
    """One thing one unit owes."""

    duty: int
    unit: str
    what: str
    due_on: date
    working_days: int


class LetterOut(Schema):
    """A letter; sign, number and send its document."""

    id: int
    document: int
    on: date
    answer_by: date | None
    lines: list[LetterLineOut]


@router.post("/directives/{int:directive_id}/urging-letters", response={200: LetterOut, **REFUSALS})
def draft(request: HttpRequest, directive_id: int, given: LetterIn) -> LetterOut:
    """Write a letter to the units that are late."""
    letter = actions.draft_letter(
        actor_of(request),
        directive_id,
        uuid=given.uuid,
        duties=given.duties,
        answer_by=given.answer_by,
        words=given.words,
    )
    return letter_out(letter)


@router.get("/urging-letters/{int:letter_id}", response={200: LetterOut, **REFUSALS})
def show(request: HttpRequest, letter_id: int) -> LetterOut:
    """One letter."""
    return letter_out(queries.find_letter(actor_of(request), letter_id))


@router.get("/urging-letters/{int:letter_id}/file.docx", response=REFUSALS, openapi_extra=binary(DOCX))
def file_docx(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The letter as DOCX."""
    letter = queries.find_letter(actor_of(request), letter_id)
    return paper_answer(compose_letter(letter), "docx")


@router.get("/urging-letters/{int:letter_id}/file.pdf", response=REFUSALS, openapi_extra=binary(PDF))
def file_pdf(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The letter as PDF/A."""
    letter = queries.find_letter(actor_of(request), letter_id)
    return paper_answer(compose_letter(letter), "pdf")


def letter_out(letter: UrgingLetter) -> LetterOut:
    """What machines are told of it."""
    return LetterOut(
        id=letter.pk,
        document=letter.document_id,
        on=letter.on,
        answer_by=letter.answer_by,
        lines=[
            LetterLineOut(
                duty=line.duty_id,
                unit=line.unit_name,
                what=line.what,
                due_on=line.due_on,
                working_days=line.working_days,
            )
            for line in letter.lines.all()
        ],
    )
