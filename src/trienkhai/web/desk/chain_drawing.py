"""The drawing of a chain of authority: texts above from left to right, receivers at the right, citations below.

For wide pages only; the page says the same as a list. Everything is a number or an escaped word.
"""

from __future__ import annotations

import textwrap

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trienkhai.web.desk.chain import Arrow, ChainPage, Node, Receivers
from trienkhai.web.ui.formats import format_day

WIDTH = 1390
BOX, THIS, SIDE = 196, 226, 236
HEIGHT, MIDDLE, LOW = 112, 118, 372
ROOM = 880
MOST_ABOVE, MOST_CITED, MOST_RECEIVERS = 4, 5, 5
INK, SOFT, ACCENT, OCHRE, LINE = "#17242d", "#47565f", "#0b5573", "#7a4f00", "#7d8b94"

FRAME = f'stroke="{LINE}" stroke-width="1.5"'
DASHED = f'{FRAME} stroke-dasharray="6 4"'


def may_draw(page: ChainPage) -> bool:
    """Whether the chain fits the drawing; longer ones are told by the list alone."""
    return 0 < len(page.above) <= MOST_ABOVE


def render_chain(page: ChainPage) -> SafeString:
    """The whole drawing."""
    step = ROOM / len(page.above)
    places = {node.key: 4 + index * step for index, node in enumerate(page.above)}
    places[0] = 4.0 + ROOM
    parts = [_arrow(arrow, places, page) for arrow in page.arrows if not arrow.struck]
    parts += [_box(node, places[node.key], MIDDLE, BOX) for node in page.above]
    parts.append(_this(page, places[0]))
    parts += _sides(page.receivers, places[0] + THIS)
    parts += _citations(page, places[0])
    height = LOW + 104 if page.cited else MIDDLE + HEIGHT + 110
    above = ", ".join(node.code for node in page.above)
    title = _("Chuỗi thẩm quyền: %(above)s, %(name)s") % {"above": above, "name": page.name}
    return mark_safe(  # numbers and escaped words
        f'<svg class="only-wide" viewBox="0 0 {WIDTH} {height}" width="100%" role="img"><title>{escape(title)}</title>'
        f"<defs>{_head('den', ACCENT)}{_head('doan', OCHRE)}{_head('dan', LINE)}</defs>{''.join(parts)}</svg>"
    )


def _head(name: str, colour: str) -> str:
    return (
        f'<marker id="mui-{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="{colour}"/></marker>'
    )


def _text(
    x: float, y: float, words: str, *, size: float = 14, colour: str = INK, bold: bool = False, anchor: str = ""
) -> str:
    weight = ' font-weight="600"' if bold else ""
    middle = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{colour}"{weight}{middle}>{escape(words)}</text>'


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _two_lines(words: str, most: int) -> list[str]:
    lines = textwrap.wrap(words, most)
    return lines if len(lines) < 3 else [lines[0], _cut(f"{lines[1]} {lines[2]}", most)]


def _box(node: Node, x: float, y: float, width: float) -> str:
    odd = bool(node.lacks)
    frame = f'stroke="{OCHRE if odd else LINE}" stroke-width="1.5"' + (' stroke-dasharray="5 4"' if odd else "")
    when = f"{node.kind}, {format_day(node.day)}" if node.day else node.kind
    colour = OCHRE if odd else SOFT
    held = _("có tệp") if node.here else _("chưa có tệp")
    last = f"? {node.lacks} · {held}" if odd else held
    inside = (
        f'<rect x="{x:.0f}" y="{y}" width="{width}" height="{HEIGHT}" rx="4" fill="#fff" {frame}/>'
        + _text(x + 12, y + 24, _cut(node.code, 24), size=15.5, bold=True)
        + _text(x + 12, y + 46, _cut(when, 27), size=15)
        + _text(x + 12, y + 82, _cut(node.issuer or _("không rõ cơ quan"), 29), size=13, colour=colour, bold=odd)
        + _text(x + 12, y + 99, _cut(last, 31), size=13, colour=colour, bold=odd)
    )
    return f'<a href="{escape(node.url)}">{inside}</a>' if node.url else inside


def _this(page: ChainPage, x: float) -> str:
    document = page.directive.document
    code = document.code or f"…/{document.symbol}"
    kind = document.kind_name[:1].upper() + document.kind_name[1:]
    when = f"{kind}, {format_day(document.dated_on)}" if document.dated_on else kind
    return (
        f'<rect x="{x:.0f}" y="{MIDDLE}" width="{THIS}" height="{HEIGHT}" rx="4" fill="#e3eef3" stroke="{ACCENT}" '
        'stroke-width="2.5"/>'
        + _text(x + 12, MIDDLE + 24, _cut(code, 26), size=15.5, bold=True)
        + _text(x + 12, MIDDLE + 46, _cut(when, 28), size=15)
        + _text(x + 12, MIDDLE + 82, _cut(document.issuer_name, 32), size=13, colour=SOFT)
        + _text(x + 12, MIDDLE + 99, _("văn bản đang xem"), size=13, colour=SOFT)
    )


