"""The page of one duty: first the sentence that made it, then how far it is, then what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.activities.permissions import may_record
from trienkhai.web.desk.deeds import DeedRow, load_deeds
from trienkhai.web.desk.diary import entries_about, line_from
from trienkhai.web.desk.naming import issuer_of, name_document, name_issuer, title_item
from trienkhai.web.desk.progress import Progress, progress_of, with_counts
from trienkhai.web.desk.steps import list_steps
from trienkhai.web.desk.urgings import find_urged
from trienkhai.web.desk.work import say_left, say_overdue
from trienkhai.web.directives.completion import load_done
from trienkhai.web.directives.lateness import explain_origin
from trienkhai.web.directives.models import Directive, Duty, DutyRequest, Item
from trienkhai.web.directives.passed_on import PassedOn, Urged, read_passed_on, with_aftermath
from trienkhai.web.directives.permissions import may_acknowledge, may_change_duty, may_pass_on, may_request
from trienkhai.web.directives.planning import PLAN_KIND
from trienkhai.web.directives.queries import facts_of, find_standing, load_ledgers, visible_duties
from trienkhai.web.documents.models import DocumentFile
from trienkhai.web.documents.queries import list_files
from trienkhai.web.errors import Unknown
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.permissions import own_units
from trienkhai.web.plans.models import Plan
from trienkhai.web.plans.permissions import may_draft as may_draft_plan
from trienkhai.web.prepared import prepared
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.permissions import SENT, may_draft
from trienkhai.web.ui.formats import format_day, format_day_month
from trienkhai.web.ui.icons import State
from trienkhai.web.ui.items import DiaryLine, Step

DIARY = 12
REQUESTS = 10
FEWEST_WORDS = 3
# What the short diary leaves to the whole journal.
SMALL = ("evidence.added", "report.written")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The sentence of the document, in three pieces: the middle one names the unit."""

    before: str
    named: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """A task or a report this unit owes: its state, its day with origin, and the way on."""

    item: Item
    title: str
    state: State
    words: str
    origin: str
    report: Report | None
    why_url: str
    done: bool
    close: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request of the unit and what became of it."""

    id: int
    words: str
    state: State
    answer: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPage:
    """What the template shows. `own`: the person acts for the unit; `behalf`: the office may enter for it."""

    duty: Duty
    directive: Directive
    office: str
    progress: Progress
    steps: tuple[Step, ...]
    quote: Quote
    files: list[DocumentFile]
    absent: tuple[str, ...]
    topics: tuple[Item, ...]
    tasks: tuple[AskedItem, ...]
    reports: tuple[AskedItem, ...]
    plan: AskedItem | None
    plan_id: int | None
    plans: bool
    deeds: tuple[DeedRow, ...]
    requests: tuple[Request, ...]
    urged: Urged | None
    passed_on: tuple[PassedOn, ...]
    passed_on_more: int
    diary: tuple[DiaryLine, ...]
    ended: str
    own: bool
    behalf: bool
    acknowledges: bool
    records: bool
    drafts: bool
    asks: bool
    answers: bool
    passes: bool


def duty_page(actor: Actor, duty_id: int) -> DutyPage:
    """Everything about one duty that this person may see. Raises Unknown."""
    found = _duties(actor, duty_id)
    duty = found[0] if found else None
    if duty is None or duty.directive.state == Directive.State.DRAFT:
        raise Unknown
    ledger = load_ledgers([duty.pk])[duty.pk]
    standing, items = find_standing(duty, on=clock.today(), ledger=ledger)
    own = duty.unit_id in own_units(actor)
    reports = {report.item_id: report for report in _reports(duty, own=own, actor=actor) if report.item_id is not None}
    entry = progress_of(duty, standing, items, reports, load_done([duty.pk], standing.on))
    files = list_files(duty.directive.document_id)
    passed_on = read_passed_on(duty.newest_passed_on)  # type: ignore[attr-defined]  # annotated above
    acts = standing.counts and duty.directive.state == Directive.State.ISSUED
    return DutyPage(
        duty=duty,
        directive=duty.directive,
        office=name_issuer(duty.directive),
        progress=entry,
        steps=list_steps(entry),
        quote=quote_order(duty),
        files=files,
        absent=list_absent(duty.directive, files),
        topics=entry.owed(Item.Kind.TOPIC),
        tasks=tuple(_asked_item(entry, item) for item in entry.owed(Item.Kind.TASK)),
        reports=tuple(_asked_item(entry, item) for item in entry.owed(Item.Kind.REPORT)),
        plan=_asked_item(entry, entry.plan) if entry.plan is not None else None,
        plan_id=_seen_plan(entry, own=own),
        plans=acts and may_draft_plan(actor, duty),
        deeds=load_deeds(actor, duty, items),
        requests=tuple(_request(one) for one in ledger.requests[: -REQUESTS - 1 : -1]),
        urged=find_urged(entry),
        passed_on=passed_on,
        passed_on_more=(duty.passed_on_count or 0) - len(passed_on),  # type: ignore[attr-defined]  # annotated above
        diary=_diary(actor, entry),
        ended=_ended(entry),
        own=own,
        behalf=not own,
        acknowledges=acts and entry.acknowledged_on is None and may_acknowledge(actor, duty),
        records=acts and may_record(actor, duty),
        drafts=acts and may_draft(actor, duty),
        asks=acts and may_request(actor, duty),
        answers=may_change_duty(actor, duty),
        passes=acts and may_pass_on(actor, duty),
    )


@prepared
def _duties(actor: Actor, duty_id: int) -> QuerySet[Duty]:
    """The duty of this number with all that its page says of it, where the person may see it."""
    found = with_aftermath(with_counts(visible_duties(actor)), actor).select_related("directive__document__reading")
    return found.defer("directive__document__reading__text").filter(pk=duty_id)


def _seen_plan(entry: Progress, *, own: bool) -> int | None:
    """The newest plan, where the person may see it: the office does once the unit's leader approved it."""
    sent = (Plan.State.APPROVED, Plan.State.ACCEPTED, Plan.State.REPLACED)
    return entry.plan_id if own or entry.plan_state in sent else None


