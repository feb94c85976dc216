"""The words of coverage: states of units, names of columns and items."""

from __future__ import annotations

from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.tables import ANY, NO_FORM
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Item
from trienkhai.web.ui.formats import format_day
from trienkhai.web.ui.squares import SquareState

TOPIC_WORDS = {
    CellState.PROVED: "có minh chứng",
    CellState.RECORDED: "đã ghi, chưa có minh chứng",
    CellState.PLANNED: "có kế hoạch, chưa làm",
    CellState.NONE: "chưa làm",
    CellState.NOT_APPLICABLE: "không áp dụng",
}
TASK_WORDS = {
    CellState.PROVED: "hoàn thành, có minh chứng",
    CellState.RECORDED: "hoàn thành, chưa có minh chứng",
    CellState.PLANNED: "có kế hoạch, chưa làm",
    CellState.BEGUN: "đang làm",
    CellState.NONE: "chưa làm, chưa quá hạn",
    CellState.LATE: "quá hạn",
    CellState.NOT_APPLICABLE: "không áp dụng",
}
NOT_CHOSEN = "không chọn"
SHORT = 46
# What fits the head of a column; the catalogue has the whole names.
SHORT_GROUPS = {
    "mass_media": "Thông tin đại chúng",
    "visual": "Cổ động trực quan",
    "arts_sport": "Văn hóa, văn nghệ, TDTT",
}


def state_words(state: CellState, *, task: bool, choosable: bool) -> str:
    """What a state is called: what may be chosen and was not is "không chọn", never "chưa"."""
    if task:
        return TASK_WORDS[state]
    return NOT_CHOSEN if state is CellState.NONE and choosable else TOPIC_WORDS[state]


def square_state(state: CellState, *, choosable: bool) -> SquareState:
    """The shape of a state."""
    if state is CellState.NONE:
        return SquareState.NOT_CHOSEN if choosable else SquareState.TO_DO
    return SquareState.TO_DO if state is CellState.BEGUN else SquareState(state.value)


def column_name(key: str) -> str:
    """What a column is called: a group of forms, a form, any form, none."""
    if key == ANY:
        return "Mọi hình thức"
    if key == NO_FORM:
        return "Không ghi hình thức"
    known = catalogue()
    if key in SHORT_GROUPS:
        return SHORT_GROUPS[key]
    return known.form_name(key) if key in known.forms else known.group_name(key)


def item_key(item: Item) -> str:
    """The short key of an item in a table: "1.5", or its number among its like."""
    return item.label or {"task": "NV", "report": "BC"}.get(item.kind, "ND")


def item_name(item: Item, length: int = SHORT) -> str:
    """What fits a table; cut after a word, which an ellipsis shows."""
    said = " ".join((item.short or item.text).split()).rstrip("….;,")
    if len(said) <= length:
        return said
    return said[: length + 1].rsplit(" ", 1)[0].rstrip(",.;:–-") + "…"


def due_words(item: Item) -> str:
    """The day an item is due, for a table."""
    return f"hạn {format_day(item.deadline_on)}" if item.deadline_on else "không đặt hạn"


def cell_title(item: Item, column: str) -> str:
    """What an opened cell is called: "1.5 × Tuyên truyền miệng", "Nhiệm vụ 2"."""
    if column:
        return f"{item_key(item)} × {column}"
    return f"{item.get_kind_display().capitalize()} {item.label}".strip()
