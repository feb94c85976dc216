"""The icons, drawn on a 16 x 16 field in the colour of the text around them.

State icons differ by shape and by filling, so that they can be told apart without colour.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    """What a line can be; each has one icon and one colour, the word is the caller's."""

    DONE = "done"
    RECORDED = "recorded"
    DRAFT = "draft"
    WAITING = "waiting"
    EXTENDED = "extended"
    EXEMPT = "exempt"
    NOT_CHOSEN = "not-chosen"
    LOOK = "look"
    LATE = "late"
    FROZEN = "frozen"


STATE_WORDS: MappingProxyType[State, str | Promise] = MappingProxyType(
    {
        State.DONE: _("Đã xong"),
        State.RECORDED: _("Đã ghi, chưa có minh chứng"),
        State.DRAFT: _("Dự thảo, có kế hoạch"),
        State.WAITING: _("Đang chờ"),
        State.EXTENDED: _("Được gia hạn"),
        State.EXEMPT: _("Được miễn, không áp dụng"),
        State.NOT_CHOSEN: _("Không chọn"),
        State.LOOK: _("Cần xem lại"),
        State.LATE: _("Quá hạn"),
        State.FROZEN: _("Đã đóng băng"),
    }
)

_LINE = 'fill="none" stroke="currentColor" stroke-width="{0}" stroke-linecap="round" stroke-linejoin="round"'


def _line(markup: str, width: str = "1.3") -> str:
    return f"<g {_LINE.format(width)}>{markup}</g>"


_RING = '<circle cx="8" cy="8" r="6.6"/>'

