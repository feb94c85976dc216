"""The five bars of a directive: each a share of units with a denominator of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from trienkhai.web.desk.progress import Progress
from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.directives.planning import PLAN
from trienkhai.web.directives.queries import name_item
from trienkhai.web.ui.formats import format_day_month
from trienkhai.web.ui.icons import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: `done` of `whole` units, and the page that names them."""

    label: str
    done: int
    whole: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One line under the bars: how many units stand so, in a state's icon and words."""

    state: State
    words: str
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Where the units of a directive are on a day; `note` explains the denominators."""

    directive: Directive
    units: int
    bars: tuple[Bar, ...]
    tallies: tuple[Tally, ...]
    note: str
    silent: tuple[Progress, ...]


def count_bars(directive: Directive, entries: Sequence[Progress]) -> Bars:
    """Count the duties that count: arrived, taken on, with activities, with proof, and last what is asked of all."""
    entries = [entry for entry in entries if entry.standing.counts]
    units = reverse("directives:cascade", args=[directive.pk])
    cover = reverse("coverage:matrix", args=[directive.pk])
    whole = len(entries)
    bars = [
        Bar(label=_("Đã đến"), done=sum(entry.arrived_at is not None for entry in entries), whole=whole, url=units),
        Bar(
            label=pgettext("bước", "Tiếp nhận"),
            done=sum(entry.acknowledged_on is not None for entry in entries),
            whole=whole,
            url=units,
        ),
        *_planning(directive, entries),
        Bar(label=_("Có hoạt động"), done=sum(entry.activities > 0 for entry in entries), whole=whole, url=cover),
        Bar(label=_("Có minh chứng"), done=sum(entry.proved > 0 for entry in entries), whole=whole, url=cover),
    ]
    item = choose_report(entries)
    note: str = ""
    tallies: tuple[Tally, ...] = ()
    if item is not None:
        note, tallies, last = _reporting(directive, item, entries)
        bars.append(last)
    else:
        owing = [entry for entry in entries if entry.owed(Item.Kind.TASK)]
        if owing:
            done = sum(not entry.open_items(Item.Kind.TASK) for entry in owing)
            bars.append(Bar(label=_("Xong nhiệm vụ"), done=done, whole=len(owing), url=units))
            tallies = _task_tallies(owing, units)
    return Bars(
        directive=directive,
        units=whole,
        bars=tuple(bars),
        tallies=tallies,
        note=note,
        silent=tuple(entry for entry in entries if entry.acknowledged_on is None),
    )


def _planning(directive: Directive, entries: Sequence[Progress]) -> list[Bar]:
    """How many sent a plan, where the directive asks for one."""
    owing = [entry for entry in entries if entry.plan is not None]
    if not owing:
        return []
    sent = sum(PLAN in entry.done for entry in owing)
    return [
        Bar(
            label=pgettext("bước", "Gửi kế hoạch"),
            done=sent,
            whole=len(owing),
            url=reverse("plans:list", args=[directive.pk]),
        )
    ]


def choose_report(entries: Sequence[Progress]) -> Item | None:
    """The report that is asked now: the earliest period that some unit still owes, else the last one."""
    asked = {item.pk: item for entry in entries for item in entry.owed(Item.Kind.REPORT)}
    if not asked:
        return None
    ordered = sorted(asked.values(), key=lambda item: (item.period_end or date.max, item.position))
    owed = (item for item in ordered if any(item in entry.open_items(Item.Kind.REPORT) for entry in entries))
    return next(owed, ordered[-1])


def _reporting(directive: Directive, item: Item, entries: Sequence[Progress]) -> tuple[str, tuple[Tally, ...], Bar]:
    page = f"{reverse('reports:rollup', args=[directive.pk])}?ky={item.pk}"
    owing = [entry for entry in entries if item in entry.owed(Item.Kind.REPORT)]
    sent = [entry for entry in owing if item.pk in entry.done]
    left = [entry for entry in owing if item.pk not in entry.done]
    asking = [entry for entry in left if item in entry.waiting_items()]
    late = [entry for entry in left if item in entry.late_items()]
    extended = [
        entry for entry in left if entry.standing_of(item).extended and entry not in late and entry not in asking
    ]
    free = len(entries) - len(owing)
    lines = [Tally(state=State.DONE, words=_("Đã gửi"), count=len(sent), url=page)]
    if extended:
        days = sorted({day for entry in extended if (day := entry.standing_of(item).deadline_on)})
        lines.append(
            Tally(
                state=State.EXTENDED,
                words=_("Được gia hạn đến %(day)s") % {"day": format_day_month(days[-1])},
                count=len(extended),
                url=page,
            )
        )
    if asking:
        lines.append(Tally(state=State.WAITING, words=_("Đang chờ trả lời đề nghị"), count=len(asking), url=page))
    if late:
        lines.append(Tally(state=State.LATE, words=_("Quá hạn"), count=len(late), url=page))
    last = Bar(label=_("Đã gửi báo cáo"), done=len(sent), whole=len(owing), url=page)
    return _note(item, len(owing), free), tuple(lines), last


def _note(item: Item, owing: int, free: int) -> str:
    """Who owes the report, and who does not."""
    name = name_item(item)
    named = {"report": name[:1].upper() + name[1:], "n": owing, "free": free}
    if not free:
        return ngettext("%(report)s: %(n)s đơn vị phải gửi.", "%(report)s: %(n)s đơn vị phải gửi.", owing) % named
    return (
        ngettext(
            "%(report)s: %(n)s đơn vị phải gửi, %(free)s đơn vị được miễn hoặc không phải gửi.",
            "%(report)s: %(n)s đơn vị phải gửi, %(free)s đơn vị được miễn hoặc không phải gửi.",
            owing,
        )
        % named
    )


def _task_tallies(owing: Sequence[Progress], url: str) -> tuple[Tally, ...]:
    late = sum(bool(entry.late_items()) for entry in owing)
    return (Tally(state=State.LATE, words=_("Quá hạn nhiệm vụ"), count=late, url=url),) if late else ()
