"""Everything that changes activities and what proves them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TypedDict
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web import clock
from trienkhai.web.activities import events
from trienkhai.web.activities.codes import assign_codes
from trienkhai.web.activities.models import Activity, Evidence, Measure
from trienkhai.web.activities.permissions import (
    may_change,
    may_confirm,
    may_enter_for_unit,
    may_question,
    may_see,
    may_see_duty,
)
from trienkhai.web.activities.photos import ReadyPhoto, prepare_evidence
from trienkhai.web.activities.states import may_follow
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Directive, Duty, Item
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.media import clean_name, find_media_type
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.ui.formats import format_moment

LARGEST_VALUE = Decimal("999999999999")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measure's key, its value, and whether it is about that much."""

    measure: str
    value: Decimal
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityContent:
    """What a person says about one activity. `items` are ids of items of the directive."""

    effective_on: date
    place: str
    items: tuple[int, ...]
    form: str = ""
    form_note: str = ""
    embedded: bool = False
    host_event: str = ""
    partners: str = ""
    note: str = ""
    completes: bool = False
    quantities: tuple[Quantity, ...] = ()


class About(TypedDict):
    """What every event of an activity says of it."""

    object_id: int
    object_label: str
    duty_id: int
    directive_id: int
    office_id: int
    effective_on: date
    on_behalf_basis: str


@transaction.atomic
def record_activity(
    actor: Actor,
    duty_id: int,
    *,
    uuid: UUID,
    content: ActivityContent,
    on_behalf_basis: str = "",
    paper: tuple[bytes, str] | None = None,
) -> Activity:
    """The activity is kept, waiting for the unit's leader. The same uuid and content gives the same activity.

    `paper` is the bytes and name of what the entry on the unit's behalf rests on.
    """
    duty = lock_duty(actor, duty_id)
    said: dict[str, object] = {"duty": duty_id, "content": content, "basis": on_behalf_basis.strip()}
    earlier = find_earlier(uuid, "activity", said)
    if earlier is not None:
        return Activity.objects.get(pk=earlier)
    on_behalf = check_may_enter(actor, duty, on_behalf_basis)
    items = check_content(duty, content)
    number = (Activity.objects.filter(duty=duty).aggregate(last=Max("number"))["last"] or 0) + 1
    stored = keep_file(paper[0], find_media_type(*paper)) if paper and on_behalf else None
    activity = Activity.objects.create(
        uuid=uuid,
        duty=duty,
        number=number,
        code=f"{unit_code(duty)}-{number:03}",
        entered_by=signature(actor),
        entered_by_unit_id=actor.unit_id,
        on_behalf=on_behalf,
        on_behalf_basis=on_behalf_basis.strip() if on_behalf else "",
        on_behalf_paper=stored,
        on_behalf_paper_name=clean_name(paper[1]) if paper and stored else "",
        recorded_at=clock.now(),
        **columns(content),
    )
    keep_parts(activity, content, items)
    remember(uuid, "activity", activity.pk, said)
    form = catalogue().form_name(activity.form) if activity.form else ""
    record(events.ActivityRecorded(form=form, **about(activity)), actor.author)
    return activity


@transaction.atomic
def change_activity(
    actor: Actor, activity_id: int, *, content: ActivityContent, version: int | None = None
) -> Activity:
    """The activity says something else now; possible until somebody confirmed it.

    `version` is what the person saw. Raises Conflict, naming who and when, where somebody changed it since.
    """
    activity = lock_activity(actor, activity_id)
    if not may_change(actor, activity):
        raise NotAllowed("not-your-unit", "Việc này do đơn vị nhận nhiệm vụ ghi. Anh/chị xem được, không sửa được.")
    check_state(activity, "change_activity")
    if version not in (None, activity.version):
        when = format_moment(activity.changed_at or activity.recorded_at)
        who = activity.changed_by or activity.entered_by
        raise Conflict(
            "activity-changed",
            f"{who} vừa sửa hoạt động {activity.code} lúc {when}. Bản anh/chị đang nhập vẫn còn; so hai bản rồi chọn.",
        )
    items = check_content(activity.duty, content)
    before = ", ".join(f"{entry.value.normalize():f} {entry.measure}" for entry in activity.measures.all())
    change = {"changed_at": clock.now(), "changed_by": signature(actor), "version": activity.version + 1}
    Activity.objects.filter(pk=activity.pk).update(**columns(content), **change)
    activity.measures.all().delete()
    activity.refresh_from_db()
    keep_parts(activity, content, items)
    record(events.ActivityChanged(before=before, **about(activity)), actor.author)
    return activity


