"""What proves an activity: files and links, kept before or with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.activities import events
from trienkhai.web.activities.actions.locking import about, lock_activity, need_text, signature
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.activities.permissions import may_change
from trienkhai.web.activities.photos import ReadyPhoto, prepare_evidence
from trienkhai.web.errors import NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.media import clean_name, find_media_type
from trienkhai.web.files.store import read_stored
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file that lies ready in the store before its activity is saved, so that a fault in the form loses no photo."""

    sha256: str
    name: str
    media_type: str
    size: int
    is_photo: bool
    taken_on: date | None
    sent_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is sent together with an activity: files already kept, and links."""

    files: tuple[KeptFile, ...] = ()
    links: tuple[str, ...] = ()


@transaction.atomic
def prove_activity(actor: Actor, activity_id: int, *, uuid: UUID, proof: Proof) -> None:
    """Every file and link proves the activity. The same `uuid` with the same files adds nothing twice."""
    for kept in proof.files:
        add_kept(actor, activity_id, uuid=uuid5(uuid, kept.sent_sha256), kept=kept)
    for link in proof.links:
        add_link(actor, activity_id, uuid=uuid5(uuid, link.strip()), link=link)


def keep_upload(data: bytes, name: str) -> KeptFile:
    """The file, made fit and durable, proving nothing yet. Raises NotValid."""
    ready = prepare_evidence(data, name)
    stored = keep_file(ready.data, ready.media_type)
    return KeptFile(
        sha256=stored.sha256,
        name=ready.name,
        media_type=ready.media_type,
        size=stored.size,
        is_photo=ready.is_photo,
        taken_on=ready.taken_on,
        sent_sha256=ready.sent_sha256,
    )


def keep_paper(data: bytes, name: str) -> KeptFile:
    """What an entry on the unit's behalf rests on: kept as it is, durable. Raises NotValid."""
    media_type = find_media_type(data, name)
    stored = keep_file(data, media_type)
    return KeptFile(
        sha256=stored.sha256,
        name=clean_name(name),
        media_type=media_type,
        size=stored.size,
        is_photo=False,
        taken_on=None,
        sent_sha256=stored.sha256,
    )


def add_evidence(actor: Actor, activity_id: int, *, uuid: UUID, data: bytes, name: str) -> Evidence:
    """A file now proves the activity: its day was read, then metadata went. Durable when this returns."""
    return add_prepared(actor, activity_id, uuid=uuid, ready=prepare_evidence(data, name))


def add_kept(actor: Actor, activity_id: int, *, uuid: UUID, kept: KeptFile) -> Evidence:
    """The same for a file that lies ready in the store."""
    ready = ReadyPhoto(
        data=read_stored(kept.sha256),
        name=kept.name,
        media_type=kept.media_type,
        is_photo=kept.is_photo,
        taken_on=kept.taken_on,
        sent_sha256=kept.sent_sha256,
    )
    return add_prepared(actor, activity_id, uuid=uuid, ready=ready)


@transaction.atomic
def add_prepared(actor: Actor, activity_id: int, *, uuid: UUID, ready: ReadyPhoto) -> Evidence:
    """The same for a file that was already made fit to be kept."""
    activity = lock_for_evidence(actor, activity_id)
    said: dict[str, object] = {"activity": activity_id, "sha256": ready.sent_sha256}
    earlier = find_earlier(uuid, "evidence", said)
    if earlier is not None:
        return Evidence.objects.get(pk=earlier)
    evidence = keep_evidence(actor, activity, uuid, ready)
    remember(uuid, "evidence", evidence.pk, said)
    record(events.EvidenceAdded(evidence=evidence.name, **about(activity, today=True)), actor.author)
    return evidence


@transaction.atomic
def add_link(actor: Actor, activity_id: int, *, uuid: UUID, link: str, name: str = "") -> Evidence:
    """A link now proves the activity."""
    activity = lock_for_evidence(actor, activity_id)
    link = link.strip()
    parts = urlsplit(link)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(link) > 1000:
        raise NotValid(
            "link-unusable",
            _("Đường dẫn chưa dùng được. Chép cả địa chỉ, bắt đầu bằng http:// hoặc https://."),
            {"link": _("Chép cả địa chỉ.")},
        )
    said: dict[str, object] = {"activity": activity_id, "link": link}
    earlier = find_earlier(uuid, "evidence", said)
    if earlier is not None:
        return Evidence.objects.get(pk=earlier)
    evidence = Evidence.objects.create(
        uuid=uuid,
        activity=activity,
        kind=Evidence.Kind.LINK,
        name=(name.strip() or parts.hostname)[:255],
        link=link,
        added_by=signature(actor),
        added_on=clock.today(),
        added_at=clock.now(),
    )
    remember(uuid, "evidence", evidence.pk, said)
    record(events.EvidenceAdded(evidence=evidence.name, **about(activity, today=True)), actor.author)
    return evidence


@transaction.atomic
def withdraw_evidence(actor: Actor, evidence_id: int, *, reason: str) -> Evidence:
    """The evidence proves nothing any more from today; the file and the reason stay."""
    evidence = Evidence.objects.select_related("activity").filter(pk=evidence_id).first()
    if evidence is None:
        raise Unknown
    activity = lock_activity(actor, evidence.activity_id)
    evidence.refresh_from_db()
    if not may_change(actor, activity):
        raise NotAllowed("unit-withdraws", _("Việc rút minh chứng do đơn vị đã ghi làm."))
    if evidence.withdrawn_at is not None:
        raise WrongState("evidence-withdrawn", _("Minh chứng này đã được rút trước đó."))
    evidence.withdrawn_reason = need_text(reason, "reason", _("Ghi lý do rút; việc này vào sổ nhật ký."))
    evidence.withdrawn_on, evidence.withdrawn_at = clock.today(), clock.now()
    evidence.save(update_fields=["withdrawn_reason", "withdrawn_on", "withdrawn_at"])
    event = events.EvidenceWithdrawn(
        reason=evidence.withdrawn_reason,
        evidence=evidence.name,
        evidence_id=evidence.pk,
        **about(activity, today=True),
    )
    record(event, actor.author)
    return evidence


def lock_for_evidence(actor: Actor, activity_id: int) -> Activity:
    """The activity, locked, where this person may add evidence to it now."""
    activity = lock_activity(actor, activity_id)
    if not may_change(actor, activity):
        raise NotAllowed("not-your-unit", _("Minh chứng do đơn vị nhận nhiệm vụ thêm."))
    if activity.state == Activity.State.WITHDRAWN:
        raise WrongState("activity-withdrawn", _("Hoạt động này đã được rút, không thêm minh chứng được nữa."))
    return activity


def keep_evidence(actor: Actor, activity: Activity, uuid: UUID, ready: ReadyPhoto) -> Evidence:
    """The row for a file whose bytes are durable."""
    stored = keep_file(ready.data, ready.media_type)
    return Evidence.objects.create(
        uuid=uuid,
        activity=activity,
        kind=Evidence.Kind.PHOTO if ready.is_photo else Evidence.Kind.FILE,
        name=ready.name[:255],
        stored=stored,
        sent_sha256=ready.sent_sha256,
        taken_on=ready.taken_on,
        added_by=signature(actor),
        added_on=clock.today(),
        added_at=clock.now(),
    )
