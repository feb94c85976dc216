"""What phrases of documents mean, on the units of Lạng Sơn in 2023."""

from __future__ import annotations

from datetime import date

import pytest

from trienkhai.web.offices.groups import Directory, Found, load_directory, resolve_phrase
from trienkhai.web.offices.models import Group, Unit, UnitVersion

DAY = date(2023, 5, 30)

PHRASES = [
    ("Các đơn vị trực thuộc Sở", 5, Found.GROUP),
    ("các đơn vị trực thuộc sở;", 5, Found.GROUP),
    ("Phòng Văn hóa và Thông tin các huyện, thành phố", 11, Found.GROUP),
    ("Trung tâm Văn hóa - Thể thao thành phố", 1, Found.GROUP),
    ("Trung tâm Văn hoá, Thể thao và Truyền thông các huyện", 10, Found.GROUP),
    ("Phòng Văn hóa và Thông tin các huyện", 10, Found.GRAMMAR),
    ("Phòng Văn hóa và Thông tin", 11, Found.GRAMMAR),
    ("Phòng VHTT các huyện, thành phố", 11, Found.GROUP),
    ("Trung tâm Văn hóa, Thể thao và Truyền thông các huyện, thành phố", 10, Found.GRAMMAR),
    ("UBND các huyện, thành phố", 11, Found.GRAMMAR),
    ("Ủy ban nhân dân các huyện", 10, Found.GRAMMAR),
    ("UBND thành phố", 1, Found.GRAMMAR),
    ("UBND các xã, phường, thị trấn", 200, Found.GRAMMAR),
    ("Ủy ban nhân dân các phường", 5, Found.GRAMMAR),
    ("UBND các xã, thị trấn thuộc huyện Bắc Sơn", 18, Found.GRAMMAR),
    ("Các phòng chuyên môn thuộc Sở", 5, Found.GRAMMAR),
    ("các phòng, đơn vị trực thuộc Sở", 12, Found.GRAMMAR),
    ("Bảo tàng tỉnh", 1, Found.UNIT),
    ("Phòng QLVH&GĐ", 1, Found.UNIT),
    ("Phòng VH&TT huyện Bắc Sơn", 1, Found.UNIT),
    ("TTVH,TT&TT huyện Bình Gia", 1, Found.UNIT),
    ("Bảo tàng tỉnh, Thư viện tỉnh", 2, Found.LIST),
    ("Thư viện tỉnh; Phòng Văn hóa và Thông tin các huyện", 11, Found.LIST),
    ("UBND xã Hòa Bình", 0, Found.NOTHING),
    ("Các cơ quan báo chí", 0, Found.NOTHING),
    ("Trung tâm", 0, Found.NOTHING),
    ("Văn phòng UBND tỉnh", 0, Found.NOTHING),
    ("", 0, Found.NOTHING),
]


@pytest.fixture
def directory(lang_son: Unit) -> Directory:
    return load_directory(lang_son.pk, DAY)


@pytest.mark.parametrize(("phrase", "count", "found"), PHRASES, ids=[row[0] or "empty" for row in PHRASES])
def test_a_phrase_means_so_many_units(directory: Directory, phrase: str, count: int, found: Found) -> None:
    """Every phrase is resolved by the named step, to the right number of units, or honestly to none."""
    answer = resolve_phrase(phrase, directory)
    assert (len(answer.versions), answer.found) == (count, found), answer.rule
    assert answer.rule


def test_the_four_addressees_of_the_founding_dispatch_are_27_units(directory: Directory) -> None:
    """5 + 11 + 1 + 10 with nobody twice."""
    counts = [resolve_phrase(phrase, directory) for phrase, _, _ in (PHRASES[0], *PHRASES[2:5])]
    assert [len(answer.versions) for answer in counts] == [5, 11, 1, 10]
    assert len({version.unit_id for answer in counts for version in answer.versions}) == 27


def test_what_is_uncertain_about_the_affiliated_units_is_said_and_nothing_invented(directory: Directory) -> None:
    """Five are known, a decision of 2018 counts seven: the page can say so."""
    answer = resolve_phrase("Các đơn vị trực thuộc Sở", directory)
    assert answer.remark == "Danh mục có 5 đơn vị; Quyết định 671/QĐ-UBND ngày 12/4/2018 nêu 07."
    assert answer.rule == "loại “trực thuộc” của Sở"


def test_the_rule_counts_what_it_found(directory: Directory) -> None:
    """The words name the number of district-level units."""
    answer = resolve_phrase("Phòng Văn hóa và Thông tin các huyện, thành phố", directory)
    assert answer.rule == "vai trò “phòng văn hóa” ở 11 đơn vị cấp huyện"


def test_a_name_that_several_units_bear_is_left_to_a_person(directory: Directory) -> None:
    """Two communes are called Hòa Bình: both are named, with their districts, none is chosen."""
    answer = resolve_phrase("UBND xã Hòa Bình", directory)
    assert answer.versions == ()
    assert "Cùng tên" in answer.remark
    assert "Huyện Văn Quan" in answer.remark


def test_a_district_means_its_own_communes(lang_son: Unit) -> None:
    """The same words mean 18 communes when Bắc Sơn writes them."""
    bac_son = Unit.objects.get(code="ubnd-185")
    answer = resolve_phrase("UBND các xã, thị trấn", load_directory(bac_son.pk, DAY))
    assert len(answer.versions) == 18


def test_units_that_no_longer_exist_on_the_day_are_not_meant(lang_son: Unit) -> None:
    """The district level ended on 30 June 2025."""
    answer = resolve_phrase("Phòng Văn hóa và Thông tin các huyện", load_directory(lang_son.pk, date(2025, 7, 1)))
    assert answer.versions == ()


def test_groups_of_another_office_do_not_count(lang_son: Unit) -> None:
    """A group belongs to the office that uses it; elsewhere the grammar answers, from that office's own units."""
    Group.objects.create(
        office=Unit.objects.get(code="ubnd-185"),
        phrase="Khối văn hóa",
        folded="khoi van hoa",
        roles=["affiliated"],
        rule="thử",
    )
    assert resolve_phrase("Khối văn hóa", load_directory(lang_son.pk, DAY)).found == Found.NOTHING


def test_loading_is_three_queries_whatever_is_asked(lang_son: Unit, django_assert_num_queries: object) -> None:
    """Phrases are resolved in memory."""
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(3):
        directory = load_directory(lang_son.pk, DAY)
        for phrase, _, _ in PHRASES:
            resolve_phrase(phrase, directory)


def test_the_list_of_2023_holds_every_unit_once(lang_son: Unit) -> None:
    """1 province, 1 department, 12 of its units, 22 district units, 11 governments of districts and 200 of communes."""
    kinds = list(UnitVersion.objects.values_list("kind", flat=True))
    assert len(kinds) == 1 + 1 + 12 + 22 + 11 + 200
    assert kinds.count("commune") == 200
    assert kinds.count("internal") == 7
    assert not UnitVersion.objects.filter(kind="internal", unit__is_office=True).exists()
