"""The units of a day as a tree, and what one unit was and is: what the pages of units show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.groups import load_directory, resolve_phrase
from trienkhai.web.offices.models import Appointment, Succession, UnitAlias, UnitVersion
from trienkhai.web.offices.queries import (
    find_versions,
    list_posts_held,
    list_successions,
    list_versions,
    search_units,
)

# A change of units stays worth a note for this long.
RECENT = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One unit of the tree with the units directly under it."""

    version: UnitVersion
    children: tuple[Branch, ...]

    @property
    def size(self) -> int:
        """How many units stand under it, at any depth."""
        return sum(1 + child.size for child in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup:
    """A group the office names in its documents, and how many units it means on the day."""

    phrase: str
    rule: str
    remark: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One unit's work went to another, in words."""

    day: date
    words: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsPage:
    """All units of a day, or those that bear the words looked for."""

    day: date
    total: int
    tree: tuple[Branch, ...]
    found: tuple[UnitVersion, ...]
    groups: tuple[ShownGroup, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """One unit: how it is called now, how it was called, who acts for it."""

    version: UnitVersion
    versions: tuple[UnitVersion, ...]
    names: dict[int, str]
    aliases: tuple[str, ...]
    posts: tuple[Appointment, ...]
    changes: tuple[Change, ...]


def units_page(actor: Actor, day: date, words: str) -> UnitsPage:
    """The units of that day, the office's own groups, and recent changes."""
    directory = load_directory(actor.office_id, day)
    recent = Succession.objects.filter(effective_on__lte=day, effective_on__gt=day - RECENT)
    resolved = [(group, resolve_phrase(group.phrase, directory)) for group in directory.groups]
    return UnitsPage(
        day=day,
        total=len(directory.versions),
        tree=() if words else grow_tree(directory.versions),
        found=tuple(search_units(words, day)) if words else (),
        groups=tuple(
            ShownGroup(phrase=group.phrase, rule=meant.rule, remark=group.remark, units=len(meant.versions))
            for group, meant in resolved
        ),
        changes=tell_changes(recent.order_by("-effective_on", "-id")),
    )


def grow_tree(versions: Iterable[UnitVersion]) -> tuple[Branch, ...]:
    """The units under their parents, in the order of the official list; whose parent is not there stands on top."""
    rows = list(versions)
    here = {version.unit_id for version in rows}
    below: dict[int | None, list[UnitVersion]] = {}
    for version in rows:
        below.setdefault(version.parent_id if version.parent_id in here else None, []).append(version)

    def _branch(version: UnitVersion, above: frozenset[int]) -> Branch:
        known = above | {version.unit_id}
        lower = (entry for entry in below.get(version.unit_id, ()) if entry.unit_id not in known)
        return Branch(version=version, children=tuple(_branch(entry, known) for entry in lower))

    return tuple(_branch(version, frozenset()) for version in below.get(None, ()))


def unit_page(unit_id: int, day: date) -> UnitPage:
    """One unit as it is on that day, else as it last was. Raises Unknown."""
    versions = find_versions(unit_id)
    if not versions:
        raise Unknown
    current = next((entry for entry in versions if is_valid(entry, day)), versions[0])
    above = {key for entry in versions for key in (entry.parent_id, entry.office_id) if key is not None}
    return UnitPage(
        version=current,
        versions=tuple(versions),
        names={entry.unit_id: entry.name for entry in list_versions(day).filter(unit_id__in=above)},
        aliases=tuple(UnitAlias.objects.filter(unit_id=unit_id).order_by("id").values_list("text", flat=True)),
        posts=tuple(list_posts_held(unit_id, day)),
        changes=tell_changes(list_successions(unit_id)),
    )


def is_valid(version: UnitVersion, day: date) -> bool:
    """Whether the version is in force on that day."""
    return version.valid_from <= day and (version.valid_to is None or day <= version.valid_to)


def tell_changes(successions: Iterable[Succession]) -> tuple[Change, ...]:
    """Successions as sentences, with the names the units bore around that day."""
    rows = list(successions)
    ids = {key for row in rows for key in (row.predecessor_id, row.successor_id) if key is not None}
    names: dict[int, list[UnitVersion]] = {}
    for version in UnitVersion.objects.filter(unit_id__in=ids).order_by("valid_from") if ids else ():
        names.setdefault(version.unit_id, []).append(version)
    return tuple(Change(day=row.effective_on, words=_sentence(row, names), act=row.act or row.note) for row in rows)


def _sentence(row: Succession, names: dict[int, list[UnitVersion]]) -> str:
    before = _name_on(names.get(row.predecessor_id, []), row.effective_on - timedelta(days=1))
    after = _name_on(names.get(row.successor_id, []), row.effective_on) if row.successor_id else ""
    if row.kind == Succession.Kind.ABOLISHED or not after:
        return f"{before}: {row.get_kind_display()}"
    return (
        _("%(before)s %(kind)s thành %(after)s") % {"before": before, "kind": row.get_kind_display(), "after": after}
        if row.kind == Succession.Kind.RENAME
        else _("%(before)s: %(kind)s, sang %(after)s")
        % {"before": before, "kind": row.get_kind_display(), "after": after}
    )


def _name_on(versions: list[UnitVersion], day: date) -> str:
    found = next((entry for entry in versions if is_valid(entry, day)), versions[-1] if versions else None)
    return found.name if found is not None else _("đơn vị không còn trong danh mục")
