"""From a situation to its tables: items by groups of forms, by forms of one group, tasks by state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.web.coverage.counting import Cell, Matrix, Planned, UnitColumn, count_coverage, count_tasks
from trienkhai.web.coverage.layout import Layout, arrange_units
from trienkhai.web.coverage.queries import FormDeed, Situation, UnitFacts
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.models import Item
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.models import UnitKind

ANY = "*"
NO_FORM = ""
BAND_NAMES = {
    UnitKind.DISTRICT_OFFICE: gettext_lazy("Phòng"),
    UnitKind.DISTRICT_CENTRE: gettext_lazy("Trung tâm"),
    UnitKind.INTERNAL: gettext_lazy("Phòng CM"),
    UnitKind.COMMUNE: gettext_lazy("Cấp xã"),
    UnitKind.GOVERNMENT: gettext_lazy("UBND"),
    UnitKind.DEPARTMENT: gettext_lazy("Sở, ngành"),
    UnitKind.PARTY: gettext_lazy("Đảng"),
}
# Of a department, of any other office.
OWN_BANDS = (gettext_lazy("Thuộc Sở"), gettext_lazy("Thuộc CQ"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """A situation counted. `topics` by group of forms, `whole` by topic alone (one column, ANY), `tasks` by item.

    `plans` are by duty: how many cells the unit planned, and in how many of them it did something.
    """

    situation: Situation
    units: tuple[UnitColumn, ...]
    layout: Layout
    topics: Matrix
    whole: Matrix
    tasks: dict[int, Cell]
    plans: dict[int, tuple[int, int]]

    @property
    def has_forms(self) -> bool:
        """Whether topics are told apart by form; without forms every item has one line of states."""
        return bool(self.situation.forms) and bool(self.topics.items)

    def by_forms(self, group: str) -> Matrix:
        """The topics by the forms of one group."""
        forms = find_forms(self.situation, group)
        planned = frozenset(
            (cell.duty, cell.item, form)
            for cell in self.situation.planned
            if cell.group == group
            for form in cell.forms
        )
        return _count(self.situation, self.units, self.topics.items, forms, lambda deed: deed.form, planned)

    def find_cell(self, item: int, group: str = ANY, form: str = "") -> Cell | None:
        """One cell: of a task; of a topic in any form, in a group, or in one form."""
        if item in self.tasks:
            return self.tasks[item]
        if form:
            group = next((known.group for known in catalogue().forms.values() if known.key == form), NO_FORM)
            return self.by_forms(group).cells.get((item, form))
        return self.whole.cells.get((item, ANY)) if group == ANY else self.topics.cells.get((item, group))

    def choosable(self, item: Item) -> bool:
        """Whether a unit that did nothing of it simply did not choose it."""
        return item.kind == Item.Kind.TOPIC and self.situation.directive.units_choose


def count_situation(situation: Situation) -> Coverage:
    """Everything counted once."""
    of_department = situation.directive.document.issuer_name.startswith(in_vietnamese("Sở"))
    affiliated = str(OWN_BANDS[0 if of_department else 1])
    units = tuple(unit_column(unit, affiliated) for unit in situation.units)
    topics = [item.pk for item in situation.of_kind(Item.Kind.TOPIC)]
    tasks = [item.pk for item in situation.of_kind(Item.Kind.TASK)]
    deeds = [deed.in_column(deed.group) for deed in situation.deeds]
    by_group = frozenset((cell.duty, cell.item, cell.group) for cell in situation.planned)
    anyhow = frozenset((cell.duty, cell.item, ANY) for cell in situation.planned)
    tasked = frozenset((cell.duty, cell.item, "") for cell in situation.planned)
    return Coverage(
        situation=situation,
        units=units,
        layout=arrange_units(units),
        topics=_count(situation, units, topics, find_groups(situation), lambda deed: deed.group, by_group),
        whole=_count(situation, units, topics, (ANY,), lambda deed: ANY, anyhow),
        tasks=count_tasks(units, tasks, deeds, tasked),
        plans=count_plans(situation, frozenset(tasks)),
    )


def count_plans(situation: Situation, tasks: frozenset[int]) -> dict[int, tuple[int, int]]:
    """How many cells each unit planned, and in how many of them it did something; a task is one cell."""
    acted = {(deed.duty, item, "" if item in tasks else deed.group) for deed in situation.deeds for item in deed.items}
    found: dict[int, tuple[int, int]] = {}
    for duty, item, group in {
        (cell.duty, cell.item, "" if cell.item in tasks else cell.group) for cell in situation.planned
    }:
        planned, done = found.get(duty, (0, 0))
        found[duty] = planned + 1, done + ((duty, item, group) in acted)
    return found


def unit_column(unit: UnitFacts, affiliated: str) -> UnitColumn:
    """A unit as the arithmetic sees it; `affiliated` is what the row of the office's own units is called."""
    kinds = {kind.value: str(name) for kind, name in BAND_NAMES.items()} | {UnitKind.AFFILIATED.value: affiliated}
    return UnitColumn(
        duty=unit.duty.pk,
        unit=unit.duty.unit_id,
        name=unit.name,
        short_name=unit.short_name,
        band=kinds.get(unit.kind, _("Khác")),
        place=unit.area_name,
        items=frozenset(item.item for item in unit.standing.owed()),
        late=frozenset(unit.late),
    )


def find_groups(situation: Situation) -> tuple[str, ...]:
    """The columns: groups the directive's forms mean, and groups somebody used; last the activities without form."""
    known = catalogue()
    wanted = {known.forms[key].group for key in situation.forms if key in known.forms}
    used = {deed.group for deed in situation.deeds}
    named = tuple(group.key for group in known.groups if group.key in wanted | used)
    return (*named, NO_FORM) if NO_FORM in used or not named else named


def find_forms(situation: Situation, group: str) -> tuple[str, ...]:
    """The forms a group opens into: those the directive means, and those somebody used."""
    used = {deed.form for deed in situation.deeds if deed.group == group}
    forms = next((known.forms for known in catalogue().groups if known.key == group), ())
    return tuple(form.key for form in forms if form.key in situation.forms | used)


def _count(
    situation: Situation,
    units: Sequence[UnitColumn],
    items: Sequence[int],
    columns: Sequence[str],
    column_of: Callable[[FormDeed], str],
    planned: Planned,
) -> Matrix:
    deeds = [deed.in_column(column_of(deed)) for deed in situation.deeds]
    return count_coverage(units, items, columns, deeds, planned)
