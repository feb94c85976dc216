"""The rows of a deed, locked, and what every deed asks first."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.activities.codes import assign_codes
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.permissions import may_record, may_see, may_see_duty
from trienkhai.web.activities.queries import find_end
from trienkhai.web.activities.states import may_follow
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.errors import NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import acts_for
from trienkhai.web.ui.formats import format_day


class About(TypedDict):
    """What every event of an activity says of it."""

    object_id: int
    object_label: str
    duty_id: int
    directive_id: int
    office_id: int
    effective_on: date
    on_behalf_basis: str


def lock_duty(actor: Actor, duty_id: int) -> Duty:
    """The duty, locked. Raises Unknown where the person may not know of it."""
    duty = (
        Duty.objects.select_for_update(of=("self",), no_key=True).select_related("directive").filter(pk=duty_id).first()
    )
    if duty is None or not may_see_duty(actor, duty):
        raise Unknown
    return duty


def lock_activity(actor: Actor, activity_id: int) -> Activity:
    """The activity, locked, with its duty. Raises Unknown where the person may not know of it."""
    activity = (
        Activity.objects.select_for_update(of=("self",), no_key=True)
        .select_related("duty__directive")
        .filter(pk=activity_id)
        .first()
    )
    if activity is None or not may_see(actor, activity):
        raise Unknown
    return activity


def check_may_enter(actor: Actor, duty: Duty, basis: str) -> bool:
    """Whether the entry is on the unit's behalf. Raises where it is not allowed, not issued, or lacks its basis."""
    if not may_record(actor, duty):
        raise NotAllowed(
            "not-your-unit",
            _("Hoạt động do người của đơn vị nhận nhiệm vụ ghi; văn thư, chuyên viên cơ quan ban hành nhập hộ được."),
        )
    check_running(duty)
    if acts_for(actor, duty.unit_id):
        return False
    if not basis.strip():
        raise NotValid(
            "basis-missing",
            _("Nhập hộ đơn vị thì phải ghi căn cứ, ví dụ “theo Báo cáo số 12/BC-VHTT”. Chưa có gì được lưu."),
            {"on_behalf_basis": _("Ghi căn cứ nhập hộ.")},
        )
    return True


def check_running(duty: Duty) -> None:
    """Raises WrongState before issue, after the directive is withdrawn, and where the unit has the duty no more."""
    if duty.directive.state == Directive.State.DRAFT:
        raise WrongState("directive-not-running", _("Chỉ đạo này chưa ban hành, chưa ghi hoạt động được."))
    if duty.directive.state != Directive.State.ISSUED:
        raise WrongState("directive-not-running", _("Chỉ đạo này đã thu hồi, không ghi thêm hoạt động được."))
    end = find_end(duty)
    if end is not None:
        day = format_day(end.effective_on)
        said = _("Nhiệm vụ này không còn giao cho đơn vị từ %(day)s. Không ghi thêm hoạt động được.")
        if end.reason:
            said = _(
                "Nhiệm vụ này không còn giao cho đơn vị từ %(day)s, lý do: %(reason)s. Không ghi thêm hoạt động được."
            )
        raise WrongState("duty-ended", said % {"day": day, "reason": end.reason})


def check_state(activity: Activity, deed: str) -> None:
    """Raises WrongState where the table has no such step."""
    state = Activity.State(activity.state)
    if may_follow(state, deed) is None:
        raise WrongState(
            "activity-state",
            _("Hoạt động %(code)s %(label)s, không làm việc này được nữa.")
            % {"code": activity.code, "label": state.label},
        )


def need_text(text: str, field: str, sentence: str) -> str:
    """The text without outer space. Raises NotValid where nothing is left."""
    if not text.strip():
        raise NotValid(f"{field}-missing", sentence, {field: sentence})
    return text.strip()


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
