"""Which units a phrase of a document means on a day, with the rule in words.

Steps, in this order; the first that finds something answers:

1. the office's own `Group` with exactly this phrase (folded: case, marks and short forms do not matter);
2. one unit called so: its name, a short form or another known way of writing it;
3. the grammar of official writing: "<name> các huyện, thành phố", "UBND các xã, phường, thị trấn", "các đơn vị trực
   thuộc Sở", "các phòng chuyên môn", and a name common to several units ("Phòng Văn hóa và Thông tin");
4. a list of such phrases, joined by semicolons, commas or "và".

Nothing is guessed beyond that: what stays open is returned as unresolved, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trienkhai.web.offices.models import Group, UnitAlias, UnitKind, UnitVersion
from trienkhai.web.offices.naming import fold_name
from trienkhai.web.offices.queries import list_versions

# Words that may follow a name common to several units: what comes next only says where the unit is.
_PLACE = re.compile(r"^(?:(?:thuoc|cua|tai) )?(?:tinh|thanh pho|thi xa|quan|huyen|xa|phuong|thi tran|so)\b")
_ALL_OF = re.compile(r"^(?:tat ca |toan the )?(?:cac|nhung) ")
_AREAS = re.compile(
    r"^(?P<stem>.+?) (?:(?:thuoc|cua|o|tai) )?(?:"
    r"(?P<districts_and_city>cac (?:huyen(?:, thi xa)?(?:,| va) thanh pho"
    r"|thanh pho(?:,| va) huyen|quan(?:,| va) huyen.*))"
    r"|(?P<districts>cac huyen)"
    r"|(?P<communes>cac (?P<kinds>(?:xa|phuong|thi tran)(?:(?:, | va )(?:xa|phuong|thi tran))*)"
    r"(?: (?:thuoc|cua|o) (?P<district>(?:huyen|thanh pho|thi xa|quan) .+))?)"
    r"|(?P<city>thanh pho)"
    r")(?: (?:tren dia ban|trong tinh|toan tinh|thuoc tinh).*)?$"
)
_AFFILIATED = re.compile(r"^(?:don vi|co quan, don vi|don vi su nghiep)(?: su nghiep)?(?: cong lap)? (?:truc )?thuoc\b")
_DIVISIONS = re.compile(
    r"^(?:phong(?:, ban)?(?: chuyen mon)?(?:,? nghiep vu)?(?:, don vi)?)(?: (?:truc )?(?:thuoc|cua) .*)?$"
)
_DIVISIONS_AND_AFFILIATED = re.compile(r"^phong(?:, ban)?(?: chuyen mon)?(?:, nghiep vu)?(?:,| va) don vi\b")
_JOINTS = (re.compile(r"\s*;\s*"), re.compile(r",\s+"), re.compile(r"\s+và\s+"))


class Found(StrEnum):
    """By which step a phrase was resolved."""

    GROUP = "group"
    UNIT = "unit"
    GRAMMAR = "grammar"
    LIST = "list"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What a phrase stands for on a day. `rule` says why, in words; `remark` what is known to be uncertain."""

    phrase: str
    day: date
    found: Found
    rule: str
    remark: str = ""
    versions: tuple[UnitVersion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Directory:
    """The units of one day as one office sees them; loaded once, asked for many phrases."""

    office_id: int
    day: date
    versions: tuple[UnitVersion, ...]
    groups: tuple[Group, ...]
    by_name: dict[str, tuple[UnitVersion, ...]]
    office: UnitVersion | None


def load_directory(office_id: int, day: date) -> Directory:
    """All units in force on that day, their other names, and the office's groups (three queries)."""
    versions = tuple(list_versions(day))
    by_unit = {version.unit_id: version for version in versions}
    names: dict[str, dict[int, UnitVersion]] = {}
    for version in versions:
        for name in (version.folded, fold_name(version.short_name)):
            names.setdefault(name, {})[version.unit_id] = version
    for alias in UnitAlias.objects.all():
        if alias.unit_id in by_unit:
            names.setdefault(alias.folded, {})[alias.unit_id] = by_unit[alias.unit_id]
    return Directory(
        office_id=office_id,
        day=day,
        versions=versions,
        groups=tuple(Group.objects.filter(office_id=office_id)),
        by_name={name: tuple(found.values()) for name, found in names.items()},
        office=by_unit.get(office_id),
    )


def resolve_phrase(phrase: str, directory: Directory) -> Resolution:
    """The units a phrase means; see the steps at the top of this file."""
    return (
        _resolve_whole(phrase, directory)
        or _find_listed(phrase, directory, _JOINTS)
        or Resolution(
            phrase=phrase,
            day=directory.day,
            found=Found.NOTHING,
            rule="chưa có quy tắc; người phụ trách chọn đơn vị",
        )
    )


def _resolve_whole(phrase: str, directory: Directory) -> Resolution | None:
    folded = fold_name(phrase)
    for step in (_find_group, _find_named, _find_by_grammar):
        found = step(phrase, folded, directory)
        if found is not None:
            return found
    return None


def _find_group(phrase: str, folded: str, directory: Directory) -> Resolution | None:
    group = next((group for group in directory.groups if group.folded == folded), None)
    if group is None:
        return None
    versions = tuple(version for version in directory.versions if _belongs(version, group))
    count = len(versions)
    return Resolution(
        phrase=phrase,
        day=directory.day,
        found=Found.GROUP,
        rule=group.rule.replace("{n}", str(count)),
        remark=f"Danh mục có {count} đơn vị; {group.remark}" if group.remark else "",
        versions=versions,
    )


def _belongs(version: UnitVersion, group: Group) -> bool:
    if version.role not in group.roles or (group.under_id and version.parent_id != group.under_id):
        return False
    return group.areas == Group.Areas.ALL or (group.areas == Group.Areas.CITY) == is_city(version)


def _find_named(phrase: str, folded: str, directory: Directory) -> Resolution | None:
    """One unit called so. A name that several bear ("UBND xã Hòa Bình") stays open: a person chooses."""
    named = directory.by_name.get(folded, ())
    mine = [version for version in named if version.office_id == directory.office_id]
    chosen = mine if len(mine) == 1 else list(named)
    if len(chosen) == 1:
        return _resolved(phrase, directory, Found.UNIT, f"tên đơn vị: {chosen[0].name}", chosen)
    if len(chosen) > 1:
        return Resolution(
            phrase=phrase,
            day=directory.day,
            found=Found.NOTHING,
            rule="nhiều đơn vị cùng tên; người phụ trách chọn",
            remark="Cùng tên: " + "; ".join(_placed(version, directory) for version in chosen)[:250],
        )
    return None


def _find_by_grammar(phrase: str, folded: str, directory: Directory) -> Resolution | None:
    bare = _ALL_OF.sub("", folded)
    for reading in (_own_units, _units_of_areas, _units_of_one_name):
        found = reading(phrase, bare, directory)
        if found is not None and found.versions:
            return found
    return None


def _own_units(phrase: str, bare: str, directory: Directory) -> Resolution | None:
    """The office's own divisions and affiliated units."""
    own = [version for version in directory.versions if version.parent_id == directory.office_id]
    affiliated = [version for version in own if version.kind == UnitKind.AFFILIATED]
    internal = [version for version in own if version.kind == UnitKind.INTERNAL]
    if _DIVISIONS_AND_AFFILIATED.match(bare):
        return _resolved(phrase, directory, Found.GRAMMAR, "phòng và đơn vị trực thuộc cơ quan", internal + affiliated)
    if _AFFILIATED.match(bare):
        return _resolved(phrase, directory, Found.GRAMMAR, "loại “trực thuộc” của cơ quan", affiliated)
    if _DIVISIONS.match(bare):
        # "Phòng chuyên môn, nghiệp vụ" are the divisions called Phòng: Văn phòng and Thanh tra are named apart
        # (Decree 24/2014/NĐ-CP, Article 5).
        named = [version for version in internal if version.folded.startswith("phong ")]
        return _resolved(phrase, directory, Found.GRAMMAR, "loại “phòng chuyên môn” của cơ quan", named)
    return None


def _units_of_areas(phrase: str, bare: str, directory: Directory) -> Resolution | None:
    """ "<name> các huyện, thành phố" and the like; bare "các huyện" and "các xã, phường" mean their governments."""
    match = _AREAS.match(bare) or _AREAS.match(f"uy ban nhan dan cac {bare}")
    if match is None:
        return None
    stem = _ALL_OF.sub("", match["stem"])
    wanted, words = _area_rule(match)
    reach = _reach(directory, match["district"])
    found = [version for version in directory.versions if wanted(version) and _bears(version, stem) and reach(version)]
    return _resolved(phrase, directory, Found.GRAMMAR, f"đơn vị mang tên “{_common_name(found)}” ở {words}", found)


def _area_rule(match: re.Match[str]) -> tuple[Callable[[UnitVersion], bool], str]:
    if match["communes"]:
        kinds = tuple(re.split(r", | va ", match["kinds"]))
        return (
            lambda version: version.kind == UnitKind.COMMUNE and fold_name(version.area_name).startswith(kinds),
            "cấp xã",
        )
    if match["city"]:
        return lambda version: _is_district_level(version) and is_city(version), "thành phố"
    if match["districts"]:
        return lambda version: _is_district_level(version) and not is_city(version), "các huyện"
    return _is_district_level, "các huyện, thành phố"


def _units_of_one_name(phrase: str, bare: str, directory: Directory) -> Resolution | None:
    """A name several units share, each with its place behind it."""
    # One or two words ("phòng", "trung tâm") are no name of anything.
    if len(bare.split()) < 3:
        return None
    reach = _reach(directory, None)
    found = [version for version in directory.versions if _bears(version, bare) and reach(version)]
    return _resolved(phrase, directory, Found.GRAMMAR, f"tên chung “{_common_name(found)}”", found)


def _find_listed(phrase: str, directory: Directory, joints: tuple[re.Pattern[str], ...]) -> Resolution | None:
    """A list whose every part means something; semicolons part first, then commas, then "và"."""
    if not joints:
        return None
    parts = [part for part in joints[0].split(phrase) if part.strip()]
    if len(parts) < 2:
        return _find_listed(phrase, directory, joints[1:])
    known: list[Resolution] = []
    for part in parts:
        found = _resolve_whole(part, directory) or _find_listed(part, directory, joints[1:])
        if found is None or not found.versions:
            return None
        known.append(found)
    versions = _in_order(version for part in known for version in part.versions)
    return _resolved(phrase, directory, Found.LIST, "; ".join(part.rule for part in known), versions)


def is_city(version: UnitVersion) -> bool:
    """Whether the unit lies in a city or town of the province, not in a rural district."""
    return fold_name(version.area_name).startswith(("thanh pho", "thi xa"))


def _is_district_level(version: UnitVersion) -> bool:
    return version.kind in (UnitKind.DISTRICT_OFFICE, UnitKind.DISTRICT_CENTRE) or version.role == "district_government"


def _bears(version: UnitVersion, stem: str) -> bool:
    if not version.folded.startswith(f"{stem} "):
        return False
    return bool(_PLACE.match(version.folded[len(stem) + 1 :]))


def _reach(directory: Directory, district: str | None) -> Callable[[UnitVersion], bool]:
    """Which communes a phrase can mean: a district means its own, a named district those in it, a province all."""
    if district is not None:
        parents = {other.unit_id for other in directory.versions if fold_name(other.area_name) == district}
        return lambda version: version.parent_id in parents
    seats = {directory.office_id, directory.office.parent_id if directory.office else None}
    if not any(other.kind == UnitKind.COMMUNE and other.parent_id in seats for other in directory.versions):
        return lambda version: True
    return lambda version: version.kind != UnitKind.COMMUNE or version.parent_id in seats


def _common_name(versions: list[UnitVersion]) -> str:
    """What the names have in common, without the place."""
    if not versions:
        return ""
    words = [version.name.split() for version in versions]
    shared: list[str] = []
    for column in zip(*words, strict=False):
        if len({word.lower() for word in column}) > 1 or _PLACE.match(fold_name(column[0])):
            break
        shared.append(column[0])
    return " ".join(shared)


def _placed(version: UnitVersion, directory: Directory) -> str:
    parent = next((other for other in directory.versions if other.unit_id == version.parent_id), None)
    return f"{version.short_name} ({parent.area_name or parent.name})" if parent else version.short_name


def _in_order(versions: Iterable[UnitVersion]) -> list[UnitVersion]:
    once = {version.unit_id: version for version in versions}
    return sorted(once.values(), key=lambda version: (version.unit.position, version.unit_id))


def _resolved(
    phrase: str, directory: Directory, found: Found, rule: str, versions: Iterable[UnitVersion]
) -> Resolution:
    return Resolution(
        phrase=phrase, day=directory.day, found=found, rule=rule[:300], versions=tuple(_in_order(versions))
    )
