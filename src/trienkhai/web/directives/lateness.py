"""Why a duty is late: the rule, where the day comes from, what is missing, what would end it. Plain Python.

Late means: a binding deadline (stated, set by a person, or of a reporting period) has passed, and what was owed was not
done by then. What a directive leaves to choice, and what has no day, is never late. Done too late stays recorded. While
a request made by the deadline waits for its answer, nothing is late: a clock, not red (`ItemStanding.is_past`).
Prose: docs/algorithms/deadlines.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from trienkhai.vietnamese.working_days import count_working_days
from trienkhai.web.directives.ledger import ItemStanding, Line
from trienkhai.web.ui.formats import format_day

NEVER_LATE = (
    gettext_noop("chưa tiếp nhận (văn bản không đặt hạn tiếp nhận)"),
    gettext_noop("nội dung không chọn (đơn vị được chọn)"),
    gettext_noop("việc không có hạn"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """What the explanation says about one item. `name` as in a sentence: "báo cáo năm 2023", "nhiệm vụ 2"."""

    name: str
    is_report: bool
    is_plan: bool = False
    document: str
    office: str
    deadline_text: str = ""
    deadline_basis: str = ""
    set_by: str = ""
    set_on: date | None = None
    data_close_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """One late item of one unit. `done_on` is set where it was done, too late; `is_open` is what shows red."""

    item: int
    due: date
    done_on: date | None
    days: int
    working_days: int
    sentence: str
    rule: str
    origin: str
    missing: str
    remedies: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Still missing: the only red there is."""
        return self.done_on is None


def explain_lateness(
    standing: ItemStanding, facts: ItemFacts, *, on: date, done_on: date | None = None
) -> Lateness | None:
    """Why this item is late on that day; None where it is not. `done_on` is the day it was done or sent."""
    due = standing.binding_deadline
    if done_on is not None and done_on > on:
        done_on = None
    end = done_on or on
    if due is None or not standing.is_past(end):
        return None
    worked = count_working_days(due, end)
    return Lateness(
        item=standing.item,
        due=due,
        done_on=done_on,
        days=(end - due).days,
        working_days=worked,
        sentence=_sentence(facts, due, done_on, worked),
        rule=_rule(facts),
        origin=explain_origin(standing, facts),
        missing="" if done_on else _missing(facts),
        remedies=() if done_on else _remedies(facts, worked),
    )


def explain_origin(standing: ItemStanding, facts: ItemFacts) -> str:
    """Where the deadline comes from, as one or two sentences; also for what is not late."""
    if facts.is_plan and standing.extended is None:
        if standing.deadline_on is None:
            return _("Không đặt hạn gửi kế hoạch.")
        said = {"day": format_day(standing.deadline_on), "office": facts.office}
        return _("Hạn gửi kế hoạch %(day)s do %(office)s đặt.") % said
    if standing.deadline_on is None:
        return _("%(document)s không nêu hạn; không đặt hạn.") % {"document": facts.document}
    day = format_day(standing.deadline_on)
    if standing.extended is not None:
        return _explain_extension(standing.extended, day, standing.first_deadline_on)
    if standing.origin == "stated":
        said = {"document": facts.document, "text": facts.deadline_text, "day": day}
        return (
            _("%(document)s nêu: “%(text)s”.") if facts.deadline_text else _("%(document)s nêu hạn %(day)s.")
        ) % said
    if standing.origin == "inferred":
        return _("Máy suy ra hạn %(day)s, chưa ai xác nhận; chưa ràng buộc đơn vị.") % {"day": day}
    return " ".join(_explain_decision(facts, day))


def _explain_extension(line: Line, day: str, first_day: date | None) -> str:
    said = {
        "day": day,
        "who": _lower(line.made_by),
        "on": format_day(line.effective_on),
        "first": format_day(first_day) if first_day else _("không có"),
    }
    told = _("Gia hạn đến %(day)s, %(who)s quyết định ngày %(on)s; hạn đầu %(first)s.") % said
    return told + (" " + _("Lý do: %(reason)s") % {"reason": line.reason} if line.reason else "")


def _explain_decision(facts: ItemFacts, day: str) -> Iterable[str]:
    """A day that a person set: that the text names none, who set it, by when the figures close."""
    if not facts.deadline_text:
        yield _("%(document)s không nêu hạn.") % {"document": facts.document}
    said = {"day": day, "who": facts.set_by or facts.office}
    if facts.set_on is None:
        yield _("Hạn %(day)s do %(who)s đặt.") % said
    else:
        yield _("Hạn %(day)s do %(who)s đặt ngày %(on)s.") % {**said, "on": format_day(facts.set_on)}
    if facts.data_close_on is not None:
        close = {"day": format_day(facts.data_close_on), "basis": facts.deadline_basis}
        yield (
            _("Chốt số liệu %(day)s theo %(basis)s.") if facts.deadline_basis else _("Chốt số liệu %(day)s.")
        ) % close


