"""The words of coverage: states of units, names of columns and items."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.tables import ANY, NO_FORM
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Item
from trienkhai.web.language import in_vietnamese
from trienkhai.web.ui.formats import format_day
from trienkhai.web.ui.squares import SquareState

TOPIC_WORDS = {
    CellState.PROVED: gettext_lazy("có minh chứng"),
    CellState.RECORDED: gettext_lazy("đã ghi, chưa có minh chứng"),
    CellState.PLANNED: gettext_lazy("có kế hoạch, chưa làm"),
    CellState.NONE: gettext_lazy("chưa làm"),
    CellState.NOT_APPLICABLE: gettext_lazy("không áp dụng"),
}
TASK_WORDS = {
    CellState.PROVED: gettext_lazy("hoàn thành, có minh chứng"),
    CellState.RECORDED: gettext_lazy("hoàn thành, chưa có minh chứng"),
    CellState.PLANNED: gettext_lazy("có kế hoạch, chưa làm"),
    CellState.BEGUN: gettext_lazy("đang làm"),
    CellState.NONE: gettext_lazy("chưa làm, chưa quá hạn"),
    CellState.LATE: gettext_lazy("quá hạn"),
    CellState.NOT_APPLICABLE: gettext_lazy("không áp dụng"),
}
NOT_CHOSEN = gettext_lazy("không chọn")
UNNUMBERED = {"topic": gettext_lazy("ND"), "task": gettext_lazy("NV"), "report": gettext_lazy("BC")}
SHORT = 46
# What fits the head of a column; the catalogue has the whole names.
SHORT_GROUPS = {
    "mass_media": in_vietnamese("Thông tin đại chúng"),
    "visual": in_vietnamese("Cổ động trực quan"),
    "arts_sport": in_vietnamese("Văn hóa, văn nghệ, TDTT"),
}


def state_words(state: CellState, *, task: bool, choosable: bool) -> str:
    """What a state is called: what may be chosen and was not is "không chọn", never "chưa"."""
    if task:
        return str(TASK_WORDS[state])
    return str(NOT_CHOSEN if state is CellState.NONE and choosable else TOPIC_WORDS[state])


def square_state(state: CellState, *, choosable: bool) -> SquareState:
    """The shape of a state."""
    if state is CellState.NONE:
        return SquareState.NOT_CHOSEN if choosable else SquareState.TO_DO
    return SquareState.TO_DO if state is CellState.BEGUN else SquareState(state.value)


def column_name(key: str) -> str:
    """What a column is called: a group of forms, a form, any form, none."""
    if key == ANY:
        return _("Mọi hình thức")
    if key == NO_FORM:
        return _("Không ghi hình thức")
    known = catalogue()
    if key in SHORT_GROUPS:
        return SHORT_GROUPS[key]
    return known.form_name(key) if key in known.forms else known.group_name(key)


def item_key(item: Item) -> str:
    """The short key of an item in a table: "1.5", or its number among its like."""
    return item.label or str(UNNUMBERED.get(item.kind, UNNUMBERED["topic"]))


def item_name(item: Item, length: int = SHORT) -> str:
    """What fits a table; cut after a word, which an ellipsis shows."""
    said = " ".join((item.short or item.text).split()).rstrip("….;,")
    if len(said) <= length:
        return said
    return said[: length + 1].rsplit(" ", 1)[0].rstrip(",.;:–-") + "…"


def due_words(item: Item) -> str:
    """The day an item is due, for a table."""
    return _("hạn %(due)s") % {"due": format_day(item.deadline_on)} if item.deadline_on else _("không đặt hạn")


def cell_title(item: Item, column: str) -> str:
    """What an opened cell is called: "1.5 × Tuyên truyền miệng", "Nhiệm vụ 2"."""
    if column:
        return f"{item_key(item)} × {column}"
    return f"{item.get_kind_display().capitalize()} {item.label}".strip()
