"""Activities for machines: record, prove, confirm, withdraw, ask, answer, look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from trienkhai.web.activities import actions, queries
from trienkhai.web.activities.actions import ActivityContent, Quantity
from trienkhai.web.activities.keeping import keep_whole
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.activities.receiving import MOST_FILES
from trienkhai.web.errors import NotValid
from trienkhai.web.files.media import too_large
from trienkhai.web.files.pieces import find_upload
from trienkhai.web.interface import REFUSALS, Body, Day, Flag, Ids, PaperIn, ReasonIn, Version, paper_from
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["hoạt động"])


class QuantityIn(Body):
    """A measure of the catalogue, its value, and whether it is about that much."""

    measure: str = Field(max_length=40)
    value: Decimal = Field(max_digits=14, decimal_places=2)
    approximate: Flag = False


class ContentIn(Body):
    """What a unit did. `items` are ids of topics and tasks addressed to the unit; `form` is a key of the catalogue."""

    day: Day
    place: str = Field(max_length=200)
    items: Ids
    form: str = Field("", max_length=60)
    form_note: str = Field("", max_length=200)
    embedded: Flag = False
    host_event: str = Field("", max_length=200)
    partners: str = Field("", max_length=300)
    note: str = Field("", max_length=10_000)
    completes: Flag = False
    measures: list[QuantityIn] = Field(default=[], max_length=20)


class ActivityIn(ContentIn):
    """What a unit did, with what proves it: `uploads` are ids of finished uploads, `links` addresses.

    `on_behalf_basis` is said by the issuing office that enters it for the unit; `confirm` by whoever may stand for it.
    """

    uuid: UUID
    on_behalf_basis: str = Field("", max_length=300)
    on_behalf_paper: PaperIn | None = None
    confirm: Flag = False
    uploads: list[str] = Field(default=[], max_length=MOST_FILES)
    links: list[str] = Field(default=[], max_length=MOST_FILES)


class ChangeIn(ContentIn):
    """What the activity says from now on; `version` is the one that was seen, another one is a conflict."""

    version: Version | None = None


class ActivityQuestionIn(Body):
    """What the unit should answer."""

    question: str = Field(max_length=10_000)


class ActivityAnswerIn(Body):
    """What the unit answers."""

    answer: str = Field(max_length=10_000)


class QuantityOut(Schema):
    """A quantity as it counts."""

    measure: str
    value: Decimal
    approximate: bool


class EvidenceOut(Schema):
    """A proof: a file by the hash of what is kept, or a link. `withdrawn_on` where it proves nothing any more.

    `also_proves` are the codes of other activities, which the person may see, that the same file was sent for: told,
    never judged.
    """

    uuid: UUID
    kind: str
    name: str
    link: str
    sha256: str
    size: int | None
    taken_on: date | None
    added_by: str
    added_at: datetime
    withdrawn_on: date | None
    withdrawn_reason: str
    also_proves: list[str]


class ActivityOut(Schema):
    """An activity with everything that belongs to it; `supplement` is "bổ sung"."""

    uuid: UUID
    id: int
    code: str
    duty: int
    unit: str
    state: str
    day: date
    place: str
    items: list[int]
    form: str
    form_note: str
    embedded: bool
    host_event: str
    partners: str
    note: str
    completes: bool
    measures: list[QuantityOut]
    evidence: list[EvidenceOut]
    recorded_at: datetime
    recorded_by: str
    on_behalf: bool
    on_behalf_basis: str
    confirmed_at: datetime | None
    confirmed_by: str
    question: str
    answer: str
    withdrawn_on: date | None
    withdrawn_reason: str
    supplement: bool
    version: int


def tell_evidence(actor: Actor, evidence: Evidence) -> EvidenceOut:
    """One proof, with the other activities it was sent for."""
    uses = queries.find_uses(actor, [evidence.sent_sha256], besides=evidence.activity_id)
    return evidence_out(evidence, uses.get(evidence.sent_sha256, []))


def tell_activity(actor: Actor, activity_id: int) -> ActivityOut:
    """One activity as it is now."""
    activity = queries.find_activity(actor, activity_id)
    sent = [row.sent_sha256 for row in activity.evidence.all() if row.withdrawn_at is None]
    return activity_out(activity, queries.find_uses(actor, sent, besides=activity.pk))


def evidence_out(evidence: Evidence, uses: Sequence[Activity] = ()) -> EvidenceOut:
    """The proof as the interface tells it."""
    return EvidenceOut(
        uuid=evidence.uuid,
        kind=evidence.kind,
        name=evidence.name,
        link=evidence.link,
        sha256=evidence.stored.sha256 if evidence.stored else "",
        size=evidence.stored.size if evidence.stored else None,
        taken_on=evidence.taken_on,
        added_by=evidence.added_by,
        added_at=evidence.added_at.astimezone(UTC),  # a fresh row and a read one give the same answer
        withdrawn_on=evidence.withdrawn_on,
        withdrawn_reason=evidence.withdrawn_reason,
        also_proves=[other.code for other in uses],
    )


def activity_out(activity: Activity, uses: Mapping[str, Sequence[Activity]]) -> ActivityOut:
    """The activity as the interface tells it; give one that `queries.find_activity` loaded."""
    measures = [
        QuantityOut(measure=entry.measure, value=entry.value, approximate=entry.approximate)
        for entry in activity.measures.all()
    ]
    return ActivityOut(
        uuid=activity.uuid,
        id=activity.pk,
        code=activity.code,
        duty=activity.duty_id,
        unit=activity.duty.unit_name,
        state=activity.state,
        day=activity.effective_on,
        place=activity.place,
        items=sorted(item.pk for item in activity.items.all()),
        form=activity.form,
        form_note=activity.form_note,
        embedded=activity.embedded,
        host_event=activity.host_event,
        partners=activity.partners,
        note=activity.note,
        completes=activity.completes,
        measures=measures,
        evidence=[evidence_out(row, uses.get(row.sent_sha256, ())) for row in activity.evidence.all()],
        recorded_at=activity.recorded_at,
        recorded_by=activity.entered_by,
        on_behalf=activity.on_behalf,
        on_behalf_basis=activity.on_behalf_basis,
        confirmed_at=activity.confirmed_at,
        confirmed_by=activity.confirmed_by,
        question=activity.question,
        answer=activity.answer,
        withdrawn_on=activity.withdrawn_on,
        withdrawn_reason=activity.withdrawn_reason,
        supplement=queries.came_late(activity, queries.load_closes([activity.duty.directive_id])),
        version=activity.version,
    )


def content_from(given: ContentIn) -> ActivityContent:
    """What the actions call the same thing."""
    return ActivityContent(
        effective_on=given.day,
        place=given.place,
        items=tuple(sorted(set(given.items))),
        form=given.form,
        form_note=given.form_note,
        embedded=given.embedded,
        host_event=given.host_event,
        partners=given.partners,
        note=given.note,
        completes=given.completes,
        quantities=tuple(Quantity(entry.measure, entry.value, entry.approximate) for entry in given.measures),
    )


@router.post("/duties/{int:duty_id}/activities", response={200: ActivityOut, **REFUSALS})
def record(request: HttpRequest, duty_id: int, given: ActivityIn) -> ActivityOut:
    """Record an activity, for one's own unit or, with its basis, on the unit's behalf. Same uuid, same answer."""
    actor = actor_of(request)
    activity = actions.record_with_proof(
        actor,
        duty_id,
        uuid=given.uuid,
        content=content_from(given),
        proof=actions.Proof(
            files=tuple(keep_whole(find_upload(actor.person_id, upload)) for upload in given.uploads),
            links=tuple(given.links),
        ),
        confirm=given.confirm,
        on_behalf_basis=given.on_behalf_basis,
        paper=paper_from(given.on_behalf_paper),
    )
    return tell_activity(actor, activity.pk)


@router.get("/activities/{uuid:uuid}", response={200: ActivityOut, **REFUSALS})
def show(request: HttpRequest, uuid: UUID) -> ActivityOut:
    """One activity with its evidence."""
    actor = actor_of(request)
    return tell_activity(actor, queries.find_activity_by_uuid(actor, uuid).pk)


@router.put("/activities/{uuid:uuid}", response={200: ActivityOut, **REFUSALS})
def change(request: HttpRequest, uuid: UUID, given: ChangeIn) -> ActivityOut:
    """The activity says something else now; possible until somebody confirmed it."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, uuid)
    actions.change_activity(actor, activity.pk, content=content_from(given), version=given.version)
    return tell_activity(actor, activity.pk)


