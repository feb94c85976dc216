"""Bars, strips and courses drawn on the server.

Widths and colours are SVG attributes, because styles in the page are forbidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trienkhai.web.ui.formats import format_day, format_day_month


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day worth a word on a strip: "30/5 giao", "14/12 chốt số liệu"."""

    day: date
    label: str


def find_share(done: float, whole: float) -> float:
    """The share in per cent, between 0 and 100; nothing of nothing is 0."""
    return 0.0 if whole <= 0 else max(0.0, min(100.0, 100 * done / whole))


def render_bar(done: float, whole: float, *, height: int = 16, css: str = "") -> SafeString:
    """Draw how much of the whole is done, over the full width; hidden, as the figure stands beside it."""
    share = f"{find_share(done, whole):.2f}".rstrip("0").rstrip(".")
    return format_html(
        '<svg class="bar {}" viewBox="0 0 100 {}" width="100%" height="{}" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect width="100" height="{}" fill="#e4eaed"/>'
        '<rect width="{}" height="{}" fill="#0b5573"/></svg>',
        css,
        height,
        height,
        height,
        share,
        height,
    )


def render_confidence(bars: int) -> SafeString:
    """Three small bars of which `bars` are full; the word stands beside them."""
    if not 0 <= bars <= 3:
        raise ValueError(f"confidence has three bars, not {bars}")
    fills = ["currentColor" if index < bars else "none" for index in range(3)]
    boxes = "".join(
        f'<rect x="{0.5 + index * 13}" y="0.5" width="11" height="6" fill="{fill}" stroke="currentColor"/>'
        for index, fill in enumerate(fills)
    )
    return mark_safe(  # numbers only
        f'<svg viewBox="0 0 38 7" width="38" height="7" aria-hidden="true" focusable="false">{boxes}</svg>'
    )


def render_day_strip(start: date, end: date, on: date, marks: Sequence[DayMark] = ()) -> SafeString:
    """Draw the time from `start` to `end` with a knob at `on`, month ticks and the marked days.

    Two drawings; the page shows the one that fits; the narrow one names the first and last mark only.
    `on` outside the span is drawn at the nearer end. The date field beside it does the choosing.
    """
    ends = marks if len(marks) < 3 else (marks[0], marks[-1])
    wide = _draw_day_strip(start, end, on, marks, 460, "only-wide")
    return mark_safe(wide + _draw_day_strip(start, end, on, ends, 250, "only-phone"))  # numbers and escaped labels


def _draw_day_strip(start: date, end: date, on: date, marks: Sequence[DayMark], width: int, css: str) -> str:
    left, right = 6.0, width - 6.0
    span = max((end - start).days, 1)

    def place(day: date) -> float:
        return left + (right - left) * max(0.0, min(1.0, (day - start).days / span))

    ticks = {place(day) for day in (start, *_list_month_starts(start, end), *(mark.day for mark in marks))}
    lines = "".join(f'<path d="M{x:.1f} 5v12" stroke="#17242d" stroke-width="1.5"/>' for x in sorted(ticks))
    words = "".join(
        f'<text x="{place(mark.day):.1f}" y="34" text-anchor="{_anchor(place(mark.day), left, right)}">'
        f"{escape(mark.label)}</text>"
        for mark in marks
    )
    knob = min(max(place(on), 10), width - 10)
    title = _("Ngày đang xem: %(day)s") % {"day": format_day(on)}
    return (
        f'<svg class="day-strip {css}" viewBox="0 0 {width} 40" width="{width}" height="40" role="img">'
        f"<title>{escape(title)}</title>"
        f'<path d="M{left} 11H{right}" stroke="#7d8b94" stroke-width="2"/>'
        f'<path d="M{left} 11H{place(on):.1f}" stroke="#0b5573" stroke-width="4"/>{lines}'
        f'<circle cx="{knob:.1f}" cy="11" r="7.5" fill="#fff" stroke="#0b5573" stroke-width="4.5"/>'
        f"{words}</svg>"
    )


def render_course(marks: Sequence[DayMark], *, today: date, late_from: date | None = None) -> SafeString:
    """Draw days in their order, evenly spaced (not to scale); the way from `late_from` to today is red.

    Shown on a wide page only; on a phone the page says the same in one sentence.
    """
    days = sorted(marks, key=lambda mark: mark.day)
    step = 800 / max(len(days) - 1, 1)
    places = {mark.day: 20 + index * step for index, mark in enumerate(days)}
    last = max(places.values(), default=20)
    parts = [
        f'<path d="M20 70H{last:.0f}" stroke="#7e8b93" stroke-width="3"/>',
        f'<path d="M{last:.0f} 70h60" stroke="#7e8b93" stroke-width="3" stroke-dasharray="6 4"/>',
    ]
    is_late = late_from is not None and late_from < today
    if late_from is not None and is_late and late_from in places and today in places:
        way = f"M{places[late_from]:.0f} 70H{places[today]:.0f}"
        parts.append(f'<path d="{way}" stroke="#b3261e" stroke-width="6"/>')
    for mark in days:
        x, colour = places[mark.day], "#b3261e" if is_late and mark.day == today else "#17242d"
        anchor = "start" if mark is days[0] else "middle"
        parts.append(
            f'<circle cx="{x:.0f}" cy="70" r="8" fill="{colour}"/>'
            f'<text class="course-day" x="{x:.0f}" y="46" text-anchor="{anchor}">'
            f"{format_day_month(mark.day)}</text>"
            f'<text x="{x:.0f}" y="102" text-anchor="{anchor}">{escape(mark.label)}</text>'
        )
    words = "; ".join(f"{format_day(mark.day)} {mark.label}" for mark in days)
    return mark_safe(  # numbers and escaped labels
        f'<svg class="course only-wide" viewBox="0 0 900 116" width="100%" role="img">'
        f"<title>{escape(words)}</title>{''.join(parts)}</svg>"
    )


def _list_month_starts(start: date, end: date) -> list[date]:
    months = range(start.year * 12 + start.month, end.year * 12 + end.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _anchor(x: float, left: float, right: float) -> str:
    if x - left < 40:
        return "start"
    return "end" if right - x < 60 else "middle"
