"""A report on paper: DOCX and PDF say the same, keep the official form, and tell who is missing."""

from __future__ import annotations

import io
import re

import docx
import pypdfium2

from tests.web.conftest import World
from tests.web.standing import standing
from trienkhai.checking import Severity, check
from trienkhai.reading.pipeline import read_source
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.paper import Paper, RowKind, Table, find_plain
from trienkhai.rendering.pdf import render_pdf
from trienkhai.sources import read_bytes
from trienkhai.web.directives.actions import exempt_duty
from trienkhai.web.directives.models import Duty, Item
from trienkhai.web.documents.models import Document
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.actions import issue_report, submit_report, write_report
from trienkhai.web.reports.models import Report
from trienkhai.web.reports.presenting import paper_of
from trienkhai.web.reports.queries import find_report


@standing()
def total(rollup: Report, world: World, other_duty: Duty, asked: Item) -> Paper:
    """The paper of a roll-up that was frozen, signed and issued; one unit is exempt, two are missing."""
    so_officer, so_leader, so_clerk = (world.actors[key] for key in ("so_officer", "so_leader", "so_clerk"))
    exempt_duty(so_officer, other_duty.pk, item_id=asked.pk, reason="Không có chức năng này.")
    write_report(so_officer, rollup.pk, written={"assessment": "Các đơn vị chủ động.\nCòn thiếu báo cáo."})
    submit_report(so_leader, rollup.pk)
    issue_report(so_clerk, rollup.pk)
    # The people of the small world are named by their roles; a paper is signed by somebody with a name.
    Document.objects.filter(report=rollup).update(signer_name="Nguyễn Văn An")
    return paper_of(find_report(so_leader, rollup.pk), figures_at="https://vanphong.example/bao-cao/1/")


def words_in_docx(data: bytes) -> set[str]:
    """Every word of the body, its tables and the trace."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return set(words(" ".join([*(line.text for line in document.paragraphs), *cells])))


def words_in_pdf(data: bytes) -> set[str]:
    """Every word of all pages."""
    with pypdfium2.PdfDocument(data) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return set(words(text.replace("\ufffe", "-").replace("\u0002", "-")))


def words(text: str) -> list[str]:
    """Words and figures as printed."""
    return re.findall(r"[\w/&.,:;()-]+", text.replace("\u00a0", " "))


def test_docx_and_pdf_say_the_same(total: Paper) -> None:
    """The same parts, the same words; only page numbers and the trace are not in the DOCX's body."""
    in_docx, in_pdf = words_in_docx(render_docx(total)), words_in_pdf(render_pdf(total))
    trace = set(words(total.trace or ""))
    assert in_docx - in_pdf == set()
    assert {word for word in in_pdf - in_docx - trace if not word.isdigit()} == set()


def test_the_five_sections_stand_in_their_order(total: Paper) -> None:
    """Template 1.4: opening, I to V, closing sentence, recipients, signer, appendix."""
    reading = read_source(read_bytes(render_docx(total), "bao-cao.docx"))
    heads = re.findall(r"^(?:I|II|III|IV|V)\. .+$", reading.text, re.M)
    assert [head.split(".")[0] for head in heads] == ["I", "II", "III", "IV", "V"]
    assert reading.doc_type == "báo cáo"
    assert reading.code == "02/BC-SVHM"
    assert reading.addressees == ("Ủy ban nhân dân tỉnh Lạng Sơn",)
    assert reading.signature.mode == "KT."
    assert [recipient.text for recipient in reading.recipients][:1] == ["Như trên"]


def test_the_checker_finds_nothing_in_an_issued_rollup(total: Paper) -> None:
    """The official format, rule by rule, on our own paper."""
    reading = read_source(read_bytes(render_docx(total), "bao-cao.docx"))
    found = [(entry.id, entry.message) for entry in check(reading, issued=True) if entry.severity != Severity.REMARK]
    assert found == []