def explain_waiting(standing: ItemStanding, *, on: date) -> str:
    """Why an item past its day is not red: what the unit asked in time and nobody answered; "" where nothing waits."""
    asked, due = standing.asked, standing.binding_deadline
    if asked is None or not standing.waits_for_answer:
        return ""
    if due is not None and on > due:
        words = (
            _(
                "Đơn vị đề nghị gia hạn ngày %(day)s, trong hạn, đang chờ trả lời; "
                "đã qua hạn nhưng chưa tính quá hạn, đến khi có trả lời."
            )
            if asked.wants_time
            else _(
                "Đơn vị đề nghị miễn ngày %(day)s, trong hạn, đang chờ trả lời; "
                "đã qua hạn nhưng chưa tính quá hạn, đến khi có trả lời."
            )
        )
    elif asked.wants_time:
        words = _("Đơn vị đề nghị gia hạn ngày %(day)s, trong hạn, đang chờ trả lời.")
    else:
        words = _("Đơn vị đề nghị miễn ngày %(day)s, trong hạn, đang chờ trả lời.")
    return words % {"day": format_day(asked.made_on)}


def say_days_late(working_days: int | None) -> str:
    """How long, as it stands beside the red mark; without working days between, only that the day has passed."""
    if not working_days:
        return _("đã qua hạn")
    return ngettext("quá %(days)s ngày làm việc", "quá %(days)s ngày làm việc", working_days) % {"days": working_days}


def _sentence(facts: ItemFacts, due: date, done_on: date | None, worked: int) -> str:
    said = {"name": facts.name, "due": format_day(due), "late": say_days_late(worked)}
    sent = facts.is_report or facts.is_plan
    if done_on is not None:
        said["day"] = format_day(done_on)
        words = (
            _("Đã gửi %(name)s ngày %(day)s, %(late)s.")
            if sent
            else _("Đã hoàn thành %(name)s ngày %(day)s, %(late)s.")
        )
    elif sent:
        words = _("Chưa gửi %(name)s. Hạn là hết ngày %(due)s, nay %(late)s.")
    else:
        words = _("Chưa hoàn thành %(name)s. Hạn là hết ngày %(due)s, nay %(late)s.")
    return words % said


def _rule(facts: ItemFacts) -> str:
    if facts.is_plan:
        return _(
            "Quá hạn kế hoạch: hôm nay sau ngày hạn, chưa có kế hoạch được lãnh đạo đơn vị duyệt gửi đi, "
            "không có gia hạn còn hiệu lực, không có đề nghị gửi trong hạn đang chờ trả lời."
        )
    if facts.is_report:
        return _(
            "Quá hạn báo cáo: hôm nay sau ngày hạn, chưa có báo cáo đã gửi, không có gia hạn hoặc miễn "
            "còn hiệu lực, không có đề nghị gửi trong hạn đang chờ trả lời."
        )
    return _(
        "Quá hạn nhiệm vụ: hôm nay sau ngày hạn, chưa có hoạt động đã xác nhận ghi là hoàn thành, "
        "không có gia hạn hoặc miễn còn hiệu lực, không có đề nghị gửi trong hạn đang chờ trả lời."
    )


def _missing(facts: ItemFacts) -> str:
    if facts.is_plan:
        return _("kế hoạch đã được lãnh đạo đơn vị duyệt.")
    if facts.is_report:
        return _("%(name)s, hoặc báo cáo “không phát sinh”.") % {"name": facts.name}
    return _("một hoạt động đã xác nhận, ghi là hoàn thành %(name)s.") % {"name": facts.name}


def _remedies(facts: ItemFacts, worked: int) -> tuple[str, ...]:
    kept = _("quá hạn")
    if worked:
        kept = ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", worked) % {"days": worked}
    if facts.is_plan:
        first = _("Lập kế hoạch, trình lãnh đạo đơn vị duyệt. Duyệt xong: chuyển thành “Đã gửi, %(kept)s”.") % {
            "kept": kept
        }
        return first, _("Đề nghị gia hạn; cơ quan ban hành quyết định.")
    if facts.is_report:
        first = _("Lập và gửi báo cáo. Gửi xong: chuyển thành “Đã gửi, %(kept)s”. Ngày quá hạn vẫn được ghi.") % {
            "kept": kept
        }
        return first, _("Báo cáo “không phát sinh”."), _("Đề nghị gia hạn hoặc miễn; cơ quan ban hành quyết định.")
    first = _(
        "Ghi hoạt động hoàn thành và xác nhận: chuyển thành “Hoàn thành, %(kept)s”. Ngày quá hạn vẫn được ghi."
    ) % {"kept": kept}
    return first, _("Đề nghị gia hạn hoặc miễn; cơ quan ban hành quyết định.")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
