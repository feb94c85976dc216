"""Many activities, and files that arrive in pieces, for machines."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from ninja import Header, Router, Schema
from pydantic import Field

from trienkhai.web.activities import actions, queries, views
from trienkhai.web.activities.api import EvidenceOut, QuantityOut, tell_evidence
from trienkhai.web.activities.keeping import keep_whole
from trienkhai.web.activities.listing import after_key
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.queries import Wanted
from trienkhai.web.errors import NotValid, Unknown
from trienkhai.web.files.pieces import (
    PIECE,
    Upload,
    begin_upload,
    find_upload,
    is_finished,
    keep_piece,
    list_pieces,
)
from trienkhai.web.interface import (
    LARGEST,
    MOST_ROWS,
    PAGE,
    REFUSALS,
    Body,
    DoneOut,
    Key,
    Limit,
    PageOut,
    Words,
    binary,
)
from trienkhai.web.offices.requests import actor_of

router = Router(tags=["hoạt động"])
ANY_FILE = "application/octet-stream"
StateWord = Literal["", "counted", "recorded", "confirmed", "questioned", "withdrawn"]


class ActivityLineOut(Schema):
    """An activity in a list; the rest under /api/activities/{uuid}."""

    uuid: UUID
    id: int
    code: str
    directive: int
    duty: int
    unit: str
    state: str
    day: date
    place: str
    items: list[int]
    form: str
    measures: list[QuantityOut]
    proofs: int
    on_behalf: bool


class ManyActivitiesIn(Body):
    """Which activities, by their uuids."""

    activities: list[UUID] = Field(max_length=MOST_ROWS)


class UploadIn(Body):
    """A file that is going to arrive in pieces of 256 kB."""

    name: str = Field(max_length=1000)
    size: int = Field(ge=0, le=LARGEST)
    sha256: str = Field(max_length=64)


class UploadOut(Schema):
    """Which pieces of how many are here; every piece but the last is `piece` bytes long, numbers begin with 0."""

    id: str
    piece: int
    count: int
    have: list[int]
    done: bool


class UploadedIn(Body):
    """The evidence that an upload becomes: its uuid, and the upload's id."""

    uuid: UUID
    upload: str = Field(max_length=64)


def line_out(activity: Activity) -> ActivityLineOut:
    """The activity as a line; needs measures and items loaded, and `proofs` counted."""
    return ActivityLineOut(
        uuid=activity.uuid,
        id=activity.pk,
        code=activity.code,
        directive=activity.duty.directive_id,
        duty=activity.duty_id,
        unit=activity.duty.unit_name,
        state=activity.state,
        day=activity.effective_on,
        place=activity.place,
        items=sorted(item.pk for item in activity.items.all()),
        form=activity.form,
        measures=[
            QuantityOut(measure=entry.measure, value=entry.value, approximate=entry.approximate)
            for entry in activity.measures.all()
        ],
        proofs=activity.proofs,  # type: ignore[attr-defined]  # annotated by visible_activities
        on_behalf=activity.on_behalf,
    )


def upload_out(upload: Upload) -> UploadOut:
    """Where the upload stands."""
    return UploadOut(id=upload.id, piece=PIECE, count=upload.count, have=list_pieces(upload), done=is_finished(upload))


@router.get("/activities", response={200: PageOut[ActivityLineOut], **REFUSALS})
def show_activities(
    request: HttpRequest,
    whose: Literal["", "own", "below"] = "",
    directive: Key | None = None,
    duty: Key | None = None,
    item: Key | None = None,
    group: Words = "",
    state: StateWord = "",
    proved: bool | None = None,
    q: Words = "",
    after: Words = "",
    limit: Limit = PAGE,
) -> PageOut[ActivityLineOut]:
    """What this person may see, newest first. `state` "counted" is what coverage and reports count."""
    wanted = Wanted(
        whose=whose, directive=directive, duty=duty, item=item, group=group, state=state, proved=proved, words=q
    )
    found = queries.list_wanted(actor_of(request), wanted)
    rows = list(after_key(found, after)[: limit + 1])
    more = f"{rows[limit - 1].effective_on}_{rows[limit - 1].pk}" if len(rows) > limit else None
    return PageOut[ActivityLineOut](rows=[line_out(row) for row in rows[:limit]], total=found.count(), next=more)