@transaction.atomic
def confirm_activities(actor: Actor, activity_ids: Sequence[int]) -> list[Activity]:
    """The leader stands for these activities, of one duty or several; all or none. One journal entry a duty."""
    wanted = sorted(set(activity_ids))
    found = list(
        Activity.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .select_related("duty__directive")
        .order_by("duty_id", "id")
    )
    if not wanted:
        raise NotValid("nothing-chosen", "Chưa chọn hoạt động nào. Đánh dấu các hoạt động cần xác nhận.")
    if len(found) != len(wanted) or any(not may_see(actor, entry) for entry in found):
        raise Unknown
    if any(not may_confirm(actor, entry) for entry in found):
        raise NotAllowed("leader-confirms", "Việc này do lãnh đạo đơn vị xác nhận. Anh/chị ghi và gửi trình được.")
    for entry in found:
        check_state(entry, "confirm_activities")
    for entry in found:
        entry.state = Activity.State.CONFIRMED
        entry.confirmed_on, entry.confirmed_at, entry.confirmed_by = clock.today(), clock.now(), signature(actor)
        entry.save(update_fields=["state", "confirmed_on", "confirmed_at", "confirmed_by"])
    for _, group in groupby(found, key=lambda entry: entry.duty_id):
        own = list(group)
        codes, ids = tuple(entry.code for entry in own), tuple(entry.pk for entry in own)
        record(events.ActivitiesConfirmed(codes=codes, ids=ids, **about(own[0], today=True)), actor.author)
    return found


@transaction.atomic
def question_activity(actor: Actor, activity_id: int, *, question: str) -> Activity:
    """The issuing office asks the unit about an activity; it keeps counting meanwhile."""
    activity = lock_activity(actor, activity_id)
    if not may_question(actor, activity.duty):
        raise NotAllowed("issuer-asks", "Việc hỏi lại do cơ quan ban hành làm.")
    check_state(activity, "question_activity")
    activity.question = need_text(question, "question", "Ghi rõ cần đơn vị trả lời điều gì.")
    activity.state, activity.questioned_at, activity.answer = Activity.State.QUESTIONED, clock.now(), ""
    activity.save(update_fields=["question", "state", "questioned_at", "answer"])
    record(events.ActivityQuestioned(reason=activity.question, **about(activity, today=True)), actor.author)
    return activity


@transaction.atomic
def answer_question(actor: Actor, activity_id: int, *, answer: str) -> Activity:
    """The unit answers; the activity is confirmed again."""
    activity = lock_activity(actor, activity_id)
    if not may_change(actor, activity):
        raise NotAllowed("unit-answers", "Câu hỏi này do đơn vị trả lời.")
    check_state(activity, "answer_question")
    activity.answer = need_text(answer, "answer", "Ghi câu trả lời của đơn vị.")
    activity.state = Activity.State.CONFIRMED
    activity.save(update_fields=["answer", "state"])
    record(events.QuestionAnswered(reason=activity.answer, **about(activity, today=True)), actor.author)
    return activity


@transaction.atomic
def withdraw_activity(actor: Actor, activity_id: int, *, reason: str) -> Activity:
    """The activity counts no longer from today; its record and its reason stay."""
    activity = lock_activity(actor, activity_id)
    if not may_change(actor, activity):
        raise NotAllowed("unit-withdraws", "Việc rút hoạt động do đơn vị đã ghi làm.")
    if activity.state != Activity.State.RECORDED and not may_confirm(actor, activity):
        raise NotAllowed("leader-withdraws", "Hoạt động đã xác nhận thì lãnh đạo đơn vị mới rút được.")
    check_state(activity, "withdraw_activity")
    activity.withdrawn_reason = need_text(reason, "reason", "Ghi lý do rút; việc này vào sổ nhật ký.")
    activity.state = Activity.State.WITHDRAWN
    activity.withdrawn_on, activity.withdrawn_at = clock.today(), clock.now()
    activity.save(update_fields=["withdrawn_reason", "state", "withdrawn_on", "withdrawn_at"])
    record(
        events.ActivityWithdrawn(reason=activity.withdrawn_reason, **about(activity, today=True)),
        actor.author,
    )
    return activity


