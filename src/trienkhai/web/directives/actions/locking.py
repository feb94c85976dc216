"""What every deed begins with: the rows locked in their order, and the checks in theirs.

Locks are taken with `no_key`: a row whose id stays may be pointed at by what others insert meanwhile. Without it
somebody who holds a duty and inserts a report would wait for whoever holds the directive and waits for the duty.
"""

from __future__ import annotations

from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.directives.permissions import may_see_duty
from trienkhai.web.directives.states import may_follow
from trienkhai.web.documents.models import Document
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.formats import format_time

ONLY_ARRANGERS = gettext_lazy("Việc này do chuyên viên hoặc lãnh đạo của cơ quan ban hành làm.")


class About(TypedDict):
    """What every event of a directive says of it."""

    object_id: int
    object_label: str
    office_id: int
    document_id: int
    directive_id: int


class AboutDuty(About):
    """What every event of a duty says of it."""

    duty_id: int
    unit: str


def lock_directive(actor: Actor, directive_id: int) -> Directive:
    """The directive of the person's own office, its document locked before it. Raises Unknown."""
    document_id = (
        Directive.objects.filter(pk=directive_id, office_id=actor.office_id)
        .values_list("document_id", flat=True)
        .first()
    )
    if document_id is None:
        raise Unknown
    Document.objects.select_for_update(no_key=True).get(pk=document_id)
    return (
        Directive.objects.select_for_update(of=("self",), no_key=True).select_related("document").get(pk=directive_id)
    )


def lock_duty(actor: Actor, duty_id: int) -> Duty:
    """The duty, its directive locked before it. Raises Unknown for a duty of others."""
    duty = Duty.objects.filter(pk=duty_id).select_related("directive").first()
    if duty is None or not may_see_duty(actor, duty):
        raise Unknown
    Directive.objects.select_for_update(no_key=True).get(pk=duty.directive_id)
    locked = Duty.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("directive__document").get(pk=duty_id)


def check_may(allowed: bool, id: str, sentence: str | Promise) -> None:
    """Raises NotAllowed with the sentence that says who may."""
    if not allowed:
        raise NotAllowed(id, str(sentence))


def check_state(directive: Directive, deed: str) -> Directive.State:
    """The state after the deed. Raises WrongState where the table has no such step."""
    after = may_follow(Directive.State(directive.state), deed)
    if after is None:
        state = Directive.State(directive.state)
        raise WrongState(
            "directive-state", _("Chỉ đạo này %(state)s, không làm việc này được.") % {"state": state.label}
        )
    return after


def check_unsigned(directive: Directive) -> None:
    """Raises WrongState once the leader signed: what was signed does not change any more."""
    if directive.state == Directive.State.DRAFT and directive.document.state != Document.State.CONFIRMED:
        state = Document.State(directive.document.state)
        raise WrongState(
            "document-signed",
            _("Văn bản %(state)s, không sửa đơn vị nhận và thời hạn được nữa. Người ký rút chữ ký thì sửa được.")
            % {"state": state.label},
        )


def check_version(directive: Directive, version: int | None) -> None:
    """Raises Conflict naming who changed the directive since that version."""
    if version is None or version == directive.version:
        return
    last = Entry.objects.filter(directive_id=directive.pk).order_by("-id").first()
    who = f"{last.person_name or last.post_title} ({last.post_title})" if last else _("Người khác")
    said = {"who": who, "time": format_time(last.recorded_at) if last else ""}
    words = (
        _("%(who)s vừa sửa chỉ đạo này lúc %(time)s. Phần anh/chị nhập vẫn còn trên trang; xem bản mới rồi lưu lại.")
        if last
        else _("%(who)s vừa sửa chỉ đạo này. Phần anh/chị nhập vẫn còn trên trang; xem bản mới rồi lưu lại.")
    )
    raise Conflict("directive-changed", words % said)


def check_reason(reason: str, field: str = "reason") -> str:
    """The reason without spaces around it. Raises NotValid for an empty one."""
    said = reason.strip()
    if not said:
        raise NotValid("reason-missing", _("Chưa làm được: cần ghi lý do."), {field: _("Ghi lý do.")})
    return said


def touch(directive: Directive) -> None:
    """Save the directive as changed once more."""
    directive.version += 1
    directive.save()


def printed(actor: Actor) -> str:
    """How an entry names the person who made it."""
    return f"{actor.post_title}, {actor.unit_name}"


def about(directive: Directive) -> About:
    """What every event of the directive says of it."""
    return {
        "object_id": directive.pk,
        "object_label": directive.title[:200],
        "office_id": directive.office_id,
        "document_id": directive.document_id,
        "directive_id": directive.pk,
    }


def about_duty(duty: Duty) -> AboutDuty:
    """What every event of the duty says of it."""
    return {
        **about(duty.directive),
        "object_id": duty.pk,
        "duty_id": duty.pk,
        "unit": duty.unit_name,
    }