def _diary(actor: Actor, entry: Progress) -> tuple[DiaryLine, ...]:
    """The last deeds; where there are few, down to the arrival of the document."""
    entries = _entries(entry.duty.pk, entry.duty.unit_id in own_units(actor))
    lines = tuple(line_from(one) for one in entries)
    if len(lines) == DIARY or entry.arrived_at is None:
        return lines
    document = name_document(entry.duty.directive.document)
    return (*lines, DiaryLine(clock.day_of(entry.arrived_at), State.DONE, _("Văn bản đến đơn vị"), document))


@prepared
def _entries(duty_id: int, own: bool) -> QuerySet[Entry]:
    """The newest deeds the short diary tells."""
    return entries_about(duty_id, own=own).exclude(name__in=SMALL)[:DIARY]


@prepared
def _all_reports(duty_id: int) -> QuerySet[Report]:
    """What the unit wrote for the duty, whoever may see it."""
    return Report.objects.filter(duty_id=duty_id, is_rollup=False)


def _reports(duty: Duty, *, own: bool, actor: Actor) -> list[Report]:
    """The unit's reports; the office sees those that were sent, and those it entered itself."""
    found = _all_reports(duty.pk)
    return [report for report in found if own or report.state in SENT or report.entered_by_unit_id in own_units(actor)]


def quote_order(duty: Duty) -> Quote:
    """The ordering sentence with the words that name the unit set apart, where they stand in it.

    Kính gửi and the sentence name the same units at different length; the longest beginning they share is marked.
    """
    text = " ".join((duty.directive.order_text or duty.directive.document.subject).split())
    words = duty.phrase.split()
    for count in range(len(words), FEWEST_WORDS - 1, -1):
        start = text.lower().find(" ".join(words[:count]).lower())
        if start >= 0:
            end = start + len(" ".join(words[:count]))
            return Quote(before=text[:start], named=text[start:end], after=text[end:])
    return Quote(before=text, named="", after="")


def list_absent(directive: Directive, files: list[DocumentFile]) -> tuple[str, ...]:
    """What the document announces and nobody has attached yet; an attachment may be what was announced."""
    reading = getattr(directive.document, "reading", None)
    said = reading.found.get("directive", {}).get("announced_but_absent", []) if reading is not None else []
    attached = sum(file.part == DocumentFile.Part.ATTACHMENT for file in files)
    return tuple(str(entry.get("text", "")) for entry in said[attached:] if isinstance(entry, dict))


