"""Texts as web pages, mails and converters give them read as the text that the office wrote."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from trienkhai.parts import Reading
from trienkhai.reading.pasted import mend_pasted
from trienkhai.reading.pipeline import read_text
from trienkhai.vietnamese.letters import compose

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "---------------\n\nSố: 216/KH-UBND\n\nCao Bằng, ngày 06 tháng 02 năm 2023\n\n"
    "KẾ HOẠCH\nTRỒNG RỪNG PHÒNG HỘ TRÊN ĐỊA BÀN TỈNH GIAI ĐOẠN 2021 - 2025\n\n"
)
BODY = (
    "Căn cứ Luật Lâm nghiệp ngày 15/11/2017;\n\n"
    "Thực hiện Chỉ thị số 45/CT-TTg ngày 31/12/2020 của Thủ tướng Chính phủ về tổ chức phong trào trồng cây,\n"
    "Ủy ban nhân dân tỉnh xây dựng kế hoạch như sau:\n\n"
    "I. MỤC ĐÍCH\n\n1. Trồng mới 200 ha rừng phòng hộ và chăm sóc số rừng đã trồng trong ba năm trước để giữ nước.\n\n"
    "2. Giao Sở Nông nghiệp và Phát triển nông thôn báo cáo kết quả trước ngày 15/12/2023.\n\n"
)
FOOT = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nNguyễn Văn An\n"
CLEAN = HEAD + BODY + FOOT


def in_cells(text: str) -> str:
    """As law libraries' pages are copied: cells one below the other, parted by bars, broken inside."""
    broken = HEAD.replace("\n\n", "\n|\n").replace("HỘI CHỦ", "HỘI\nCHỦ").replace("06 tháng", "06\ntháng")
    return text.replace(HEAD, broken.replace("2021 - 2025", "2021 -\n2025").replace("Số: ", "Số:\n"))


def in_half_words(text: str) -> str:
    """The same where the page's source broke each paragraph behind its first word."""
    head = (
        HEAD.replace("Cao Bằng,", "Cao\nBằng,").replace("CỘNG HÒA", "CỘNG\nHÒA").replace("ỦY BAN NHÂN", "ỦY\nBAN NHÂN")
    )
    body = BODY.replace("Căn cứ", "Căn\ncứ").replace("Thực hiện", "Thực\nhiện")
    return text.replace(HEAD, head).replace(BODY, body)


def in_markdown(text: str) -> str:
    """As converters of DOCX give it."""
    text = (
        text.replace("KẾ HOẠCH\n", "**KẾ HOẠCH**\n")
        .replace("1. Trồng", "**1\\. Trồng** ")
        .replace("I. MỤC", "### I\\. MỤC")
    )
    return text.replace("2. Giao", "2\\. <u>Giao</u>").replace("Nơi nhận:", "***Nơi nhận:***")


def in_entities(text: str) -> str:
    """Entities of the page's source left in."""
    return text.replace(" - ", " &ndash; ").replace("Căn cứ ", "Căn cứ&nbsp;").replace("- Như", "&#45; Như")


def in_a_mail(text: str) -> str:
    """Quoted in an answer."""
    return re.sub(r"^", "> ", text, flags=re.MULTILINE)


def in_spaced_lines(text: str) -> str:
    """Narrow lines with an empty one behind each."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += [found.strip() for found in re.findall(r".{1,50}(?:\s|$)", line)] or [""]
    return "\n\n".join(line for line in lines if line)


def in_one_head(text: str) -> str:
    """The head's cells one behind the other on one line, short as it is."""
    return text.replace(HEAD, HEAD.replace("-------", "").replace("\n", " ", HEAD.count("\n") - 4))


def in_raw_bullets(text: str) -> str:
    """Bullets of a symbol font, which have no letter of their own."""
    return text.replace("\n- ", "\n\uf0b7 ")


LAYOUTS = [in_one_head, in_raw_bullets, in_cells, in_half_words, in_markdown, in_entities, in_a_mail, in_spaced_lines]