@router.post("/activities/{uuid:activity_uuid}/evidence", response={200: EvidenceOut, **REFUSALS})
def prove(
    request: HttpRequest,
    activity_uuid: UUID,
    file: File[UploadedFile | None] = None,
    link: Form[str] = "",
    name: Form[str] = "",
    uuid: Form[UUID | None] = None,
) -> EvidenceOut:
    """Add a file (multipart `file`) or a `link`; `uuid` makes the call repeatable."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, activity_uuid)
    if getattr(request, "upload_too_large", False):
        raise too_large()
    if (file is None) == (not link.strip()):
        raise NotValid("evidence-missing", "Gửi một tệp hoặc một đường dẫn, mỗi lần một minh chứng.")
    identity = uuid or uuid4()
    if file is None:
        return tell_evidence(actor, actions.add_link(actor, activity.pk, uuid=identity, link=link, name=name))
    data = file.read()
    kept = actions.add_evidence(actor, activity.pk, uuid=identity, data=data, name=name or file.name or "tệp")
    return tell_evidence(actor, kept)


@router.post("/activities/{uuid:uuid}/confirm", response={200: ActivityOut, **REFUSALS})
def confirm(request: HttpRequest, uuid: UUID) -> ActivityOut:
    """The leader stands for it."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, uuid)
    actions.confirm_activities(actor, [activity.pk])
    return tell_activity(actor, activity.pk)


