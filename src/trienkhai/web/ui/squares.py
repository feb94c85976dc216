"""The grid of small squares: one unit, always in one place, its state told by shape.

Full = proved, half (diagonal) = recorded, frame = still ahead (planned by choice, or asked and not done yet),
dot = not chosen, triangle = past its date, dash = not applicable. One cell of the coverage page holds 27 of them in
11 x 3 (column = district, row = kind of unit); a unit's own page holds 14 x 6 (topics by forms). Eighty-four cells
stand on one page, so the small grid is a path per shape, not one element per square. Over a hundred units become bars.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SquareState(StrEnum):
    """What one unit has done in one cell: the four of what units choose, best first, then three of what is asked."""

    PROVED = "proved"
    RECORDED = "recorded"
    PLANNED = "planned"
    NOT_CHOSEN = "not_chosen"
    TO_DO = "to_do"
    LATE = "late"
    NOT_APPLICABLE = "not_applicable"


CHOICE_STATES = (SquareState.PROVED, SquareState.RECORDED, SquareState.PLANNED, SquareState.NOT_CHOSEN)
SQUARE_WORDS: dict[SquareState, str | Promise] = {
    SquareState.PROVED: gettext_lazy("có minh chứng"),
    SquareState.RECORDED: gettext_lazy("đã ghi, chưa có minh chứng"),
    SquareState.PLANNED: gettext_lazy("có kế hoạch, chưa làm"),
    SquareState.NOT_CHOSEN: gettext_lazy("không chọn"),
    SquareState.TO_DO: gettext_lazy("chưa làm, chưa quá hạn"),
    SquareState.LATE: gettext_lazy("quá hạn"),
    SquareState.NOT_APPLICABLE: gettext_lazy("không áp dụng"),
}
_COUNTED_WORDS: dict[SquareState, str | Promise] = {
    **SQUARE_WORDS,
    SquareState.RECORDED: gettext_lazy("đã ghi"),
    SquareState.PLANNED: gettext_lazy("có kế hoạch"),
    SquareState.TO_DO: gettext_lazy("chưa làm"),
}
_FRAMED = (SquareState.RECORDED, SquareState.PLANNED, SquareState.TO_DO)


@dataclass(frozen=True, slots=True)
class Square:
    """One unit in a grid. `x`, `y` count places from 0; `name` and `url` are used by the large grid only."""

    x: int
    y: int
    state: SquareState
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Many units of one kind in one cell: how many of `whole` proved what they did, how many only recorded it."""

    name: str
    proved: int
    recorded: int
    whole: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in drawing units: side of a square, pitch of two, a gap after the first `gap_after` columns."""

    side: float
    pitch: float
    gap_after: int | None = None
    gap: float = 4

    def left(self, x: int) -> float:
        """The left edge of column `x`."""
        extra = self.gap if self.gap_after is not None and x >= self.gap_after else 0
        return x * self.pitch + extra

    def width(self, columns: int) -> float:
        """The width of a whole row."""
        return self.left(columns - 1) + self.side

    def height(self, rows: int) -> float:
        """The height of a whole column."""
        return (rows - 1) * self.pitch + self.side


SMALL = Layout(side=7, pitch=9)
LARGE = Layout(side=17, pitch=24)


def count_squares(squares: Iterable[Square]) -> dict[SquareState, int]:
    """How many squares are in each state, every state named, also those with none."""
    found = Counter(square.state for square in squares)
    return {state: found[state] for state in SquareState}


def describe_squares(squares: Iterable[Square]) -> str:
    """The grid in words, for those who do not see it: "6 có minh chứng, 2 đã ghi, 11 không chọn"; no zeros."""
    counted = count_squares(squares)
    return ", ".join(f"{number} {_COUNTED_WORDS[state]}" for state, number in counted.items() if number)


def render_squares(
    squares: Sequence[Square],
    *,
    columns: int = 11,
    rows: int = 3,
    label: str = "",
    gap_after: int | None = None,
) -> SafeString:
    """Draw the small grid as one image with its title; it scales with the width it is given."""
    layout = _small_layout(gap_after)
    paths: dict[SquareState, list[str]] = {state: [] for state in SquareState}
    frames: list[str] = []
    for square in squares:
        paths[square.state].append(_small_path(square.state, square.x, square.y, gap_after))
        if square.state in _FRAMED:
            frames.append(_small_frame(square.x, square.y, gap_after))
    filled = paths[SquareState.PROVED] + paths[SquareState.RECORDED]
    dotted = paths[SquareState.NOT_CHOSEN] + paths[SquareState.NOT_APPLICABLE]
    drawing = (
        _drawn("sq-frame", "".join(frames), stroke="1")
        + _drawn("sq-fill", "".join(filled))
        + _drawn("sq-dot", "".join(dotted))
        + _drawn("sq-late", "".join(paths[SquareState.LATE]))
    )
    words = ": ".join(part for part in (label, describe_squares(squares)) if part)
    title = f"<title>{escape(words)}</title>"
    return _svg(layout.width(columns), layout.height(rows), title + drawing, 'role="img"')


def render_large_squares(
    squares: Sequence[Square],
    *,
    columns: int = 11,
    rows: int = 3,
    label: str = "",
    gap_after: int | None = None,
) -> SafeString:
    """Draw the large grid: every square is an image or a link of its own that says unit and state."""
    layout = Layout(LARGE.side, LARGE.pitch, gap_after)
    marks = "".join(_large_square(square, layout) for square in squares)
    title = escape(label or describe_squares(squares))
    return _svg(layout.width(columns), layout.height(rows), marks, f'role="group" aria-label="{title}"')


def render_bars(bars: Sequence[Bar], *, label: str = "", large: bool = False) -> SafeString:
    """Draw a bar for each group of units: full = proved, then framed = recorded, on a grey ground of all its units."""
    width, height, pitch = (261.0, 17.0, 24.0) if large else (97.0, 6.0, 9.0)
    words = "; ".join(
        _("%(name)s: %(done)s trong %(whole)s, %(proved)s có minh chứng")
        % {"name": bar.name, "done": bar.proved + bar.recorded, "whole": bar.whole, "proved": bar.proved}
        for bar in bars
    )
    drawn = [f"<title>{escape(': '.join(part for part in (label, words) if part))}</title>"]
    for row, bar in enumerate(bars):
        unit = width / max(bar.whole, 1)
        y, proved, recorded = _n(row * pitch), bar.proved * unit, bar.recorded * unit
        drawn.append(f'<rect class="sq-ground" y="{y}" width="{_n(width)}" height="{_n(height)}"/>')
        if bar.proved:
            drawn.append(f'<rect class="sq-fill" y="{y}" width="{_n(proved)}" height="{_n(height)}"/>')
        if bar.recorded:
            place = f'x="{_n(proved + 0.5)}" y="{_n(row * pitch + 0.5)}"'
            size = f'width="{_n(max(recorded - 1, 0.5))}" height="{_n(height - 1)}"'
            drawn.append(f'<rect class="sq-frame" {place} {size}/>')
    return _svg(width, max(len(bars) - 1, 0) * pitch + height, "".join(drawn), 'role="img"')


def render_square_mark(state: SquareState, side: float = 13) -> SafeString:
    """One square alone, for keys and for lists of counts."""
    mark = _shape(Square(0, 0, state), Layout(side, side))
    return _svg(side, side, mark, 'aria-hidden="true" focusable="false"', css="squares swatch")


def render_square_guide(
    column_names: Sequence[str], row_names: Sequence[str], named: dict[tuple[int, int], str]
) -> SafeString:
    """Draw the key to the places: short column names above, row names left, letters inside.

    `named` maps (x, y) to the letters printed inside, "" for none; only these places are drawn.
    """
    left, top, pitch, line = 56.0, 14.0, 18.5, 19.5
    places = _("Vị trí của từng đơn vị: cột theo huyện, thành phố; hàng theo loại đơn vị")
    parts = [f"<title>{escape(places)}</title>"]
    parts += [_text("sq-head", left + x * pitch + 8.5, 9, name) for x, name in enumerate(column_names)]
    parts += [_text("sq-side", 0, top + y * line + 12, name) for y, name in enumerate(row_names)]
    for (x, y), letters in named.items():
        place = _frame(left + x * pitch, top + y * line, 16, 1)
        parts.append(f'<path fill="#e3eef3" stroke="#0b5573" stroke-width="1" d="{place}"/>')
        if letters:
            parts.append(_text("sq-name", left + x * pitch + 8, top + y * line + 11.5, letters))
    width, height = left + len(column_names) * pitch, top + len(row_names) * line
    return _svg(width, height, "".join(parts), 'role="img"')


def _svg(width: float, height: float, inner: str, attributes: str, css: str = "squares") -> SafeString:
    """The whole drawing. Everything inside is numbers of this file and texts escaped where they entered."""
    size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}"'
    return mark_safe(f'<svg class="{css}" {size} {attributes}>{inner}</svg>')


def _drawn(css: str, path: str, stroke: str = "") -> str:
    width = f' stroke-width="{stroke}"' if stroke else ""
    return f'<path class="{css}"{width} d="{path}"/>' if path else ""


def _text(css: str, x: float, y: float, words: str) -> str:
    return f'<text class="{css}" x="{_n(x)}" y="{_n(y)}">{escape(words)}</text>'


def _large_square(square: Square, layout: Layout) -> str:
    words = f"{square.name}: {SQUARE_WORDS[square.state]}" if square.name else str(SQUARE_WORDS[square.state])
    mark = f"<title>{escape(words)}</title>{_shape(square, layout)}"
    if not square.url:
        return f'<g role="img">{mark}</g>'
    # An empty ground makes the whole place a target of 24 units, also where only a dot is drawn.
    x, y, side = _n(layout.left(square.x) - 3), _n(square.y * layout.pitch - 3), _n(layout.pitch)
    size = f'x="{x}" y="{y}" width="{side}" height="{side}"'
    place = f'<rect {size} fill="none" pointer-events="all"/>'
    return f'<a href="{escape(square.url)}" aria-label="{escape(words)}">{place}{mark}</a>'


def _shape(square: Square, layout: Layout) -> str:
    path = _path(square, layout)
    frame = _frame(layout.left(square.x), square.y * layout.pitch, layout.side, 1.2)
    framed = f'<path class="sq-frame" stroke-width="1.2" d="{frame}"/>'
    match square.state:
        case SquareState.PROVED:
            return f'<path class="sq-fill" d="{path}"/>'
        case SquareState.RECORDED:
            return f'{framed}<path class="sq-fill" d="{path}"/>'
        case SquareState.PLANNED | SquareState.TO_DO:
            return framed
        case SquareState.NOT_CHOSEN | SquareState.NOT_APPLICABLE:
            return f'<path class="sq-dot" d="{path}"/>'
        case SquareState.LATE:
            return f'<path class="sq-late" d="{path}"/>'


def _small_layout(gap_after: int | None) -> Layout:
    return Layout(SMALL.side, SMALL.pitch, gap_after)


@lru_cache(maxsize=4096)
def _small_path(state: SquareState, x: int, y: int, gap_after: int | None) -> str:
    """The same few places are drawn in every cell of a page; a number is found again sooner than a layout."""
    return _path(Square(x, y, state), _small_layout(gap_after))


@lru_cache(maxsize=1024)
def _small_frame(x: int, y: int, gap_after: int | None) -> str:
    layout = _small_layout(gap_after)
    return _frame(layout.left(x), y * layout.pitch, layout.side, 1)


def _path(square: Square, layout: Layout) -> str:
    """The filled part of a square; nothing for a planned one, whose frame is drawn apart."""
    x, y, side = layout.left(square.x), square.y * layout.pitch, layout.side
    match square.state:
        case SquareState.PROVED:
            return f"M{_n(x)} {_n(y)}h{_n(side)}v{_n(side)}h-{_n(side)}z"
        case SquareState.RECORDED:
            return f"M{_n(x + side)} {_n(y)}v{_n(side)}h-{_n(side)}z"
        case SquareState.PLANNED | SquareState.TO_DO:
            return ""
        case SquareState.NOT_CHOSEN:
            dot = 1.6 if side < 12 else 2.4
            return f"M{_n(x + (side - dot) / 2)} {_n(y + (side - dot) / 2)}h{_n(dot)}v{_n(dot)}h-{_n(dot)}z"
        case SquareState.LATE:
            return f"M{_n(x + side / 2)} {_n(y)}L{_n(x + side)} {_n(y + side)}H{_n(x)}z"
        case SquareState.NOT_APPLICABLE:
            thick = 1 if side < 12 else 1.8
            return f"M{_n(x + side * 0.2)} {_n(y + (side - thick) / 2)}h{_n(side * 0.6)}v{_n(thick)}h-{_n(side * 0.6)}z"


def _frame(x: float, y: float, side: float, stroke: float) -> str:
    inner = side - stroke
    return f"M{_n(x + stroke / 2)} {_n(y + stroke / 2)}h{_n(inner)}v{_n(inner)}h-{_n(inner)}z"


def _n(value: float) -> str:
    """A length as short as SVG allows."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
