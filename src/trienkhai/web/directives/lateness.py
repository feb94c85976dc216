"""Why a duty is late: the rule, where the day comes from, what is missing, what would end it. Plain Python.

Late means: a binding deadline (stated, set by a person, or of a reporting period) has passed, and what was owed was not
done by then. What a directive leaves to choice, and what has no day, is never late. Done too late stays recorded. While
a request made by the deadline waits for its answer, nothing is late: a clock, not red (`ItemStanding.is_past`).
Prose: docs/algorithms/deadlines.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trienkhai.vietnamese.working_days import count_working_days
from trienkhai.web.directives.ledger import ItemStanding
from trienkhai.web.ui.formats import format_day

NEVER_LATE = (
    "chưa tiếp nhận (văn bản không đặt hạn tiếp nhận)",
    "nội dung không chọn (đơn vị được chọn)",
    "việc không có hạn",
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
        due = standing.deadline_on
        return f"Hạn gửi kế hoạch {format_day(due)} do {facts.office} đặt." if due else "Không đặt hạn gửi kế hoạch."
    if standing.deadline_on is None:
        return f"{facts.document} không nêu hạn; không đặt hạn."
    day = format_day(standing.deadline_on)
    if standing.extended is not None:
        line = standing.extended
        first = format_day(standing.first_deadline_on) if standing.first_deadline_on else "không có"
        return (
            f"Gia hạn đến {day}, {_lower(line.made_by)} quyết định ngày {format_day(line.effective_on)}; "
            f"hạn đầu {first}." + (f" Lý do: {line.reason}" if line.reason else "")
        )
    if standing.origin == "stated":
        return (
            f"{facts.document} nêu: “{facts.deadline_text}”."
            if facts.deadline_text
            else f"{facts.document} nêu hạn {day}."
        )
    if standing.origin == "inferred":
        return f"Máy suy ra hạn {day}, chưa ai xác nhận; chưa ràng buộc đơn vị."
    set_on = f" ngày {format_day(facts.set_on)}" if facts.set_on else ""
    stated = "" if facts.deadline_text else f"{facts.document} không nêu hạn. "
    close = ""
    if facts.data_close_on is not None:
        basis = f" theo {facts.deadline_basis}" if facts.deadline_basis else ""
        close = f" Chốt số liệu {format_day(facts.data_close_on)}{basis}."
    return f"{stated}Hạn {day} do {facts.set_by or facts.office} đặt{set_on}.{close}"


def explain_waiting(standing: ItemStanding, *, on: date) -> str:
    """Why an item past its day is not red: what the unit asked in time and nobody answered; "" where nothing waits."""
    asked, due = standing.asked, standing.binding_deadline
    if asked is None or not standing.waits_for_answer:
        return ""
    what = "gia hạn" if asked.wants_time else "miễn"
    passed = due is not None and on > due
    still = "; đã qua hạn nhưng chưa tính quá hạn, đến khi có trả lời" if passed else ""
    return f"Đơn vị đề nghị {what} ngày {format_day(asked.made_on)}, trong hạn, đang chờ trả lời{still}."


def _sentence(facts: ItemFacts, due: date, done_on: date | None, worked: int) -> str:
    over = f"quá {worked} ngày làm việc" if worked else "đã qua hạn"
    verb = "gửi" if facts.is_report or facts.is_plan else "hoàn thành"
    if done_on is not None:
        return f"Đã {verb} {facts.name} ngày {format_day(done_on)}, {over}."
    return f"Chưa {verb} {facts.name}. Hạn là hết ngày {format_day(due)}, nay {over}."


def _rule(facts: ItemFacts) -> str:
    if facts.is_plan:
        return (
            "Quá hạn kế hoạch: hôm nay sau ngày hạn, chưa có kế hoạch được lãnh đạo đơn vị duyệt gửi đi, "
            "không có gia hạn còn hiệu lực, không có đề nghị gửi trong hạn đang chờ trả lời."
        )
    if facts.is_report:
        return (
            "Quá hạn báo cáo: hôm nay sau ngày hạn, chưa có báo cáo đã gửi, không có gia hạn hoặc miễn "
            "còn hiệu lực, không có đề nghị gửi trong hạn đang chờ trả lời."
        )
    return (
        "Quá hạn nhiệm vụ: hôm nay sau ngày hạn, chưa có hoạt động đã xác nhận ghi là hoàn thành, "
        "không có gia hạn hoặc miễn còn hiệu lực, không có đề nghị gửi trong hạn đang chờ trả lời."
    )


def _missing(facts: ItemFacts) -> str:
    if facts.is_plan:
        return "kế hoạch đã được lãnh đạo đơn vị duyệt."
    if facts.is_report:
        return f"{facts.name}, hoặc báo cáo “không phát sinh”."
    return f"một hoạt động đã xác nhận, ghi là hoàn thành {facts.name}."


def _remedies(facts: ItemFacts, worked: int) -> tuple[str, ...]:
    kept = f"quá hạn {worked} ngày" if worked else "quá hạn"
    if facts.is_plan:
        first = f"Lập kế hoạch, trình lãnh đạo đơn vị duyệt. Duyệt xong: chuyển thành “Đã gửi, {kept}”."
        return first, "Đề nghị gia hạn; cơ quan ban hành quyết định."
    if facts.is_report:
        first = f"Lập và gửi báo cáo. Gửi xong: chuyển thành “Đã gửi, {kept}”. Ngày quá hạn vẫn được ghi."
        return first, "Báo cáo “không phát sinh”.", "Đề nghị gia hạn hoặc miễn; cơ quan ban hành quyết định."
    first = f"Ghi hoạt động hoàn thành và xác nhận: chuyển thành “Hoàn thành, {kept}”. Ngày quá hạn vẫn được ghi."
    return first, "Đề nghị gia hạn hoặc miễn; cơ quan ban hành quyết định."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
