"""Recording an activity and correcting it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.activities import events
from trienkhai.web.activities.actions.content import ActivityContent, check_content, columns
from trienkhai.web.activities.actions.deciding import confirm_activities
from trienkhai.web.activities.actions.locking import (
    about,
    check_may_enter,
    check_state,
    lock_activity,
    lock_duty,
    signature,
    unit_code,
)
from trienkhai.web.activities.actions.proving import Proof, prove_activity
from trienkhai.web.activities.models import Activity, Measure
from trienkhai.web.activities.permissions import may_change
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Item
from trienkhai.web.errors import Conflict, NotAllowed
from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.media import clean_name, find_media_type
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.once import find_earlier, remember
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.formats import format_moment


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
def record_with_proof(
    actor: Actor,
    duty_id: int,
    *,
    uuid: UUID,
    content: ActivityContent,
    proof: Proof,
    confirm: bool = False,
    on_behalf_basis: str = "",
    paper: tuple[bytes, str] | None = None,
) -> Activity:
    """The activity with its files and links, all or nothing; `confirm` where whoever records it also stands for it."""
    activity = record_activity(actor, duty_id, uuid=uuid, content=content, on_behalf_basis=on_behalf_basis, paper=paper)
    prove_activity(actor, activity.pk, uuid=uuid, proof=proof)
    if confirm and activity.state == Activity.State.RECORDED:
        confirm_activities(actor, [activity.pk])
        activity.refresh_from_db()
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
        raise NotAllowed("not-your-unit", _("Việc này do đơn vị nhận nhiệm vụ ghi. Anh/chị xem được, không sửa được."))
    check_state(activity, "change_activity")
    if version not in (None, activity.version):
        when = format_moment(activity.changed_at or activity.recorded_at)
        who = activity.changed_by or activity.entered_by
        raise Conflict(
            "activity-changed",
            _("%(who)s vừa sửa hoạt động %(code)s lúc %(when)s. Bản anh/chị đang nhập vẫn còn; so hai bản rồi chọn.")
            % {"who": who, "code": activity.code, "when": when},
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
def change_with_proof(
    actor: Actor, activity_id: int, *, uuid: UUID, content: ActivityContent, proof: Proof, version: int | None = None
) -> Activity:
    """The activity says something else now and has further proof, all or nothing."""
    activity = change_activity(actor, activity_id, content=content, version=version)
    prove_activity(actor, activity_id, uuid=uuid, proof=proof)
    return activity


def keep_parts(activity: Activity, content: ActivityContent, items: list[Item]) -> None:
    """The items and quantities of the activity are those of the content."""
    activity.items.set(items)
    Measure.objects.bulk_create(
        Measure(activity=activity, measure=entry.measure, value=entry.value, approximate=entry.approximate)
        for entry in content.quantities
    )
