"""Confirming, asking back, answering, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.activities import events
from trienkhai.web.activities.actions.locking import about, check_state, lock_activity, need_text, signature
from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.permissions import may_change, may_confirm, may_question, may_see
from trienkhai.web.errors import NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor


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
        raise NotValid("nothing-chosen", _("Chưa chọn hoạt động nào. Đánh dấu các hoạt động cần xác nhận."))
    if len(found) != len(wanted) or any(not may_see(actor, entry) for entry in found):
        raise Unknown
    if any(not may_confirm(actor, entry) for entry in found):
        raise NotAllowed("leader-confirms", _("Việc này do lãnh đạo đơn vị xác nhận. Anh/chị ghi và gửi trình được."))
    for entry in found:
        check_state(entry, "confirm_activities")
    for entry in found:
        entry.state = Activity.State.CONFIRMED
        entry.confirmed_on, entry.confirmed_at, entry.confirmed_by = clock.today(), clock.now(), signature(actor)
        entry.save(update_fields=["state", "confirmed_on", "confirmed_at", "confirmed_by"])
    for _duty, group in groupby(found, key=lambda entry: entry.duty_id):
        own = list(group)
        codes, ids = tuple(entry.code for entry in own), tuple(entry.pk for entry in own)
        record(events.ActivitiesConfirmed(codes=codes, ids=ids, **about(own[0], today=True)), actor.author)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one activity in a deed on many; `refused` says why nothing did, "" where it was done."""

    id: int
    code: str
    refused: str = ""


@transaction.atomic
def confirm_each(actor: Actor, activity_ids: Sequence[int]) -> list[Outcome]:
    """Those that can be confirmed are, one journal entry a duty; every other one says why it was not."""
    wanted = list(dict.fromkeys(activity_ids))
    if not wanted:
        raise NotValid("nothing-chosen", _("Chưa chọn hoạt động nào. Đánh dấu các hoạt động cần xác nhận."))
    found = Activity.objects.select_for_update(of=("self",)).select_related("duty__directive").order_by("duty_id", "id")
    entries = {entry.pk: entry for entry in found.filter(pk__in=wanted)}
    outcomes = [outcome_of_confirming(actor, id, entries.get(id)) for id in wanted]
    ready = [outcome.id for outcome in outcomes if not outcome.refused]
    if ready:
        confirm_activities(actor, ready)
    return outcomes


def outcome_of_confirming(actor: Actor, id: int, entry: Activity | None) -> Outcome:
    """Whether this one can be confirmed now; for the person it may not exist."""
    if entry is None or not may_see(actor, entry):
        return Outcome(id=id, code="", refused=Unknown().message)
    if not may_confirm(actor, entry):
        return Outcome(id=id, code=entry.code, refused=_("Việc này do lãnh đạo đơn vị xác nhận."))
    try:
        check_state(entry, "confirm_activities")
    except WrongState as refusal:
        return Outcome(id=id, code=entry.code, refused=refusal.message)
    return Outcome(id=id, code=entry.code)


@transaction.atomic
def take_back_confirmation(actor: Actor, activity_id: int) -> Activity:
    """The activity waits for its leader again: on the day of the confirmation only, and before anybody built on it.

    Later it would change what was known on a day that is over. A report that froze it refuses by a reaction.
    """
    activity = lock_activity(actor, activity_id)
    if not may_confirm(actor, activity):
        raise NotAllowed("leader-takes-back", _("Việc rút lại xác nhận do lãnh đạo đơn vị làm."))
    check_state(activity, "take_back_confirmation")
    if activity.question:
        raise WrongState(
            "activity-acted-on", _("Cơ quan ban hành đã hỏi hoạt động này; muốn bỏ thì rút, có ghi lý do.")
        )
    if activity.confirmed_on != clock.today():
        raise WrongState(
            "confirmation-stands", _("Chỉ rút lại xác nhận được trong ngày đã xác nhận; muốn bỏ thì rút, có ghi lý do.")
        )
    by, activity.state = activity.confirmed_by, Activity.State.RECORDED
    activity.confirmed_on, activity.confirmed_at, activity.confirmed_by = None, None, ""
    activity.save(update_fields=["state", "confirmed_on", "confirmed_at", "confirmed_by"])
    record(events.ConfirmationTakenBack(confirmed_by=by, **about(activity, today=True)), actor.author)
    return activity