def _arrow(arrow: Arrow, places: dict[int, float], page: ChainPage) -> str:
    order = [node.key for node in page.above] + [0]
    start, end = order.index(arrow.start), order.index(arrow.end)
    look = (
        f'stroke="{ACCENT}" stroke-width="2" marker-end="url(#mui-den)"'
        if not arrow.waits
        else f'stroke="{OCHRE}" stroke-width="2" stroke-dasharray="3 4" marker-end="url(#mui-doan)"'
    )
    left, right = places[arrow.start] + BOX, places[arrow.end]
    if end - start == 1:
        mark = (
            ""
            if not arrow.waits
            else _text((left + right) / 2, MIDDLE + 46, "?", bold=True, colour=OCHRE, anchor="middle")
        )
        return f'<path d="M{left:.0f} {MIDDLE + 56}H{right - 2:.0f}" fill="none" {look}/>{mark}'
    from_x, to_x = places[arrow.start] + BOX / 2, places[arrow.end] + (THIS if arrow.end == 0 else BOX) / 2
    above = arrow.end != 0
    # Arcs between texts above run over the boxes, those that end here below them; longer ones farther out.
    y, bend = (
        (MIDDLE, MIDDLE - 38 - 26 * (end - start)) if above else (MIDDLE + HEIGHT, MIDDLE + HEIGHT + 36 * (end - start))
    )
    lift = (y + 3 * bend) / 4 + (-7)
    words = _text((from_x + to_x) / 2, lift, _cut(f"“{arrow.words}”", 74), size=13, colour=SOFT, anchor="middle")
    tip = y - 2 if above else y + 2
    curve = f"M{from_x:.0f} {y}C{from_x:.0f} {bend} {to_x:.0f} {bend} {to_x:.0f} {tip}"
    return f'<path d="{curve}" fill="none" {look}/>{words}'


def _sides(receivers: tuple[Receivers, ...], x: float) -> list[str]:
    shown, parts, left = receivers[:MOST_RECEIVERS], [], WIDTH - SIDE - 4
    pitch = min(86, 380 // max(len(shown), 1))
    top = MIDDLE + HEIGHT / 2 - pitch * len(shown) / 2
    for index, group in enumerate(shown):
        y = max(4, top) + index * pitch
        middle, start = y + (pitch - 14) / 2, MIDDLE + HEIGHT / 2
        curve = f"M{x:.0f} {start:.0f}C{x + 22:.0f} {start:.0f} {left - 22} {middle:.0f} {left - 2} {middle:.0f}"
        said = ngettext(
            "%(n)s đơn vị · %(sent)s/%(n)s đã báo cáo", "%(n)s đơn vị · %(sent)s/%(n)s đã báo cáo", group.units
        ) % {"n": group.units, "sent": group.reported}
        parts.append(
            f'<path d="{curve}" fill="none" '
            f'stroke="{ACCENT}" stroke-width="2" marker-end="url(#mui-den)"/>'
            f'<rect x="{left}" y="{y:.0f}" width="{SIDE}" height="{pitch - 14}" rx="4" fill="#fff" {FRAME}/>'
            + "".join(
                _text(left + 10, y + 20 + 17 * row, line, size=13.5, bold=True)
                for row, line in enumerate(_two_lines(group.phrase, 31))
            )
            + _text(left + 10, y + pitch - 24, said, size=13, colour=SOFT)
        )
    return parts


def _citations(page: ChainPage, x: float) -> list[str]:
    shown = page.cited[:MOST_CITED]
    if not shown:
        return []
    pitch, parts = 196, []
    down, row = MIDDLE + HEIGHT, LOW - 24
    out = x + THIS - 40
    first = 4 + 84
    parts.append(f'<path d="M{out:.0f} {down}V{row}H{first}" fill="none" {DASHED}/>')
    for index, node in enumerate(shown):
        left = 4 + index * pitch
        odd = bool(node.lacks)
        frame = f'stroke="{OCHRE if odd else LINE}" stroke-width="1.5"' + (' stroke-dasharray="5 4"' if odd else "")
        said = f"? {node.lacks}" if odd else format_day(node.day) if node.day else ""
        parts.append(
            f'<path d="M{left + 84} {row}V{LOW - 2}" {DASHED} marker-end="url(#mui-dan)"/>'
            f'<rect x="{left}" y="{LOW}" width="178" height="72" rx="4" fill="#fff" {frame}/>'
            + _text(left + 10, LOW + 24, _cut(node.code, 22), size=15, bold=True)
            + _text(
                left + 10, LOW + 54, _cut(f"{node.kind}, {said}", 28), size=13, colour=OCHRE if odd else SOFT, bold=odd
            )
        )
    left, note = len(page.cited) - len(shown), 4 + len(shown) * pitch + 8
    said = _("Viện dẫn trong nội dung,")
    if left:
        said = _("và %(n)s văn bản nữa; Viện dẫn trong nội dung,") % {"n": left}
    parts.append(_text(note, LOW + 30, said, size=13, colour=SOFT, bold=True))
    parts.append(_text(note, LOW + 50, _("không thuộc chuỗi thẩm quyền"), size=13, colour=SOFT, bold=True))
    return parts
