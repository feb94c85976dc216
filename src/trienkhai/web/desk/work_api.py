"""What the gathering pages tell, for machines: what waits for me, why something is late, the chain, the journal."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from trienkhai.web.desk.chain import Arrow, Node, chain_page
from trienkhai.web.desk.history import history_page, write_key
from trienkhai.web.desk.home import home_page
from trienkhai.web.desk.unit_duties import list_unit_duties
from trienkhai.web.desk.why import why_page
from trienkhai.web.interface import REFUSALS, PageOut, Words
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["việc của tôi"])


class WorkOut(Schema):
    """One deed that waits for this person; `url` is the page where it is done."""

    title: str
    reason: str
    button: str
    detail: str
    url: str
    since: date
    due: date | None
    late: bool


class WaitingOut(Schema):
    """Something that waits for somebody else."""

    text: str
    detail: str
    since: date


class MyWorkOut(Schema):
    """What waits for the person who asks, and what waits for others, oldest first."""

    work: list[WorkOut]
    waiting: list[WaitingOut]
    duties: int
    late_units: int


class WhyOut(Schema):
    """Why one item of a duty is late, or was: the rule, the day with its origin, what is there and what is harmless."""

    duty: int
    item: int
    title: str
    late: bool
    due: date | None
    origin: str
    rule_name: str
    rule: str
    waits: str
    there: list[str]
    harmless: list[str]


class NodeOut(Schema):
    """A document of the chain; what it is called, who issued it, the words with which it is named."""

    key: int
    code: str
    kind: str
    issuer: str


class ArrowOut(Schema):
    """From one document to the one that carries it on (0: this directive); `words` are quoted, empty if inferred.

    `judged` is what a person said of an inferred one: "right" with a `relation`, "wrong", or "" while it waits.
    """

    start: int
    end: int
    words: str
    stated: bool
    judged: str
    relation: str


class ChainOut(Schema):
    """On whose authority the directive stands."""

    directive: int
    name: str
    above: list[NodeOut]
    arrows: list[ArrowOut]


class DeedOut(Schema):
    """One deed of the journal."""

    id: int
    sentence: str
    reason: str
    person: str
    post: str
    unit: str
    effective_on: date
    recorded_at: datetime


class UnitDutyOut(Schema):
    """A duty of a unit as far as this person may see it."""

    id: int
    title: str
    document: str
    last_step: str


@router.get("/work", response={200: MyWorkOut, **REFUSALS})
def show_work(request: HttpRequest) -> MyWorkOut:
    """Việc của tôi: what waits for this person in the post the token stands for."""
    page = home_page(actor_of(request))
    return MyWorkOut(
        work=[
            WorkOut(
                title=line.title,
                reason=line.reason,
                button=line.button,
                detail=line.detail,
                url=line.url,
                since=line.since,
                due=line.due,
                late=line.late,
            )
            for line in page.work
        ],
        waiting=[WaitingOut(text=line.text, detail=line.detail, since=line.since) for line in page.waiting],
        duties=page.running,
        late_units=page.late_units,
    )


@router.get("/duties/{int:duty_id}/items/{int:item_id}/why", response={200: WhyOut, **REFUSALS})
def show_why(request: HttpRequest, duty_id: int, item_id: int) -> WhyOut:
    """Vì sao: the rule, the day and its origin, what is missing; item 0 is the plan."""
    page = why_page(actor_of(request), duty_id, item_id)
    return WhyOut(
        duty=page.duty.pk,
        item=item_id,
        title=page.title,
        late=page.late is not None,
        due=page.due,
        origin=page.origin,
        rule_name=page.rule_name,
        rule=page.rule,
        waits=page.waits,
        there=list(page.has),
        harmless=list(page.harmless),
    )


@router.get("/directives/{int:directive_id}/chain", response={200: ChainOut, **REFUSALS})
def show_chain(request: HttpRequest, directive_id: int) -> ChainOut:
    """Which documents from above the directive carries out, in their own words."""
    page = chain_page(actor_of(request), directive_id)
    return ChainOut(
        directive=page.directive.pk,
        name=page.name,
        above=[node_out(node) for node in page.above],
        arrows=[arrow_out(arrow) for arrow in page.arrows],
    )


def arrow_out(arrow: Arrow) -> ArrowOut:
    """The link as the interface tells it."""
    return ArrowOut(
        start=arrow.start,
        end=arrow.end,
        words=arrow.words,
        stated=arrow.stated,
        judged=arrow.judged.verdict if arrow.judged else "",
        relation=arrow.judged.relation if arrow.judged else "",
    )


def node_out(node: Node) -> NodeOut:
    """The document as the interface tells it."""
    return NodeOut(key=node.key, code=node.code, kind=node.kind, issuer=node.issuer)


@router.get("/directives/{int:directive_id}/history", response={200: PageOut[DeedOut], **REFUSALS})
def show_history(request: HttpRequest, directive_id: int, after: Words = "") -> PageOut[DeedOut]:
    """Every deed on the directive that this person may read, newest first."""
    page = history_page(actor_of(request), directive_id, after)
    rows = [
        DeedOut(
            id=entry.pk,
            sentence=entry.sentence,
            reason=entry.reason,
            person=entry.person_name,
            post=entry.post_title,
            unit=entry.unit_name,
            effective_on=entry.effective_on,
            recorded_at=entry.recorded_at,
        )
        for entry in page.entries
    ]
    more = write_key(page.entries[-1]) if page.pager.next_url else None
    return PageOut[DeedOut](rows=rows, total=page.pager.total, next=more)


@router.get("/units/{int:unit_id}/duties", response={200: list[UnitDutyOut], **REFUSALS})
def show_unit_duties(request: HttpRequest, unit_id: int) -> list[UnitDutyOut]:
    """The newest duties of a unit that this person may see; none for strangers."""
    return [
        UnitDutyOut(id=row.id, title=row.title, document=row.document, last_step=row.last.name)
        for row in list_unit_duties(actor_of(request), unit_id)
    ]
