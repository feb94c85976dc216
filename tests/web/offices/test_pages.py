"""The list of units on a day, and one unit over time."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override

from tests.web.conftest import OFFICE_DAY, ClientFor, World
from trienkhai.web.directives.models import Duty
from trienkhai.web.offices.listing import grow_tree, tell_changes
from trienkhai.web.offices.models import Succession, UnitKind, UnitVersion
from trienkhai.web.offices.queries import list_versions, search_units


def test_the_tree_holds_every_unit_once(world: World) -> None:
    """Under its parent; the province on top."""
    (top,) = grow_tree(list_versions(OFFICE_DAY))
    assert top.version.unit.code == "tinh"
    assert 1 + top.size == list_versions(OFFICE_DAY).count()
    so = next(branch for branch in top.children if branch.version.unit.code == "so")
    assert {child.version.unit.code for child in so.children} == {"phong-nghiep-vu", "bao-tang", "thu-vien"}


def test_units_that_stand_under_each_other_do_not_hang_the_page(world: World) -> None:
    """A circle in the data leaves them out of the tree and the page stands."""
    UnitVersion.objects.filter(unit__code="so").update(parent=world.units["bao-tang"])
    assert [branch.version.unit.code for branch in grow_tree(list_versions(OFFICE_DAY))] == ["tinh"]


def test_names_are_found_without_marks_and_by_short_forms(world: World) -> None:
    """ "VHTT bac son" is the office of Bắc Sơn."""
    for words in ("bắc sơn", "VH&TT bac son", "Bắc Sơn phòng"):
        assert [version.unit.code for version in search_units(words, OFFICE_DAY)] == ["vhtt-bac-son"], words


def test_the_list_shows_another_day_and_keeps_a_bad_day_in_its_field(world: World, client_for: ClientFor) -> None:
    """Before the list began there are no units; a day that does not exist is said, nothing typed is lost."""
    client = client_for(world.actors["unit_officer"])
    assert client.get("/don-vi/").context["page"].total == 8
    assert client.get("/don-vi/", {"ngay": "31/12/2022"}).context["page"].total == 0
    text = client.get("/don-vi/", {"ngay": "31/11/2023"}).content.decode()
    assert "Tháng 11 có 30 ngày" in text
    assert 'value="31/11/2023"' in text


def test_a_change_is_told_with_the_names_of_its_days(world: World, client_for: ClientFor) -> None:
    """The old unit, the new one, the day; on both units' pages and in the list."""
    change = Succession.objects.create(
        predecessor=world.units["thu-vien"],
        successor=world.units["bao-tang"],
        kind=Succession.Kind.MERGE_WHOLE,
        effective_on=date(2023, 3, 1),
        act="Quyết định mẫu",
    )
    (told,) = tell_changes([change])
    assert told.words == "Thư viện tỉnh: sáp nhập toàn bộ, sang Bảo tàng tỉnh"
    client = client_for(world.actors["outsider"])
    for address in ("/don-vi/", f"/don-vi/{world.units['thu-vien'].pk}/", f"/don-vi/{world.units['bao-tang'].pk}/"):
        assert "sáp nhập toàn bộ" in client.get(address).content.decode(), address


def test_duties_of_a_unit_show_only_to_those_who_may_see_them(world: World, duty: Duty, client_for: ClientFor) -> None:
    """The unit itself and the office that gave it; others see the unit and nothing of its duties."""
    address = f"/don-vi/{duty.unit_id}/nhiem-vu/"
    link = f"/nhiem-vu/{duty.pk}/"
    seen = {key for key, actor in world.actors.items() if link in client_for(actor).get(address).content.decode()}
    assert seen == {"unit_clerk", "unit_officer", "unit_leader", "so_clerk", "so_officer", "so_leader"}
    assert client_for(world.actors["outsider"]).get(f"/don-vi/{duty.unit_id}/").status_code == 200


def test_an_unknown_unit_is_not_found(world: World, client_for: ClientFor) -> None:
    """404."""
    assert client_for(world.actors["outsider"]).get("/don-vi/99999/").status_code == 404


def test_every_kind_of_unit_is_said_in_the_language_of_the_page() -> None:
    """Also a kind that a later version has forgotten."""
    kinds = [UnitVersion(kind=kind).kind_name for kind in UnitKind.values]
    assert kinds == [str(kind.label) for kind in UnitKind]
    with override("en"):
        said = [UnitVersion(kind=kind).kind_name for kind in UnitKind.values]
        assert said == [str(kind.label) for kind in UnitKind]
        assert said != kinds
    assert UnitVersion(kind="huyen").kind_name == "huyen"
