"""What we print keeps the rules we check: papers, printed and read again, show nothing but what a draft
leaves open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trienkhai.checking import Severity, check
from trienkhai.parts import Date
from trienkhai.reading.pipeline import read_source
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.paper import Heading, Paper, Paragraph, SentTo, Signing
from trienkhai.sources import read_bytes

REPORT = Paper(
    kind="Báo cáo",
    subject="Kết quả truyền thông phòng, chống sốt xuất huyết năm 2023",
    parent_agency="UBND tỉnh Lạng Sơn",
    agency="Sở Y tế",
    number="7",
    symbol="BC-SYT",
    place="Lạng Sơn",
    date=Date(5, 2, 2023),
    addressees=("Ủy ban nhân dân tỉnh",),
    body=(
        Paragraph(
            "Thực hiện Công văn số 4235/UBND-KGVX ngày 05/01/2023 của Ủy ban nhân dân tỉnh, Sở Y tế báo cáo như sau:"
        ),
        Heading("Kết quả thực hiện", 1, "I"),
        Paragraph("Đã tổ chức 136 buổi truyền thông.", "1"),
        Paragraph("Đã đăng 301 tin, bài.", "2"),
        Heading("Kiến nghị", 1, "II"),
        Paragraph("Không."),
        Paragraph("Sở Y tế trân trọng báo cáo."),
    ),
    signing=Signing("KT.", ("Giám đốc",), "Phó Giám đốc", "Nguyễn Văn An"),
    recipients=(SentTo("Như trên"), SentTo("Giám đốc Sở", "b/c")),
    archive=("VT", "NVY"),
)
DISPATCH = replace(
    REPORT,
    kind=None,
    symbol="SYT-NVY",
    addressees=("Trung tâm Y tế các huyện", "Bệnh viện Đa khoa tỉnh"),
    signing=Signing(position="Giám đốc", name="Nguyễn Văn An"),
)


@pytest.mark.parametrize("paper", [REPORT, DISPATCH], ids=["report", "dispatch"])
def test_an_issued_paper_of_ours_has_no_error_and_no_warning(paper: Paper) -> None:
    reading = read_source(read_bytes(render_docx(paper), "van-ban.docx"))
    found = [
        (finding.id, finding.message)
        for finding in check(reading, issued=True)
        if finding.severity is not Severity.REMARK
    ]
    assert found == []


def test_a_draft_of_ours_lacks_only_what_it_may_lack() -> None:
    draft = replace(REPORT, number=None, date=Date(None, 2, 2023))
    reading = read_source(read_bytes(render_docx(draft), "van-ban.docx"))
    assert {finding.id for finding in check(reading)} == {"number-missing", "date-incomplete"}


def test_what_a_paper_says_is_read_back_from_its_file() -> None:
    reading = read_source(read_bytes(render_docx(REPORT), "van-ban.docx"))
    assert (reading.doc_type, reading.code, reading.date) == ("báo cáo", "07/BC-SYT", Date(5, 2, 2023))
    assert (reading.parent_agency, reading.agency) == ("UBND TỈNH LẠNG SƠN", "SỞ Y TẾ")
    assert reading.subject == REPORT.subject
    assert reading.addressees == REPORT.addressees
    assert reading.archive == REPORT.archive
    assert reading.signature.name == "Nguyễn Văn An"