def told(reading: Reading) -> dict[str, object]:
    """What a reading says, without the line ends and signs that quotations keep."""

    def plain(text: str | None) -> str | None:
        text = text and re.sub(r"[\s>]+", " ", re.sub(r"\\|\*|</?u>|^[#\s]+", "", text)).replace("&ndash;", "-")
        return text and text.replace("–", "-").replace("&nbsp;", " ").strip()

    return {
        "head": (reading.doc_type, reading.code, reading.parent_agency, reading.agency, reading.place, reading.date),
        "subject": plain(reading.subject),
        "citations": [(plain(one.text), one.type, one.date, one.issuer) for one in reading.citations],
        "outline": [(one.label, one.level) for one in reading.outline],
        "deadlines": [(plain(one.text), one.date) for one in reading.deadlines],
        "foot": (reading.signature, reading.recipients, reading.archive),
    }


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_each_layout_reads_as_the_clean_text(layout: Callable[[str], str]) -> None:
    """Head, subject, citations, outline, deadlines and foot are the same, and places lie in the text as given."""
    given = layout(CLEAN)
    assert given != CLEAN
    reading = read_text(given)
    assert told(reading) == told(read_text(CLEAN))
    for citation in reading.citations:
        assert given[slice(*citation.span)] == citation.text
    for item in reading.outline:
        assert given[slice(*item.span)][:80] == item.text


def test_head_with_its_columns_mixed_on_one_line() -> None:
    """Issuers stand before and behind the motto where a page ran the columns together."""
    line = (
        "UBND TỈNH CAO BẰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM SỞ Y TẾ Độc lập - Tự do - Hạnh phúc "
        "Số: 29/SYT-VP Cao Bằng, ngày 05 tháng 11 năm 2020 V/v báo cáo thiệt hại do lũ Kính gửi: Các bệnh viện.\n"
    )
    reading = read_text(line + "Vừa qua, tỉnh Cao Bằng bị mưa lớn.\n")
    assert (reading.parent_agency, reading.agency) == ("UBND TỈNH CAO BẰNG", "SỞ Y TẾ")
    assert (reading.code, reading.place, reading.addressees) == ("29/SYT-VP", "Cao Bằng", ("Các bệnh viện",))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (CLEAN, "nothing was pasted"),
        ("Gửi A & B, giá < 5 và > 3; ghi chú * và ** rời\n***\nBAN CHẤP HÀNH\n", "signs that stand for themselves"),
        ("| Số | Việc |\n| 1 | Trồng cây |\n", "a drawn table without the rule of Markdown"),
    ],
)
def test_other_texts_are_left_alone(text: str, reason: str) -> None:
    """The very same object comes back."""
    composed = compose(text)
    assert mend_pasted(composed) is composed, reason


def test_a_rule_within_a_line_parts_what_stood_below_each_other() -> None:
    left = "HỘI KHUYẾN HỌC VIỆT NAM HỘI TỈNH THÁI BÌNH ----------- Số: 14/CV-HKH"
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ------- Thái Bình, ngày 7 tháng 02 năm 2018"
    reading = read_text(f"{left}\n|\n{right} |\nKính gửi: Hội Khuyến học các huyện.\nHội tỉnh trao học bổng.\n")
    assert (reading.number, reading.place, reading.subject) == ("14", "Thái Bình", None)
    assert reading.agency == "HỘI KHUYẾN HỌC VIỆT NAM HỘI TỈNH THÁI BÌNH"


@pytest.mark.parametrize(
    "panel",
    [
        "Số hiệu: 64/SNV-TC Loại văn bản: Công văn\nNơi ban hành: Sở Nội vụ Người ký: Lê Thị A\nTình trạng: Đã biết\n",
        "Số hiệu: | 64/SNV-TC | Loại văn bản: | Công văn |\nNơi ban hành: | Sở Nội vụ | Người ký: | Lê Thị A |\n",
    ],
)
def test_what_a_portal_prints_above_a_document_is_no_part_of_it(panel: str) -> None:
    head = "SỞ NỘI VỤ\nBAN THI ĐUA\n-----\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    reading = read_text(
        f"{panel}\n{head}Số: 64/SNV-TC\nHuế, ngày 5 tháng 6 năm 2021\n\nKính gửi: Các phòng.\nMột câu.\n"
    )
    assert (reading.number, reading.parent_agency, reading.agency) == ("64", "SỞ NỘI VỤ", "BAN THI ĐUA")
