"""What an office prints at the head of its report, and where the report goes."""

from __future__ import annotations

from dataclasses import dataclass

from trienkhai.web import clock
from trienkhai.web.offices.models import Letterhead, Unit, UnitKind, UnitVersion
from trienkhai.web.offices.queries import in_force

# Words of a unit's name that its abbreviation leaves out; what follows an area word names the place.
_SMALL = frozenset({"và", "về", "của", "các"})
_AREAS = frozenset({"tỉnh", "huyện", "xã", "phường"})
HEADS = (
    ("Phòng", "TRƯỞNG PHÒNG"),
    ("Ủy ban nhân dân", "CHỦ TỊCH"),
    ("Sở", "GIÁM ĐỐC"),
    ("Trung tâm", "GIÁM ĐỐC"),
    ("Bảo tàng", "GIÁM ĐỐC"),
    ("Thư viện", "GIÁM ĐỐC"),
)
_CITY = ("thành", "phố")


@dataclass(frozen=True, slots=True)
class Letters:
    """The head of a paper. `proposed`: the office has not set its own letterhead, these follow from its name."""

    parent: str
    name: str
    symbol: str
    place: str
    proposed: bool


def letters_of(unit: Unit, unit_name: str) -> Letters:
    """The letterhead an office has set, else one that follows from its name and place."""
    own: Letterhead | None = getattr(unit, "letterhead", None)
    if own is not None:
        return Letters(own.parent_name, own.name, own.symbol, own.place, proposed=False)
    versions = UnitVersion.objects.filter(in_force(clock.today()), unit_id=unit.pk)
    version = versions.select_related("parent__letterhead").first()
    parent = ""
    above: Letterhead | None = getattr(version.parent, "letterhead", None) if version else None
    if version is not None and version.kind in (UnitKind.DISTRICT_OFFICE, UnitKind.DISTRICT_CENTRE):
        parent = f"UBND {version.area_name}"
    elif above is not None:
        parent = above.name
    place = place_of(version.area_name) if version and version.area_name else above.place if above else ""
    return Letters(parent, unit_name, propose_symbol(unit_name), place, proposed=True)


def head_title(unit_name: str) -> str:
    """The title of the person who heads such a unit, to stand on a draft until somebody signs."""
    for word, title in HEADS:
        if unit_name.startswith(word):
            return title
    return "THỦ TRƯỞNG ĐƠN VỊ"


def place_of(area_name: str) -> str:
    """The place a paper is dated at: "Huyện Lộc Bình" gives "Lộc Bình"."""
    for word in ("Huyện ", "Thành phố ", "Thị xã ", "Xã ", "Phường ", "Thị trấn "):
        if area_name.startswith(word):
            return area_name.removeprefix(word)
    return area_name


def propose_symbol(unit_name: str) -> str:
    """The abbreviation a unit's name suggests; the word for its kind is left out before a field of work.

    >>> propose_symbol("Phòng Văn hóa và Thông tin huyện Lộc Bình"), propose_symbol("Bảo tàng tỉnh")
    ('VHTT', 'BT')
    """
    words: list[str] = []
    split = unit_name.replace(",", " ").replace("-", " ").split()
    for position, word in enumerate(split):
        if word in _AREAS or (word, *split[position + 1 : position + 2]) == _CITY:
            break
        if word not in _SMALL:
            words.append(word)
    kept = words[1:] if words[:1] == ["Phòng"] and len(words) > 1 else words
    return "".join(word[0].upper() for word in kept) or "VP"
