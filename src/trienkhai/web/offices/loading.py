"""Reading a list of units from JSON into typed lines; `actions.load_units` writes them down.

The list names a province, the office that issues (with divisions and affiliated units), and the districts with their
units and communes. What the list does not name is not made up: bodies that exist by law for every area (the People's
Committee of a district or commune) are derived from the areas, and their source says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.text import slugify

from trienkhai.vietnamese.letters import fold
from trienkhai.web.offices.models import Group, UnitKind

Fields = Mapping[str, object]
DERIVED = "suy ra từ danh mục đơn vị hành chính"
DISTRICT_KINDS = {
    "district_culture_office": UnitKind.DISTRICT_OFFICE,
    "district_culture_centre": UnitKind.DISTRICT_CENTRE,
}


@dataclass(frozen=True, kw_only=True)
class ListedUnit:
    """One unit of the list. `parent` and `office` are codes of units that stand before it; an empty office: itself."""

    code: str
    name: str
    short_name: str
    kind: UnitKind
    role: str = ""
    area: str = ""
    area_name: str = ""
    parent: str = ""
    office: str = ""
    valid_to: date | None = None
    source: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListedGroup:
    """A phrase of the issuing office that stands for several units."""

    phrase: str
    roles: tuple[str, ...]
    under_issuer: bool
    areas: str
    rule: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class ListedLetterhead:
    """What the issuing office prints."""

    parent_name: str
    name: str
    symbol: str
    place: str


@dataclass(frozen=True, kw_only=True)
class UnitList:
    """A whole list, in the order of the official one."""

    issuer: str
    as_of: date
    valid_from: date
    units: tuple[ListedUnit, ...]
    groups: tuple[ListedGroup, ...]
    letterhead: ListedLetterhead


def read_unit_list(path: Path) -> UnitList:
    """The list in a JSON file. Raises KeyError or ValueError where the file is no such list."""
    return parse_unit_list(json.loads(path.read_text("utf-8")))


def parse_unit_list(given: Fields) -> UnitList:
    """The list in the shape of `data/lang_son_units_2023.json`."""
    province, issuer = _fields(given["province"]), _fields(given["issuer"])
    as_of = date.fromisoformat(_text(given, "as_of"))
    stated_from = _text(given, "valid_from")
    top = _province_government(province, issuer)
    head = _issuer(issuer, top)
    districts = [_fields(entry) for entry in _list(given, "districts")]
    return UnitList(
        issuer=head.code,
        as_of=as_of,
        # A list says what was in force on its day; without a word on the beginning it holds for that calendar year.
        valid_from=date.fromisoformat(stated_from) if stated_from else date(as_of.year, 1, 1),
        units=(
            top,
            head,
            *_department_units(given, head),
            *_district_units(districts),
            *(_district_government(district, top) for district in districts),
            *(unit for district in districts for unit in _communes(district)),
        ),
        groups=tuple(_group(_fields(entry)) for entry in _list(given, "group_addressees")),
        letterhead=ListedLetterhead(
            parent_name=_text(issuer, "province_suffix_on_letterhead"),
            name=_text(issuer, "name").upper(),
            symbol=_text(issuer, "symbol"),
            place=_bare_area(_text(province, "name")),
        ),
    )


def _province_government(province: Fields, issuer: Fields) -> ListedUnit:
    name = _text(issuer, "parent")
    return ListedUnit(
        code=f"ubnd-tinh-{_text(province, 'code')}",
        name=name,
        short_name=name.replace("Ủy ban nhân dân", "UBND"),
        kind=UnitKind.GOVERNMENT,
        role="province_government",
        area=_text(province, "code"),
        area_name=_text(province, "name"),
        aliases=("Ủy ban nhân dân tỉnh",),
    )


def _issuer(issuer: Fields, top: ListedUnit) -> ListedUnit:
    return ListedUnit(
        code=_text(issuer, "id"),
        name=_text(issuer, "name"),
        short_name=_text(issuer, "short_form") or _text(issuer, "name"),
        kind=UnitKind.DEPARTMENT,
        role="department",
        area=top.area,
        area_name=top.area_name,
        parent=top.code,
        source=_text(issuer, "confidence"),
        aliases=(_text(issuer, "symbol"), f"{_text(issuer, 'name')} {_lower_area(top.area_name)}"),
    )


def _department_units(given: Fields, head: ListedUnit) -> Iterator[ListedUnit]:
    for entry in map(_fields, _list(given, "department_units")):
        internal = _text(entry, "kind") == "internal"
        name = _text(entry, "name")
        symbols = [symbol.strip() for symbol in _text(entry, "symbol").split("/") if symbol.strip()]
        short_forms = [f"Phòng {symbol}" for symbol in symbols] if name.startswith("Phòng ") else []
        yield ListedUnit(
            code=f"{head.code}-{slugify(fold(name))}"[:60],
            name=name,
            short_name=short_forms[-1] if short_forms else _text(entry, "short_form") or name,
            kind=UnitKind.INTERNAL if internal else UnitKind.AFFILIATED,
            role="division" if internal else "affiliated",
            parent=head.code,
            office=head.code if internal else "",
            source=_text(entry, "confidence"),
            aliases=(*short_forms, *symbols),
        )


def _district_units(districts: list[Fields]) -> Iterator[ListedUnit]:
    """All offices first, then all centres: the order in which official lists and addressees name them."""
    for role, kind in DISTRICT_KINDS.items():
        for district in districts:
            for entry in map(_fields, _list(district, "culture_units")):
                if _text(entry, "role") == role:
                    yield _district_unit(entry, district, role, kind)


def _district_unit(entry: Fields, district: Fields, role: str, kind: UnitKind) -> ListedUnit:
    short = _text(entry, "short_form") or _text(entry, "name")
    return ListedUnit(
        code=_text(entry, "id"),
        name=_text(entry, "name"),
        short_name=short,
        kind=kind,
        role=role,
        area=_text(district, "code"),
        area_name=_text(district, "name"),
        parent=f"ubnd-{_text(district, 'code')}",
        valid_to=_day(district, "valid_to"),
        source=_text(entry, "confidence"),
        aliases=(short,),
    )


def _district_government(district: Fields, top: ListedUnit) -> ListedUnit:
    return _government(
        district,
        code=f"ubnd-{_text(district, 'code')}",
        kind=UnitKind.GOVERNMENT,
        role="district_government",
        parent=top.code,
        valid_to=_day(district, "valid_to"),
    )


def _communes(district: Fields) -> Iterator[ListedUnit]:
    for commune in map(_fields, _list(district, "communes")):
        # A statistics code passes from one commune to another (06040 did in 2024): the name belongs to the identity.
        yield _government(
            commune,
            code=f"ubnd-{_text(commune, 'code')}-{slugify(fold(_text(commune, 'name')))}"[:60],
            kind=UnitKind.COMMUNE,
            role="commune_government",
            parent=f"ubnd-{_text(district, 'code')}",
            valid_to=_day(commune, "valid_to") or _day(district, "valid_to"),
            aliases=(f"UBND {_lower_area(_text(commune, 'name'))} {_lower_area(_text(district, 'name'))}",),
        )


def _government(
    area: Fields,
    *,
    code: str,
    kind: UnitKind,
    role: str,
    parent: str,
    valid_to: date | None,
    aliases: tuple[str, ...] = (),
) -> ListedUnit:
    name = _lower_area(_text(area, "name"))
    return ListedUnit(
        code=code,
        name=f"Ủy ban nhân dân {name}",
        short_name=f"UBND {name}",
        kind=kind,
        role=role,
        area=_text(area, "code"),
        area_name=_text(area, "name"),
        parent=parent,
        valid_to=valid_to,
        source=DERIVED,
        aliases=aliases,
    )


def _group(entry: Fields) -> ListedGroup:
    return ListedGroup(
        phrase=_text(entry, "phrase"),
        roles=tuple(str(role) for role in _list(entry, "roles")),
        under_issuer=bool(entry.get("under_issuer")),
        areas=_text(entry, "areas") or Group.Areas.ALL,
        rule=_text(entry, "rule"),
        remark=_text(entry, "remark"),
    )


def _lower_area(name: str) -> str:
    """ "Huyện Bắc Sơn" inside a longer name: "huyện Bắc Sơn"."""
    return name[:1].lower() + name[1:]


def _bare_area(name: str) -> str:
    """ "Tỉnh Lạng Sơn" as a place before a date: "Lạng Sơn"."""
    return name.removeprefix("Tỉnh ").removeprefix("Thành phố ")


def _fields(value: object) -> Fields:
    if not isinstance(value, Mapping):
        raise ValueError("danh mục đơn vị: cần một đối tượng JSON")
    return value


def _list(fields: Fields, key: str) -> list[object]:
    value = fields.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"danh mục đơn vị: {key} phải là một danh sách")
    return value


def _text(fields: Fields, key: str) -> str:
    value = fields.get(key)
    return "" if value is None else str(value)


def _day(fields: Fields, key: str) -> date | None:
    value = _text(fields, key)
    return date.fromisoformat(value) if value else None