def add_evidence(actor: Actor, activity_id: int, *, uuid: UUID, data: bytes, name: str) -> Evidence:
    """A file now proves the activity: its day was read, then metadata went. Durable when this returns."""
    return add_prepared(actor, activity_id, uuid=uuid, ready=prepare_evidence(data, name))


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
            "Đường dẫn chưa dùng được. Chép cả địa chỉ, bắt đầu bằng http:// hoặc https://.",
            {"link": "Chép cả địa chỉ."},
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
        raise NotAllowed("unit-withdraws", "Việc rút minh chứng do đơn vị đã ghi làm.")
    if evidence.withdrawn_at is not None:
        raise WrongState("evidence-withdrawn", "Minh chứng này đã được rút trước đó.")
    evidence.withdrawn_reason = need_text(reason, "reason", "Ghi lý do rút; việc này vào sổ nhật ký.")
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


def lock_duty(actor: Actor, duty_id: int) -> Duty:
    """The duty, locked. Raises Unknown where the person may not know of it."""
    duty = Duty.objects.select_for_update(of=("self",)).select_related("directive").filter(pk=duty_id).first()
    if duty is None or not may_see_duty(actor, duty):
        raise Unknown
    return duty


def lock_activity(actor: Actor, activity_id: int) -> Activity:
    """The activity, locked, with its duty. Raises Unknown where the person may not know of it."""
    activity = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("duty__directive")
        .filter(pk=activity_id)
        .first()
    )
    if activity is None or not may_see(actor, activity):
        raise Unknown
    return activity


def lock_for_evidence(actor: Actor, activity_id: int) -> Activity:
    """The activity, locked, where this person may add evidence to it now."""
    activity = lock_activity(actor, activity_id)
    if not may_change(actor, activity):
        raise NotAllowed("not-your-unit", "Minh chứng do đơn vị nhận nhiệm vụ thêm.")
    if activity.state == Activity.State.WITHDRAWN:
        raise WrongState("activity-withdrawn", "Hoạt động này đã được rút, không thêm minh chứng được nữa.")
    return activity


def check_may_enter(actor: Actor, duty: Duty, basis: str) -> bool:
    """Whether the entry is on the unit's behalf. Raises where it is not allowed, not issued, or lacks its basis."""
    if duty.directive.state != Directive.State.ISSUED:
        raise WrongState(
            "directive-not-running", "Chỉ đạo này chưa ban hành hoặc đã thu hồi, không ghi hoạt động được."
        )
    if acts_for(actor, duty.unit_id):
        return False
    if not may_enter_for_unit(actor, duty):
        raise NotAllowed("not-your-unit", "Hoạt động do đơn vị nhận nhiệm vụ ghi.")
    if not basis.strip():
        raise NotValid(
            "basis-missing",
            "Nhập hộ đơn vị thì phải ghi căn cứ, ví dụ “theo Báo cáo số 12/BC-VHTT”. Chưa có gì được lưu.",
            {"on_behalf_basis": "Ghi căn cứ nhập hộ."},
        )
    return True


def check_content(duty: Duty, content: ActivityContent) -> list[Item]:
    """The items meant. Raises NotValid with every fault at once."""
    faults: dict[str, str] = {}
    if content.effective_on > clock.today():
        faults["effective_on"] = "Ngày này chưa tới. Ghi hoạt động sau khi đã làm."
    if not content.place.strip():
        faults["place"] = "Ghi nơi tổ chức."
    asked = Item.objects.exclude(kind=Item.Kind.REPORT).filter(directive_id=duty.directive_id, struck_at__isnull=True)
    items = list(asked.filter(pk__in=content.items))
    if not items or len(items) != len(set(content.items)):
        faults["items"] = "Chọn ít nhất một nội dung hoặc nhiệm vụ của chỉ đạo này."
    if content.form and content.form not in catalogue().forms:
        faults["form"] = "Chọn một hình thức trong danh mục."
    faults |= check_quantities(content.quantities)
    if faults:
        count = f"còn {len(faults)} chỗ cần sửa"
        raise NotValid("activity-faults", f"Chưa lưu được, {count}. Những gì đã nhập vẫn còn.", faults)
    return items


