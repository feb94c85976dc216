"""Forms of public information work, taken from enumerations."""

from __future__ import annotations

import pytest

from tests.library.reading.orders_support import ordered

RUNNING = "1. UBND các xã tuyên truyền bằng các hình thức: {forms}\n"
ROWS = [
    ("hệ thống loa truyền thanh, bảng tin, sinh hoạt chi bộ.",
     [("hệ thống loa truyền thanh", ()), ("bảng tin", ()), ("sinh hoạt chi bộ", ())], "a comma before a new form"),
    ("hội nghị báo cáo viên, tuyên truyền viên; tờ rơi.",
     [("hội nghị báo cáo viên, tuyên truyền viên", ()), ("tờ rơi", ())], "a comma inside one form"),
    ("trên mạng xã hội (Facebook, Zalo...); treo băng rôn, khẩu hiệu.",
     [("mạng xã hội", ("Facebook", "Zalo")), ("treo băng rôn, khẩu hiệu", ())], "examples in brackets; things shown"),
    ("tổ chức các hoạt động văn nghệ, thể thao…",
     [("hoạt động văn nghệ, thể thao", ())], "the verb and the plural word are not the form"),
]  # fmt: skip


@pytest.mark.parametrize(("forms", "expected", "reason"), ROWS)
def test_running_enumerations(forms: str, expected: list[tuple[str, tuple[str, ...]]], reason: str) -> None:
    """A sentence that announces forms is cut into them."""
    found = ordered(RUNNING.format(forms=forms)).forms
    assert [(form.form, form.examples) for form in found] == expected, reason


def test_bullets_under_a_heading_of_forms() -> None:
    """Each clause of a bullet is a form; what serves whom and where in general is left out."""
    found = ordered(
        "II. HÌNH THỨC TUYÊN TRUYỀN\n"
        "- In ấn tài liệu cung cấp cho cơ sở; viết tin, bài trên cổng thông tin của đơn vị.\n"
        "- Cổ động trực quan: pa nô, áp phích.\n"
    ).forms
    assert [(form.form, form.examples, form.section) for form in found] == [
        ("in ấn tài liệu", (), "II"),
        ("viết tin, bài trên cổng thông tin", (), "II"),
        ("cổ động trực quan", ("pa nô", "áp phích"), "II"),
    ]


def test_forms_of_payment_are_no_forms_of_information_work() -> None:
    """ "Hình thức nộp" tells how to pay."""
    assert ordered("- Hình thức nộp:\n+ Chuyển khoản;\n+ Tại quầy.\n").forms == ()


def test_the_state_of_the_work_is_no_list_of_forms() -> None:
    found = ordered(
        "1. Công tác giáo dục.\n", opening="Sở đề nghị các trường báo cáo tình hình thực hiện giáo dục như sau:\n"
    )
    assert found.forms == ()


def test_many_forms_are_no_list_of_forms() -> None:
    found = ordered(
        "1. Trạm Y tế treo cờ.\n", opening="Sở đề nghị các trạm bằng nhiều hình thức tổ chức truyền thông như sau:\n"
    )
    assert found.forms == ()
    assert found.assignments[0].who == ("các trạm",)


def test_the_next_task_behind_the_forms_is_no_form() -> None:
    found = ordered("1. Các xã tuyên truyền qua các hình thức như: tọa đàm, tờ rơi; Tổ chức ra quân sửa giếng.\n").forms
    assert [form.form for form in found] == ["tọa đàm", "tờ rơi"]


def test_ways_of_doing_it_are_forms_where_topics_are_listed() -> None:
    ways = "2. Cách thức thực hiện\n- Tổ chức tọa đàm;\n- Sinh hoạt lớp.\n"
    found = ordered(f"1. Nội dung tuyên truyền\n- Tác hại của thuốc lá.\n{ways}")
    assert [form.form for form in found.forms] == ["tọa đàm", "sinh hoạt lớp"]
    alone = ordered("1. Cách thức thực hiện\n- Tổ chức tọa đàm;\n")
    assert alone.forms == ()
    assert alone.items[0].label == "-"


def test_channels_that_are_listed_need_no_word_for_forms() -> None:
    listed = ordered("1. Tuyên truyền trên loa truyền thanh, bảng tin (xã, thôn) và trang Zalo của ngành về cúm mùa.\n")
    assert [form.form for form in listed.forms] == ["loa truyền thanh", "bảng tin", "trang Zalo"]
    far = "Phổ biến kiến thức về an toàn cho cán bộ, viên chức, học sinh qua sinh hoạt lớp, loa và các hình thức khác."
    assert [form.form for form in ordered(f"1. {far}\n").forms] == ["sinh hoạt lớp", "loa"]
    assert ordered("1. Tuyên truyền trên loa truyền thanh về cúm mùa, sốt rét.\n").forms == ()
    assert ordered("1. Thông tin về cúm mùa, trả lời qua điện thoại, thư.\n").forms == ()
