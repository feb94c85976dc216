"""The pages of directives and duties, as each person sees them."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import ClientFor, World, appoint, issue
from trienkhai.web import clock
from trienkhai.web.directives.actions import exempt_unit, request_change, set_options
from trienkhai.web.directives.models import Directive, Duty, DutyRequest, Item
from trienkhai.web.documents.actions import confirm_reading, enter_document, number_document
from trienkhai.web.documents.models import Direction
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.models import Role, Unit

MOST_QUERIES = 12


@pytest.fixture
def founding(lang_son: Unit) -> tuple[Directive, dict[str, Actor]]:
    """The draft of the founding dispatch in its own Department, with its clerk, officer and leader."""
    people = {
        "clerk": appoint(lang_son, key="vanthu", title="Văn thư Sở", role=Role.CLERK),
        "officer": appoint(lang_son, key="chuyenvien", title="Chuyên viên Sở", role=Role.OFFICER),
        "leader": appoint(lang_son, key="lanhdao", title="Phó Giám đốc Sở", role=Role.LEADER),
    }
    data = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
    document = enter_document(
        people["clerk"], uuid=uuid4(), data=data, name="cong-van.txt", direction=Direction.OUTGOING
    )
    confirm_reading(people["clerk"], document.pk, all_seen=True)
    return Directive.objects.get(document=document), people


def test_the_founding_dispatch_goes_to_27_units(
    founding: tuple[Directive, dict[str, Actor]], client_for: ClientFor
) -> None:
    """Four phrases quoted with their counts, the sum in the last line, the short list said to be short."""
    directive, people = founding
    answer = client_for(people["officer"]).get(f"/chi-dao/{directive.pk}/don-vi/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "5 + 11 + 1 + 10 = 27" in page
    assert "27 nhiệm vụ cho 27 đơn vị" in page
    for phrase in ("Các đơn vị trực thuộc Sở", "Trung tâm Văn hóa - Thể thao thành phố"):
        assert f"“{phrase}”" in page
    assert "Danh mục có 5 đơn vị" in page
    assert "Suy ra từ “năm 2023” trong trích yếu" in page
    assert "Không đặt hạn" in page
    assert "14/12/2023" in page
    assert "20/12/2023" in page
