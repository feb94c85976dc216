"""Inferred links between the texts above a document, for machines: right, wrong, taken back."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from trienkhai.web.documents import actions
from trienkhai.web.documents.models import LinkJudgement
from trienkhai.web.interface import REFUSALS, Body, Id
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["văn bản"])


class LinkIn(Body):
    """A link by its two ends: keys of the directive's chain, the earlier text first."""

    start: Id
    end: Id


class RightLinkIn(LinkIn):
    """What the later text does with the earlier one."""

    relation: Literal["implements", "based_on", "amends", "replaces"]


class WrongLinkIn(LinkIn):
    """Why the two do not follow each other."""

    reason: str = Field("", max_length=300)


class LinkOut(Schema):
    """What was said of a link; `standing` false: it was taken back, the link waits for a person again."""

    document: int
    start_code: str
    end_code: str
    verdict: str
    relation: str
    reason: str
    judged_by: str
    standing: bool


def link_out(said: LinkJudgement) -> LinkOut:
    """The judgement as the interface tells it."""
    return LinkOut(
        document=said.document_id,
        start_code=said.start_code,
        end_code=said.end_code,
        verdict=said.verdict,
        relation=said.relation,
        reason=said.reason,
        judged_by=said.judged_by,
        standing=said.taken_back_at is None,
    )


@router.post("/documents/{int:document_id}/links/confirm", response={200: LinkOut, **REFUSALS})
def confirm(request: HttpRequest, document_id: int, given: RightLinkIn) -> LinkOut:
    """An inferred link is right. Twice says it once; where somebody said otherwise, the answer is 409."""
    actor = actor_of(request)
    said = actions.confirm_link(actor, document_id, start=given.start, end=given.end, relation=given.relation)
    return link_out(said)


@router.post("/documents/{int:document_id}/links/strike", response={200: LinkOut, **REFUSALS})
def strike(request: HttpRequest, document_id: int, given: WrongLinkIn) -> LinkOut:
    """An inferred link is none, for a reason; the chain draws it no more."""
    actor = actor_of(request)
    said = actions.strike_link(actor, document_id, start=given.start, end=given.end, reason=given.reason)
    return link_out(said)


@router.post("/documents/{int:document_id}/links/take-back", response={200: LinkOut, **REFUSALS})
def take_back(request: HttpRequest, document_id: int, given: LinkIn) -> LinkOut:
    """What was said of a link is undone; the journal keeps both."""
    return link_out(actions.take_back_link(actor_of(request), document_id, start=given.start, end=given.end))