def _asked_item(entry: Progress, item: Item) -> AskedItem:
    report = entry.reports.get(item.pk)
    late = entry.standing_of(item).is_past(entry.standing.on) and item.pk not in entry.done
    state, words = _state_of(entry, item, report)
    facts = facts_of(item, entry.duty.directive, issuer_of(entry.duty.directive))
    shows_why = late or entry.lateness_of(item) is not None
    return AskedItem(
        item=item,
        title=title_item(item),
        state=state,
        words=words,
        origin=explain_origin(entry.standing_of(item), facts),
        report=report,
        why_url=reverse("desk:why", args=[entry.duty.pk, item.pk]) if shows_why else "",
        done=item.pk in entry.done,
        close=item.data_close_on,
    )


def _state_of(entry: Progress, item: Item, report: Report | None) -> tuple[State, str]:
    due = entry.standing.deadline_of(item.pk)
    if item.pk in entry.done:
        return State.DONE, _say_done(entry, item, report)
    if report is not None and report.state == Report.State.RETURNED:
        return State.LOOK, _("Bị trả lại")
    if entry.standing_of(item).waits_for_answer:
        return State.WAITING, _("Đang chờ trả lời đề nghị")
    if due is not None and entry.standing_of(item).is_past(entry.standing.on):
        return State.LATE, say_left(due, entry.standing.on).capitalize()
    if item.kind == PLAN_KIND and entry.plan_state:
        label = str(Plan.State(entry.plan_state).label)
        said = f"{label}, {say_left(due, entry.standing.on)}" if due else label
        return State.LOOK if entry.plan_state == Plan.State.RETURNED else State.DRAFT, said.capitalize()
    begun = report is not None and report.state == Report.State.DRAFT
    left = f", {say_left(due, entry.standing.on)}" if due else ""
    return (State.DRAFT, _("Dự thảo") + left) if begun else (State.WAITING, _("Chưa có") + left)


def _say_done(entry: Progress, item: Item, report: Report | None) -> str:
    """On which day, how late, and whether the office took it in."""
    on = {"day": format_day(entry.done[item.pk])}
    said = [
        _("Đã gửi ngày %(day)s") % on if item.kind in (Item.Kind.REPORT, PLAN_KIND) else _("Xong ngày %(day)s") % on
    ]
    late = entry.lateness_of(item)
    if late:
        said.append(say_overdue(late.working_days))
    if report is not None and report.state == Report.State.ACCEPTED and report.accepted_on:
        said.append(_("tiếp nhận %(day)s") % {"day": format_day_month(report.accepted_on)})
    return ", ".join(said)


def _request(asked: DutyRequest) -> Request:
    states = {
        DutyRequest.State.OPEN: State.WAITING,
        DutyRequest.State.GRANTED: State.DONE,
        DutyRequest.State.REFUSED: State.EXEMPT,
    }
    kind = asked.get_kind_display()
    named = {"request": kind[:1].upper() + kind[1:], "day": format_day(asked.effective_on), "reason": asked.reason}
    words = _("%(request)s, gửi ngày %(day)s: %(reason)s") % named
    if asked.wanted_on:
        named["until"] = format_day(asked.wanted_on)
        words = _("%(request)s đến %(until)s, gửi ngày %(day)s: %(reason)s") % named
    return Request(
        id=asked.pk,
        words=words,
        state=states[DutyRequest.State(asked.state)],
        answer=_answer(asked),
        open=asked.state == DutyRequest.State.OPEN,
    )


def _answer(asked: DutyRequest) -> str:
    said = asked.get_state_display()
    if asked.answered_on:
        said = _("%(state)s, ngày %(day)s") % {"state": said, "day": format_day(asked.answered_on)}
    return f"{said}: {asked.answer}" if asked.answer else said


def _ended(entry: Progress) -> str:
    """Why the duty counts no more; empty while it does."""
    if entry.standing.counts:
        return ""
    line = entry.standing.ended
    if line is None:
        return _("Nhiệm vụ chưa bắt đầu.")
    words = {
        "withdrawn": _("Nhiệm vụ này đã được rút ngày %(day)s."),
        "exempted": _("Nhiệm vụ này đã được miễn ngày %(day)s."),
        "moved": _("Nhiệm vụ này đã chuyển cho đơn vị kế thừa ngày %(day)s."),
    }
    ended = words.get(line.kind.value, _("Nhiệm vụ này đã dừng ngày %(day)s.")) % {"day": format_day(line.effective_on)}
    return f"{ended} " + _("Lý do: %(reason)s") % {"reason": line.reason} if line.reason else ended
