"""What a unit was reminded of and has not done yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from trienkhai.web.desk.naming import capitalise, name_issuer, title_item
from trienkhai.web.desk.progress import Progress
from trienkhai.web.desk.work import Work
from trienkhai.web.directives.models import Item
from trienkhai.web.directives.passed_on import Urged, read_urged
from trienkhai.web.directives.planning import PLAN_KIND
from trienkhai.web.ui.formats import format_day
from trienkhai.web.ui.icons import State


def still_open(entry: Progress) -> set[int | None]:
    """The tasks and reports a unit can be reminded of, and None for the duty as a whole where anything is open."""
    if not entry.standing.counts:
        return set()
    kinds = (Item.Kind.TASK, Item.Kind.REPORT, PLAN_KIND)
    still: set[int | None] = {item.pk for kind in kinds for item in entry.open_items(kind)}
    return still | {None} if still or entry.acknowledged_on is None else still


def find_urged(entry: Progress) -> Urged | None:
    """The newest reminder, while what it says is still open; needs `with_newest_urging`."""
    urged = read_urged(entry.duty.newest_urging)  # type: ignore[attr-defined]  # annotated by with_newest_urging
    return urged if urged is not None and urged.item in still_open(entry) else None


def list_urged(entry: Progress) -> Iterator[Work]:
    """A line of the unit's desk for an open reminder; red only where a day has passed."""
    urged = find_urged(entry)
    if urged is None:
        return
    about = title_item(entry.items[urged.item]) if urged.item else _("Việc còn lại của nhiệm vụ")
    yield Work(
        icon=State.LOOK,
        title=_("%(office)s đôn đốc: %(item)s")
        % {"office": capitalise(name_issuer(entry.duty.directive)), "item": about},
        reason=urged.words or entry.duty.directive.title,
        detail=urged.made_by,
        when=_("Đôn đốc ngày %(day)s") % {"day": format_day(urged.on)},
        button=_("Mở nhiệm vụ"),
        url=reverse("desk:duty", args=[entry.duty.pk]),
        since=urged.on,
        bold=True,
    )