def check_quantities(quantities: Iterable[Quantity]) -> dict[str, str]:
    """The fault in the quantities, if any."""
    seen: set[str] = set()
    for entry in quantities:
        if entry.measure not in catalogue().measures:
            return {"quantities": "Chọn đơn vị tính trong danh mục."}
        if entry.measure in seen:
            return {"quantities": "Mỗi đơn vị tính một dòng; cộng các số cùng đơn vị lại."}
        if not 0 <= entry.value <= LARGEST_VALUE:
            return {"quantities": "Số lượng phải từ 0 trở lên."}
        exponent = entry.value.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -2:
            return {"quantities": "Số lượng ghi nhiều nhất hai chữ số sau dấu phẩy."}
        seen.add(entry.measure)
    return {}


def check_state(activity: Activity, deed: str) -> None:
    """Raises WrongState where the table has no such step."""
    state = Activity.State(activity.state)
    if may_follow(state, deed) is None:
        raise WrongState("activity-state", f"Hoạt động {activity.code} {state.label}, không làm việc này được nữa.")


def need_text(text: str, field: str, sentence: str) -> str:
    """The text without outer space. Raises NotValid where nothing is left."""
    if not text.strip():
        raise NotValid(f"{field}-missing", sentence, {field: sentence})
    return text.strip()


def columns(content: ActivityContent) -> dict[str, object]:
    """The columns of an activity that its content fills."""
    group = catalogue().forms[content.form].group if content.form else ""
    return {
        "effective_on": content.effective_on,
        "place": content.place.strip()[:200],
        "form": content.form,
        "form_group": group,
        "form_note": content.form_note.strip()[:200],
        "embedded": content.embedded,
        "host_event": content.host_event.strip()[:200],
        "partners": content.partners.strip()[:300],
        "note": content.note.strip(),
        "completes": content.completes,
        "folded": fold_words(content),
    }


def fold_words(content: ActivityContent) -> str:
    """What a person may look for in the activity, without case and marks."""
    form = catalogue().form_name(content.form) if content.form else ""
    words = (content.place, form, content.form_note, content.host_event, content.partners, content.note)
    return fold(compose(" ".join(word.strip() for word in words if word.strip())).text)


def keep_parts(activity: Activity, content: ActivityContent, items: list[Item]) -> None:
    """The items and quantities of the activity are those of the content."""
    activity.items.set(items)
    Measure.objects.bulk_create(
        Measure(activity=activity, measure=entry.measure, value=entry.value, approximate=entry.approximate)
        for entry in content.quantities
    )


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


def about(activity: Activity, *, today: bool = False) -> About:
    """What every event of an activity says of it; `today` where the deed's own day counts, not the activity's."""
    return {
        "object_id": activity.pk,
        "object_label": activity.code,
        "duty_id": activity.duty_id,
        "directive_id": activity.duty.directive_id,
        "office_id": activity.duty.directive.office_id,
        "effective_on": clock.today() if today else activity.effective_on,
        "on_behalf_basis": activity.on_behalf_basis,
    }


def unit_code(duty: Duty) -> str:
    """What the codes of this duty's activities begin with; no two units of one directive share it."""
    names = list(
        Duty.objects.filter(directive_id=duty.directive_id).order_by("id").values_list("id", "unit_short_name")
    )
    codes = assign_codes(name for _, name in names)
    return next(code for (id, _), code in zip(names, codes, strict=True) if id == duty.pk)


def signature(actor: Actor) -> str:
    """Who did it, as printed beside what they did."""
    return f"{actor.post_title}, {actor.unit_name}"
