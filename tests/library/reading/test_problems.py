"""Problems: each rule finds what it is for, and keeps quiet where all is well."""

from __future__ import annotations

import pytest

from tests.library.reading.orders_support import read_dispatch
from trienkhai.reading.pipeline import read_source, read_text
from trienkhai.sources import Source, TextLayer

GOOD = (
    "UBND TỈNH A\nSỞ Y TẾ\nSố: 12/SYT-NVY\nV/v trực Tết năm 2026\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nA, ngày 2 tháng 10 năm 2025\nKính gửi: Các bệnh viện trong tỉnh.\n"
    "Thực hiện Công văn số 5/UBND-VX ngày 01/10/2025 của UBND tỉnh, Sở Y tế yêu cầu các bệnh viện:\n"
    "1. Bố trí trực 24/24 giờ.\n2. Báo cáo về Sở Y tế trước ngày 20/12/2025.\n"
    "Nơi nhận:\n- Như trên (t/h);\n- Lưu: VT, NVY.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nNguyễn Văn A\n"
)


def ids_of(text: str) -> set[str]:
    return {problem.id for problem in read_text(text).problems}


def test_a_good_dispatch_has_no_problem() -> None:
    """Complete header, dated citation, deadline, agreeing units: nothing to say."""
    assert ids_of(GOOD) == set()


FAULTS = [
    ("Số: 12/", "Số:     /", "number-missing"),
    ("ngày 2 tháng 10 năm", "ngày    tháng 10 năm", "date-incomplete"),
    ("UBND TỈNH A\nSỞ Y TẾ\n", "", "issuer-absent"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n", "", "motto-absent"),
    ("KT. GIÁM", "KT.GIÁM", "authority-spacing"),
    ("Lưu: VT, NVY", "Lưu: VT, KHTC", "drafting-unit-differs"),
    ("trên (t/h);", "trên; (t/h)", "recipient-separator"),
    ("- Như trên", "- GD, PGD Sở;\n- Như trên", "abbreviation-suspect"),
    ("5/UBND-VX ngày 01/10/2025", "5/UBND-VX", "citation-incomplete"),
    ("24/24 giờ.", "24/24 giờ, treo băng rôn, băng zôn.", "spelling-varies"),
    ("1. Bố trí", "1.1. Bố trí", "numbering-unusual"),
    ("2. Báo cáo về Sở Y tế trước ngày 20/12/2025.\n", "", "deadline-none"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "expected"), FAULTS)
def test_one_fault_gives_its_problem_and_no_other(right: str, wrong: str, expected: str) -> None:
    """Each fault alone is named alone."""
    assert right in GOOD
    assert ids_of(GOOD.replace(right, wrong)) == {expected}


def test_a_unit_printed_in_quotes_is_quoted_once() -> None:
    """Some offices print the drafting unit in quotes."""
    found = read_text(GOOD.replace("Lưu: VT, NVY", "Lưu: VT, “HT”")).problems
    assert [one.message for one in found if one.id == "drafting-unit-differs"] == [
        "Đơn vị soạn thảo ghi khác nhau: “NVY” trong ký hiệu, “HT” ở dòng Lưu."
    ]


def test_an_opening_sentence_that_just_stops() -> None:
    """A long opening sentence without a stop is remarked."""
    body = (
        "Thực hiện Công văn số 5/UBND-VX ngày 01/10/2025 của UBND tỉnh về việc tăng cường công tác phòng dịch\n\n"
        "Sở Y tế yêu cầu các đơn vị báo cáo trước ngày 20/12/2025.\n"
    )
    assert "punctuation-missing" in {problem.id for problem in read_dispatch(body).problems}


def test_addressees_of_the_request_should_be_those_of_kinh_gui() -> None:
    """A body that is asked but not addressed is remarked."""
    body = "Sở Y tế yêu cầu các đơn vị trực thuộc Sở; Công an tỉnh báo cáo trước ngày 20/12/2025.\n"
    assert "addressees-differ" in {problem.id for problem in read_dispatch(body).problems}


def test_every_message_is_a_sentence_and_every_place_lies_in_the_text() -> None:
    """A person reads the message; the page shows the place."""
    text = GOOD.replace("Số: 12/", "Số:     /").replace("KT. GIÁM", "KT.GIÁM")
    for problem in read_text(text).problems:
        assert problem.message[0].isupper()
        assert problem.message.endswith((".", ").", "”."))
        assert problem.span is None or 0 <= problem.span[0] <= problem.span[1] <= len(text)


@pytest.mark.parametrize(
    ("layer", "ids"),
    [
        (TextLayer.SOUND, set()),
        (TextLayer.GARBLED, {"text-layer-garbled"}),
        (TextLayer.SET_ASIDE, {"text-layer-set-aside"}),
    ],
)
def test_a_garbled_text_layer_is_told(layer: TextLayer, ids: set[str]) -> None:
    """Whether it was taken or set aside; no place of the text is to blame."""
    problems = read_source(Source("pdf", GOOD, text_layer=layer)).problems
    assert {problem.id for problem in problems} == ids
    assert all(problem.span is None for problem in problems)