@transaction.atomic
def question_activity(actor: Actor, activity_id: int, *, question: str) -> Activity:
    """The issuing office asks the unit about an activity; it keeps counting meanwhile."""
    activity = lock_activity(actor, activity_id)
    if not may_question(actor, activity.duty):
        raise NotAllowed("issuer-asks", _("Việc hỏi lại do cơ quan ban hành làm."))
    check_state(activity, "question_activity")
    activity.question = need_text(question, "question", _("Ghi rõ cần đơn vị trả lời điều gì."))
    activity.state, activity.questioned_at, activity.answer = Activity.State.QUESTIONED, clock.now(), ""
    activity.save(update_fields=["question", "state", "questioned_at", "answer"])
    record(events.ActivityQuestioned(reason=activity.question, **about(activity, today=True)), actor.author)
    return activity


@transaction.atomic
def answer_question(actor: Actor, activity_id: int, *, answer: str) -> Activity:
    """The unit answers; the activity is confirmed again."""
    activity = lock_activity(actor, activity_id)
    if not may_change(actor, activity):
        raise NotAllowed("unit-answers", _("Câu hỏi này do đơn vị trả lời."))
    check_state(activity, "answer_question")
    activity.answer = need_text(answer, "answer", _("Ghi câu trả lời của đơn vị."))
    activity.state = Activity.State.CONFIRMED
    activity.save(update_fields=["answer", "state"])
    record(events.QuestionAnswered(reason=activity.answer, **about(activity, today=True)), actor.author)
    return activity


@transaction.atomic
def withdraw_activity(actor: Actor, activity_id: int, *, reason: str) -> Activity:
    """The activity counts no longer from today; its record and its reason stay."""
    activity = lock_activity(actor, activity_id)
    if not may_change(actor, activity):
        raise NotAllowed("unit-withdraws", _("Việc rút hoạt động do đơn vị đã ghi làm."))
    if activity.state != Activity.State.RECORDED and not may_confirm(actor, activity):
        raise NotAllowed("leader-withdraws", _("Hoạt động đã xác nhận thì lãnh đạo đơn vị mới rút được."))
    check_state(activity, "withdraw_activity")
    activity.withdrawn_reason = need_text(reason, "reason", _("Ghi lý do rút; việc này vào sổ nhật ký."))
    activity.state = Activity.State.WITHDRAWN
    activity.withdrawn_on, activity.withdrawn_at = clock.today(), clock.now()
    activity.save(update_fields=["withdrawn_reason", "state", "withdrawn_on", "withdrawn_at"])
    record(
        events.ActivityWithdrawn(reason=activity.withdrawn_reason, **about(activity, today=True)),
        actor.author,
    )
    return activity


@transaction.atomic
def take_back_activity(actor: Actor, activity_id: int) -> Activity:
    """Whoever recorded it takes it back with one press, until somebody acted on it."""
    activity = lock_activity(actor, activity_id)
    if activity.state in (Activity.State.CONFIRMED, Activity.State.QUESTIONED):
        raise WrongState(
            "activity-acted-on",
            _("%(confirmed_by)s đã xác nhận hoạt động %(code)s. Lãnh đạo đơn vị rút được, có ghi lý do.")
            % {"confirmed_by": activity.confirmed_by, "code": activity.code},
        )
    return withdraw_activity(actor, activity_id, reason=in_vietnamese("Người ghi rút lại khi chưa ai xác nhận."))
