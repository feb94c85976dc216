"""Addresses that keep the chosen day, and lists of other folders that stand behind a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from trienkhai.web.coverage.counting import CellState
from trienkhai.web.coverage.tables import ANY

STATE_KEYS: dict[CellState, str] = {
    CellState.PROVED: "co-minh-chung",
    CellState.RECORDED: "da-ghi",
    CellState.PLANNED: "co-ke-hoach",
    CellState.BEGUN: "dang-lam",
    CellState.NONE: "chua-lam",
    CellState.LATE: "qua-han",
    CellState.NOT_APPLICABLE: "khong-ap-dung",
}
Asked = Mapping[str, str | int]


@lru_cache(maxsize=4096)
def find_address(name: str, *ids: int) -> str:
    """An address by its name. A page of coverage holds four hundred; they do not change while the program runs."""
    return reverse(name, args=ids)


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses of one directive's coverage; `kept` is carried along (day, knowledge)."""

    directive: int
    kept: Mapping[str, str] = field(default_factory=dict)

    def page(self, asked: Asked | None = None, anchor: str = "") -> str:
        """The main page."""
        return self._build("coverage:matrix", asked or {}, anchor)

    def cell(self, item: int, group: str = ANY, *, form: str = "", state: CellState | None = None) -> str:
        """The units behind one cell, by name."""
        asked: dict[str, str | int] = {"noi-dung": item}
        if group != ANY:
            asked["nhom"] = group
        if form:
            asked["hinh-thuc"] = form
        if state is not None:
            asked["trang-thai"] = STATE_KEYS[state]
        return self._build("coverage:cell", asked, "")

    def unit(self, duty: int) -> str:
        """What one unit did, topic by topic."""
        return self._build("coverage:cell", {"don-vi": duty}, "")

    def activities(
        self, duty: int | None = None, item: int | None = None, group: str = ANY, *, proved: bool = False
    ) -> str:
        """The activities behind a number.

        The list of activities is today's; behind a number of a past day stand our own lists, which keep the day.
        """
        if self.kept and duty is not None:
            return self.unit(duty)
        if self.kept and item is not None:
            return self.cell(item, group)
        asked: dict[str, str | int] = {"chi-dao": self.directive, "trang-thai": "duoc-tinh"}
        asked |= {"don-vi": duty} if duty is not None else {}
        asked |= {"noi-dung": item} if item is not None else {}
        asked |= {"nhom": group} if group != ANY else {}
        asked |= {"minh-chung": "co"} if proved else {}
        return f"{find_address('activities:list')}?{urlencode(asked)}"

    def _build(self, name: str, asked: Asked, anchor: str) -> str:
        question = {**self.kept, **asked}
        address = find_address(name, self.directive)
        return address + (f"?{urlencode(question)}" if question else "") + (f"#{anchor}" if anchor else "")


def duty_url(duty: int) -> str:
    """The duty of one unit."""
    return find_address("desk:duty", duty)


def why_url(duty: int, item: int) -> str:
    """Why it is red."""
    return find_address("desk:why", duty, item)


def activity_url(activity: int) -> str:
    """One activity."""
    return find_address("activities:detail", activity)