@router.post("/activities/{uuid:uuid}/take-back", response={200: ActivityOut, **REFUSALS})
def take_back(request: HttpRequest, uuid: UUID) -> ActivityOut:
    """Whoever recorded it takes it back, until somebody confirmed it."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, uuid)
    actions.take_back_activity(actor, activity.pk)
    return tell_activity(actor, activity.pk)


@router.post("/activities/{uuid:uuid}/confirm/take-back", response={200: ActivityOut, **REFUSALS})
def take_back_confirmation(request: HttpRequest, uuid: UUID) -> ActivityOut:
    """The leader's confirmation is undone, on its own day and before a question or a report built on it."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, uuid)
    actions.take_back_confirmation(actor, activity.pk)
    return tell_activity(actor, activity.pk)


@router.post("/activities/{uuid:uuid}/withdraw", response={200: ActivityOut, **REFUSALS})
def withdraw(request: HttpRequest, uuid: UUID, given: ReasonIn) -> ActivityOut:
    """It counts no longer from today; record and reason stay."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, uuid)
    actions.withdraw_activity(actor, activity.pk, reason=given.reason)
    return tell_activity(actor, activity.pk)


@router.post("/activities/{uuid:uuid}/question", response={200: ActivityOut, **REFUSALS})
def question(request: HttpRequest, uuid: UUID, given: ActivityQuestionIn) -> ActivityOut:
    """The issuing office asks; the activity keeps counting."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, uuid)
    actions.question_activity(actor, activity.pk, question=given.question)
    return tell_activity(actor, activity.pk)


@router.post("/activities/{uuid:uuid}/answer", response={200: ActivityOut, **REFUSALS})
def answer(request: HttpRequest, uuid: UUID, given: ActivityAnswerIn) -> ActivityOut:
    """The unit answers; the activity stands confirmed again."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, uuid)
    actions.answer_question(actor, activity.pk, answer=given.answer)
    return tell_activity(actor, activity.pk)


@router.post("/evidence/{uuid:uuid}/withdraw", response={200: EvidenceOut, **REFUSALS})
def withdraw_evidence(request: HttpRequest, uuid: UUID, given: ReasonIn) -> EvidenceOut:
    """One proof proves nothing any more from today; file and reason stay."""
    actor = actor_of(request)
    evidence = queries.find_evidence_by_uuid(actor, uuid)
    return tell_evidence(actor, actions.withdraw_evidence(actor, evidence.pk, reason=given.reason))
