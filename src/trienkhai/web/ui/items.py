"""What components are given: small frozen types, so that a view and a template agree on names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from trienkhai.web.ui.icons import State


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, chip or segment. `key` is compared with the current one; `label` has its number."""

    key: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps of a duty. `share` is how far it is, 0 to 100; None follows the state (done: full)."""

    name: str
    state: State
    lines: tuple[str, ...] = ()
    share: float | None = None

    @property
    def filled(self) -> float:
        """How much of the strip below the step is drawn full, in per cent."""
        if self.share is not None:
            return self.share
        return 100.0 if self.state in (State.DONE, State.EXEMPT, State.FROZEN) else 0.0


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One line of Diễn biến: when, what (with an address if it can be opened), by whom or why."""

    day: date
    state: State
    text: str
    by: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """One part of the way here; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """A cut list, told honestly. Pages by key: the address of the next page carries the last key shown.

    `noun` is counted ("đơn vị"), `key` the printed key the next page starts after ("LB-018").
    """

    shown: int
    total: int
    noun: str
    next_url: str = ""
    previous_url: str = ""
    all_url: str = ""
    key: str = ""


DIRECTIVE_TABS: tuple[tuple[str, str | Promise], ...] = (
    ("overview", pgettext_lazy("thẻ", "Tổng quan")),
    ("document", pgettext_lazy("thẻ", "Văn bản")),
    ("units", pgettext_lazy("thẻ", "Đơn vị nhận")),
    ("plans", pgettext_lazy("thẻ", "Kế hoạch")),
    ("activities", pgettext_lazy("thẻ", "Hoạt động")),
    ("coverage", pgettext_lazy("thẻ", "Độ phủ")),
    ("reports", pgettext_lazy("thẻ", "Báo cáo")),
    ("chain", pgettext_lazy("thẻ", "Chuỗi thẩm quyền")),
    ("history", pgettext_lazy("thẻ", "Nhật ký")),
)