_DRAWINGS: MappingProxyType[str, str] = MappingProxyType(
    {
        "done": '<circle cx="8" cy="8" r="7.4" fill="currentColor"/>'
        '<path d="m4.8 8.3 2.3 2.3 4.1-4.6" fill="none" stroke="#fff" stroke-width="1.8" '
        'stroke-linecap="round" stroke-linejoin="round"/>',
        "recorded": _line(_RING, "1.6") + '<path d="M8 1.4a6.6 6.6 0 0 1 0 13.2z" fill="currentColor"/>',
        "draft": _line(_RING, "1.6"),
        "waiting": _line(_RING + '<path d="M8 4.2V8l2.6 1.6"/>', "1.4"),
        "extended": _line(_RING + '<path d="M4.8 8h6m-2.4-2.4L10.8 8l-2.4 2.4"/>', "1.4"),
        "exempt": _line('<path d="M3 8h10"/>', "1.8"),
        "not-chosen": '<circle cx="8" cy="8" r="2.2" fill="currentColor"/>',
        "look": '<rect x=".8" y=".8" width="14.4" height="14.4" rx="3" fill="currentColor"/>'
        '<path d="M5.7 6.1a2.3 2.3 0 1 1 3.4 2.1c-.8.4-1.1.8-1.1 1.5" fill="none" stroke="#fff" '
        'stroke-width="1.7" stroke-linecap="round"/><circle cx="8" cy="12.1" r="1.1" fill="#fff"/>',
        "late": '<path d="M8 1.1 15.5 14.6H.5z" fill="currentColor" stroke="currentColor" stroke-width=".8" '
        'stroke-linejoin="round"/><path d="M8 6v4" stroke="#fff" stroke-width="1.8" stroke-linecap="round"/>'
        '<circle cx="8" cy="12.4" r="1.05" fill="#fff"/>',
        "frozen": '<rect x="3" y="7" width="10" height="7.6" rx="1.6" fill="currentColor"/>'
        + _line('<path d="M5 7V4.8a3 3 0 0 1 6 0V7"/>', "1.6"),
        "plus": _line('<path d="M8 2.5v11M2.5 8h11"/>'),
        "tick": _line('<path d="m3.5 8.5 3 3 6-6.5"/>', "1.8"),
        "cross": _line('<path d="m3 3 10 10M13 3 3 13"/>'),
        "search": _line('<circle cx="6.7" cy="6.7" r="5"/><path d="m10.4 10.4 4.1 4.1"/>'),
        "down": _line('<path d="m2 5 6 6 6-6"/>'),
        "up": _line('<path d="m2 11 6-6 6 6"/>'),
        "left": _line('<path d="m11 2-6 6 6 6"/>'),
        "right": _line('<path d="m5 2 6 6-6 6"/>'),
        "upload": _line('<path d="M1 10v3.4h14V10M8 10.5V1.6M5 4.4l3-2.9 3 2.9"/>'),
        "download": _line('<path d="M1 10v3.4h14V10M8 1.6v8.8m-3-2.8 3 2.9 3-2.9"/>'),
        "camera": _line(
            '<path d="M1.8 5.2h2.3l1.3-2h5.2l1.3 2h2.3c.6 0 1 .4 1 1v6.3c0 .6-.4 1-1 1H1.8c-.6 0-1-.4-1-1V6.2'
            'c0-.6.4-1 1-1z"/><circle cx="8" cy="8.9" r="2.9"/><path d="M3 7.3h.01"/>',
            "1.1",
        ),
        "list": _line('<path d="M5.5 3.3h9M5.5 8h9M5.5 12.7h9"/>', "1.2")
        + _line('<path d="m1.3 3.5.8.8 1.4-1.7m-2.2 5.6.8.8 1.4-1.7m-2.2 5.6.8.8 1.4-1.7"/>', "1.2"),
        "clipboard": _line(
            '<path d="M5 2.3H3.4c-.6 0-1 .4-1 1v11c0 .6.4 1 1 1h9.2c.6 0 1-.4 1-1v-11c0-.6-.4-1-1-1H11"/>'
            '<rect x="5.4" y=".7" width="5.2" height="3" rx="1"/><path d="m6 9.3 1.5 1.5 2.7-3"/>',
            "1.1",
        ),
        "file": _line(
            '<path d="M9.5.8H3.6c-.6 0-1 .4-1 1v12.4c0 .6.4 1 1 1h8.8c.6 0 1-.4 1-1V4.7zM9.5.8v3.9h3.9'
            'M5 8h6M5 10.3h6M5 12.6h3"/>',
            "1.1",
        ),
        "inbox": _line(
            '<path d="M.9 8.6h4.3c.3 1.6 1.4 2.4 2.8 2.4s2.5-.8 2.8-2.4h4.3M3.9 3.3h8.2l3 5.3v3.3'
            'c0 .6-.4 1-1 1H1.9c-.6 0-1-.4-1-1V8.6z"/>',
            "1.1",
        ),
        "grid": _line(
            "".join(
                f'<rect x="{x}" y="{y}" width="3.4" height="3.4" rx=".7"/>'
                for y in (1, 6.3, 11.6)
                for x in (1, 6.3, 11.6)
            ),
            "1.1",
        ),
        "calendar": _line(
            '<rect x="1" y="2" width="14" height="13" rx="1.6"/><path d="M1 5.2h14M4.5.8v2M11.5.8v2"/>', "1.1"
        )
        + '<path d="M4 7.5h1.6v1.6H4zm3.2 0h1.6v1.6H7.2zm3.2 0H12v1.6h-1.6zM4 10.7h1.6v1.6H4zm3.2 0h1.6v1.6'
        'H7.2zm3.2 0H12v1.6h-1.6z" fill="currentColor"/>',
        "attach": _line(
            '<path d="M10.8 4.3v6.9a2.8 2.8 0 0 1-5.6 0V3.3a1.9 1.9 0 0 1 3.8 0v7.4a1 1 0 0 1-2 0V4.6"/>',
            "1.1",
        ),
        "link": _line(
            '<path d="M6.8 9.2a2.9 2.9 0 0 1 0-4.1l2.2-2.2a2.9 2.9 0 0 1 4.1 4.1l-1.3 1.3'
            'M9.2 6.8a2.9 2.9 0 0 1 0 4.1L7 13.1A2.9 2.9 0 0 1 2.9 9l1.3-1.3"/>',
            "1.1",
        ),
        "offline": _line(
            '<path d="M1 6.2C5 2.7 11 2.7 15 6.2M3.4 9c2.7-2.3 6.5-2.3 9.2 0M5.8 11.6c1.3-1.1 3.1-1.1 4.4 0'
            'M2.5 14 13.5 2.5"/><path d="M8 13.8h.01"/>',
            "1.2",
        ),
        "print": _line(
            '<path d="M4 5V1.2h8V5M4 11.5H2a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1'
            'h-2M4 9h8v5.8H4z"/>',
            "1.1",
        ),
        "person": _line('<circle cx="8" cy="5" r="3.2"/><path d="M1.8 14.8c.6-6 11.8-6 12.4 0"/>', "1.2"),
        "pencil": _line('<path d="m1.5 14.5.9-3.6L11.6 1.7l2.7 2.7-9.2 9.2z"/>', "1.2"),
    }
)

ICON_NAMES: tuple[str, ...] = tuple(_DRAWINGS)


@lru_cache(maxsize=1024, typed=True)  # text marked as safe is another text
def render_icon(name: str, size: int = 16, title: str = "") -> SafeString:
    """Return the icon as SVG, hidden from screen readers unless `title` says what it means.

    An unknown name raises KeyError: a page with a hole in place of a sign is a mistake of the page.
    """
    drawing = mark_safe(_DRAWINGS[name])  # constant markup of this file, no user text
    if title:
        return format_html(
            '<svg class="icon icon-{}" viewBox="0 0 16 16" width="{}" height="{}" role="img"><title>{}</title>{}</svg>',
            name,
            size,
            size,
            title,
            drawing,
        )
    return format_html(
        '<svg class="icon icon-{}" viewBox="0 0 16 16" width="{}" height="{}" aria-hidden="true" '
        'focusable="false">{}</svg>',
        name,
        size,
        size,
        drawing,
    )
