"""A plan on paper and in a workbook: the official form, the same words in both files, nothing the unit did not plan."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import pypdfium2
import pytest
from openpyxl.reader.excel import load_workbook

from tests.web.conftest import ClientFor, World
from trienkhai.checking import check
from trienkhai.reading.pipeline import read_source
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.paper import Paper
from trienkhai.rendering.pdf import render_pdf
from trienkhai.sources import read_bytes
from trienkhai.web.plans.actions import CellContent, approve_plan, submit_plan, write_plan
from trienkhai.web.plans.models import Plan
from trienkhai.web.plans.paper import compose_plan
from trienkhai.web.plans.queries import find_plan


@pytest.fixture
def written(world: World, plan: Plan) -> Plan:
    """One topic on Facebook from September to December, four sessions, with a remark."""
    topic = plan.duty.directive.items.filter(kind="topic").order_by("position").first()
    assert topic is not None
    cell = CellContent(
        item=topic.pk,
        group="digital_social",
        forms=("facebook",),
        starts_on=date(2023, 9, 1),
        ends_on=date(2023, 12, 31),
        place="Nhà văn hóa huyện",
        value=Decimal(4),
        measure="buoi",
        embedded=True,
        doers="Tổ nghiệp vụ",
    )
    officer = world.actors["unit_officer"]
    write_plan(officer, plan.pk, cells=(cell,), note="Phối hợp với Thư viện tỉnh.", version=plan.version)
    return find_plan(officer, plan.pk)


@pytest.fixture
def paper(written: Plan) -> Paper:
    """The plan as a paper."""
    return compose_plan(written)


def test_it_keeps_the_official_form(paper: Paper) -> None:
    """Nothing is found but what the unit's own register and leader have still to add."""
    reading = read_source(read_bytes(render_docx(replace(paper, appendices=())), "ke-hoach.docx"))
    assert reading.doc_type == "kế hoạch"
    assert reading.symbol == paper.symbol == "KH-BT"
    unfilled = {"number-missing", "date-incomplete", "signer-missing"}
    assert {finding.id for finding in check(reading, issued=False)} <= unfilled


def test_docx_and_pdf_say_what_was_planned(paper: Paper) -> None:
    document = docx.Document(io.BytesIO(render_docx(paper)))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"Nhà văn hóa huyện", "Tổ nghiệp vụ"} <= cells
    with pypdfium2.PdfDocument(render_pdf(paper)) as pages:
        printed = "".join("".join(page.get_textpage().get_text_bounded() for page in pages).split())
    for said in ("Facebook (lồng ghép)", "Nhà văn hóa huyện", "4 buổi", "Phối hợp với Thư viện tỉnh."):
        assert "".join(said.split()) in printed
    assert any("Phối hợp với Thư viện tỉnh." in line.text for line in document.paragraphs)


def test_an_empty_plan_says_so(plan: Plan) -> None:
    made = compose_plan(plan)
    assert made.appendices == ()
    assert any("chưa chọn nội dung nào" in str(block) for block in made.body)


def test_who_may_load_it(written: Plan, world: World, client_for: ClientFor) -> None:
    """A draft is the unit's own; a neighbour and a stranger find nothing."""
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        address = f"/ke-hoach/{written.pk}/tep.{kind}"
        assert client_for(world.actors["unit_leader"]).get(address).content.startswith(start)
        for person in ("other_unit_officer", "outsider"):
            assert client_for(world.actors[person]).get(address).status_code == 404


def test_all_plans_as_a_workbook(written: Plan, world: World, client_for: ClientFor) -> None:
    """Each planned cell a row, each unit without a plan a row."""
    submit_plan(world.actors["unit_officer"], written.pk)
    approve_plan(world.actors["unit_leader"], written.pk)
    answer = client_for(world.actors["so_officer"]).get(f"/chi-dao/{written.duty.directive_id}/ke-hoach/?dang=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[str(value) for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    assert any({"Bảo tàng tỉnh", "Nhà văn hóa huyện", "4", "Tổ nghiệp vụ"} <= set(row) for row in rows)
    assert sum("chưa gửi" in row for row in rows) == 3
