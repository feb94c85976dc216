"""A third level: two communes below the culture office of Bắc Sơn, whose duty comes from the department."""

from __future__ import annotations

from dataclasses import dataclass

from tests.web.conftest import BEGIN, World, appoint
from tests.web.standing import standing
from trienkhai.web.journal.events import MACHINE
from trienkhai.web.offices.actions import load_units
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.loading import ListedLetterhead, ListedUnit, UnitList
from trienkhai.web.offices.models import Role, Unit, UnitKind


@dataclass(frozen=True, kw_only=True)
class Below:
    """Two communes; nobody signs in for the first, an officer and a leader for the second."""

    units: tuple[Unit, Unit]
    officer: Actor
    leader: Actor


@standing()
def below(world: World) -> Below:
    """The communes Bắc Quỳnh and Vũ Lễ."""

    def commune(code: str, name: str) -> ListedUnit:
        return ListedUnit(
            code=code, name=f"Ủy ban nhân dân xã {name}", short_name=f"UBND xã {name}", kind=UnitKind.COMMUNE
        )

    listing = UnitList(
        issuer="xa-bac-quynh",
        as_of=BEGIN,
        valid_from=BEGIN,
        units=(commune("xa-bac-quynh", "Bắc Quỳnh"), commune("xa-vu-le", "Vũ Lễ")),
        groups=(),
        letterhead=ListedLetterhead(parent_name="", name="UBND XÃ BẮC QUỲNH", symbol="UBND", place="Bắc Quỳnh"),
    )
    loaded = load_units(MACHINE, listing=listing)
    first, second = loaded.by_code["xa-bac-quynh"], loaded.by_code["xa-vu-le"]
    return Below(
        units=(first, second),
        officer=appoint(second, key="xa_officer", title="Công chức xã Vũ Lễ", role=Role.OFFICER),
        leader=appoint(second, key="xa_leader", title="Phó Chủ tịch xã Vũ Lễ", role=Role.LEADER),
    )
