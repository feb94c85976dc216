"""Every list page of the sample gives a workbook with as many rows as the list says."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from openpyxl.reader.excel import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from trienkhai.web.activities.models import Activity
from trienkhai.web.activities.queries import visible_activities
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.reports.models import Report
from trienkhai.web.sample.people import actor_named
from trienkhai.web.ui.sheets import MEDIA_TYPE

pytestmark = pytest.mark.slow  # the sample office is made first
LISTS = ("/van-ban/", "/chi-dao/", "/nhiem-vu/", "/hoat-dong/", "/bao-cao/", "/don-vi/", "/don-vi/?tim=bao+tang")


def sign_in(username: str) -> Client:
    """A client signed in as a person of the sample."""
    client = Client()
    client.force_login(
        get_user_model().objects.get(username=username), backend="trienkhai.web.config.accounts.OfficeBackend"
    )
    return client


def read_sheet(client: Client, address: str) -> Worksheet:
    """The workbook of a list, read back; the page itself must offer it."""
    page = client.get(address)
    assert page.status_code == 200, address
    assert "dang=xlsx" in page.content.decode(), address
    answer = client.get(address + ("&" if "?" in address else "?") + "dang=xlsx")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, MEDIA_TYPE), address
    assert ".xlsx" in answer.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def count_rows(sheet: Worksheet) -> tuple[int, int]:
    """How many rows the head tells, and how many stand below the heads of the columns."""
    told = next(row for row in range(2, 9) if re.fullmatch(r"[\d.]+ dòng", str(sheet.cell(row, 1).value)))
    head = next(row for row in range(told + 1, 12) if sheet.cell(row, 2).value is not None)
    return int(str(sheet.cell(told, 1).value).split()[0].replace(".", "")), sheet.max_row - head


@pytest.mark.parametrize("username", ["vanthu", "chuyenvien", "phong-locbinh", "baotang-ld"])
def test_every_list_gives_all_its_rows(sample: Path, username: str) -> None:
    """For every role; the same number in head and body."""
    client = sign_in(username)
    for address in LISTS:
        told, rows = count_rows(read_sheet(client, address))
        assert told == rows, address


def test_rows_are_those_the_person_may_see(sample: Path) -> None:
    """The office sees all, a unit its own; a filter narrows both page and workbook."""
    office, unit = sign_in("chuyenvien"), sign_in("phong-locbinh")
    own = Duty.objects.get(unit_id=actor_named("phong-locbinh").unit_id)
    assert count_rows(read_sheet(office, "/hoat-dong/"))[1] == visible_activities(actor_named("chuyenvien")).count()
    assert count_rows(read_sheet(unit, "/hoat-dong/"))[1] == own.activities.count() > 0
    asked = visible_activities(actor_named("chuyenvien")).filter(state=Activity.State.QUESTIONED).count()
    assert count_rows(read_sheet(office, "/hoat-dong/?trang-thai=hoi-lai"))[1] == asked > 0
    assert count_rows(read_sheet(office, "/bao-cao/"))[1] == Report.objects.count()


def test_tables_of_a_directive_give_all_their_rows(sample: Path) -> None:
    """Roll-up with its total, matrix, units by topics, list of units."""
    directive, client = Directive.objects.get(), sign_in("chuyenvien")
    units = directive.duties.count()
    assert count_rows(read_sheet(client, f"/chi-dao/{directive.pk}/bao-cao/"))[1] == units + 1
    coverage = f"/chi-dao/{directive.pk}/do-phu/"
    topics = directive.items.exclude(kind="report").count()
    assert count_rows(read_sheet(client, coverage))[1] == topics
    for view in ("don-vi", "danh-sach"):
        assert count_rows(read_sheet(client, f"{coverage}?xem={view}"))[1] == units


def test_one_unit_gets_no_other_units_rows(sample: Path) -> None:
    """What its page does not name, its workbook does not name either."""
    directive, client = Directive.objects.get(), sign_in("phong-locbinh")
    assert client.get(f"/chi-dao/{directive.pk}/bao-cao/?dang=xlsx").status_code == 404
    sheet = read_sheet(client, f"/chi-dao/{directive.pk}/do-phu/?xem=danh-sach")
    said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)
    others = Duty.objects.exclude(unit_id=actor_named("phong-locbinh").unit_id).values_list("unit_name", flat=True)
    assert len(others) > 20
    assert not [name for name in others if name in said]