def test_who_is_missing_is_said_with_names(total: Paper) -> None:
    """ "Số liệu của 1/3 đơn vị; 2 đơn vị chưa có báo cáo, 1 đơn vị được miễn." """
    said = " ".join(find_plain(block.text) for block in total.body if hasattr(block, "text"))
    assert "Số liệu của 1/3 đơn vị; 2 đơn vị chưa có báo cáo, 1 đơn vị được miễn." in said
    assert "Chưa có báo cáo: Thư viện tỉnh; Phòng Văn hóa và Thông tin thành phố Lạng Sơn." in said


def test_the_appendix_tells_kinds_of_nothing_apart(total: Paper) -> None:
    """Every unit has a row; words stand where there is no report; the total names how many units it is of."""
    table = total.appendices[0].blocks[0]
    assert isinstance(table, Table)
    remarks = {find_plain(row.cells[1]): find_plain(row.cells[2]) for row in table.rows if row.kind == RowKind.REMARK}
    assert remarks == {
        "Thư viện tỉnh": "chưa có báo cáo",
        "Phòng VH&TT thành phố Lạng Sơn": "chưa có báo cáo",
        "Phòng VH&TT huyện Bắc Sơn": "không phải gửi báo cáo",
    }
    assert [find_plain(cell) for cell in table.rows[-1].cells] == [
        "",
        "Tổng 1 đơn vị có số liệu",
        "2",
        "1",
        "12",
        "khoảng 126",
    ]
    assert total.appendices[0].landscape


def test_every_figure_opens_what_it_sums(total: Paper) -> None:
    """In the PDF and the DOCX a figure is a link."""
    links = [run.link for block in total.body if not isinstance(getattr(block, "text", ""), str) for run in block.text]  # type: ignore[union-attr]  # only texts in pieces are walked
    assert "https://vanphong.example/bao-cao/1/?so=banner_cloth%3Amet#tu-dau" in links
    assert b"vanphong.example/bao-cao/1/?so=activities" in render_pdf(total)


def test_the_pdf_is_pdf_a_with_its_face_inside(total: Paper) -> None:
    """PDF/A-2b; every face is a subset of Liberation Serif and embedded."""
    data = render_pdf(total)
    assert re.search(rb"pdfaid:part[>=\"]+2", data)
    with pypdfium2.PdfDocument(data) as document:
        faces = {
            (item.get_font().get_base_name(), item.get_font().is_embedded)
            for page in document
            for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        }
    assert faces
    assert all("LiberationSerif" in name and embedded for name, embedded in faces), faces


def test_a_frozen_paper_stays_as_it_was(
    total: Paper, rollup: Report, so_officer: Actor, so_leader: Actor, duty: Duty
) -> None:
    """Taking another unit out afterwards changes neither who is missing nor any figure."""
    third = Duty.objects.exclude(pk=duty.pk).filter(directive=duty.directive, unit__code="thu-vien").get()
    exempt_duty(so_officer, third.pk, item_id=None, reason="Sáp nhập.")
    again = paper_of(find_report(so_leader, rollup.pk), figures_at="https://vanphong.example/bao-cao/1/")
    assert again == total


def test_a_units_draft_leaves_number_and_day_open(report: Report, unit_officer: Actor) -> None:
    """And shows the figures as they are now."""
    paper = paper_of(find_report(unit_officer, report.pk))
    assert (paper.number, paper.date.day, paper.trace) == (None, None, None)
    assert (paper.parent_agency, paper.agency, paper.symbol) == ("SỞ VĂN HÓA MẪU", "Bảo tàng tỉnh", "BC-BT")
    reading = read_source(read_bytes(render_docx(paper), "bao-cao.docx"))
    found = {entry.id for entry in check(reading) if entry.severity != Severity.REMARK}
    assert paper.addressees == ("Sở Văn hóa mẫu",)
    assert found <= {"number-missing", "date-incomplete"}