@router.post("/activities/confirm", response={200: list[DoneOut], **REFUSALS})
def confirm_many(request: HttpRequest, given: ManyActivitiesIn) -> list[DoneOut]:
    """The leader stands for many at once; each that was not confirmed says why."""
    actor = actor_of(request)
    seen = queries.visible_activities(actor).filter(uuid__in=given.activities)
    known = {uuid: (pk, code) for uuid, pk, code in seen.values_list("uuid", "pk", "code")}
    outcomes = actions.confirm_each(actor, [known[uuid][0] if uuid in known else 0 for uuid in given.activities])
    refused = {outcome.id: outcome.refused for outcome in outcomes}
    told = []
    for uuid in dict.fromkeys(given.activities):
        key, code = known.get(uuid, (0, ""))
        said = refused[key]
        told.append(DoneOut(key=str(uuid), name=code, done=not said, id="not-confirmed" if said else "", message=said))
    return told


@router.post("/uploads", response={200: UploadOut, **REFUSALS})
def begin(request: HttpRequest, given: UploadIn) -> UploadOut:
    """Announce a file; whoever announced it before goes on with it."""
    upload = begin_upload(actor_of(request).person_id, name=given.name, size=given.size, sha256=given.sha256)
    return upload_out(upload)


@router.get("/uploads/{upload_id}", response={200: UploadOut, **REFUSALS})
def show_upload(request: HttpRequest, upload_id: str) -> UploadOut:
    """Which pieces are here, after a connection that broke."""
    return upload_out(find_upload(actor_of(request).person_id, upload_id))


@router.put(
    "/uploads/{upload_id}/{int:number}",
    response={200: UploadOut, **REFUSALS},
    openapi_extra={
        "requestBody": {"required": True, "content": {ANY_FILE: {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def put_piece(
    request: HttpRequest, upload_id: str, number: int, x_piece_sha256: Annotated[str, Header(max_length=64)]
) -> UploadOut:
    """The bytes of one piece, with their hash in `X-Piece-SHA256`; one cut short on its way is sent again."""
    upload = find_upload(actor_of(request).person_id, upload_id)
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > PIECE:  # told before a byte is read
        raise NotValid("piece-too-large", "Mỗi phần dài nhất 256 kB. Chia nhỏ tệp rồi gửi lại.")
    try:
        data = request.body
    except UnreadablePostError as error:
        raise NotValid("piece-damaged", "Mất kết nối giữa chừng; phần này chưa tới đủ. Gửi lại.") from error
    keep_piece(upload, number, data, x_piece_sha256)
    return upload_out(upload)


@router.post("/activities/{uuid:activity_uuid}/evidence/uploaded", response={200: EvidenceOut, **REFUSALS})
def prove_by_upload(request: HttpRequest, activity_uuid: UUID, given: UploadedIn) -> EvidenceOut:
    """The file whose pieces are all here proves the activity. Same uuid, same answer."""
    actor = actor_of(request)
    activity = queries.find_activity_by_uuid(actor, activity_uuid)
    kept = keep_whole(find_upload(actor.person_id, given.upload))
    return tell_evidence(actor, actions.add_kept(actor, activity.pk, uuid=given.uuid, kept=kept))


@router.get("/evidence/{uuid:uuid}/file", response=REFUSALS, openapi_extra=binary("*/*"))
def evidence_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The file of a proof; a link has none."""
    evidence = queries.find_evidence_by_uuid(actor_of(request), uuid)
    if evidence.stored is None:
        raise Unknown("Minh chứng này là đường dẫn, không có tệp.")
    return views.evidence_file(request, evidence.pk)


@router.get("/evidence/{uuid:uuid}/thumbnail", response=REFUSALS, openapi_extra=binary("image/jpeg"))
def thumbnail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A small picture of a photo, or of the first page of a PDF."""
    return views.thumbnail(request, queries.find_evidence_by_uuid(actor_of(request), uuid).pk)


@router.get("/activities/{uuid:uuid}/basis-paper", response=REFUSALS, openapi_extra=binary("*/*"))
def basis_paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The paper that an entry on the unit's behalf rests on."""
    return views.basis_paper(request, queries.find_activity_by_uuid(actor_of(request), uuid).pk)
