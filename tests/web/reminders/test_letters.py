"""Letters that remind: who is named, what stands on the paper, who may write one, how it is sent."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import docx
import pypdfium2
import pytest
from django.utils import translation

from tests.web.conftest import ClientFor, World
from trienkhai.checking import check
from trienkhai.reading.pipeline import read_source
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.pdf import render_pdf
from trienkhai.sources import read_bytes
from trienkhai.web import clock
from trienkhai.web.directives.actions import exempt_duty, extend_duty, request_change
from trienkhai.web.directives.models import Directive, Duty, DutyRequest, Item
from trienkhai.web.documents.actions import number_document, send_document, sign_document
from trienkhai.web.documents.models import Document
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.reminders.actions import draft_letter
from trienkhai.web.reminders.letter import compose_letter
from trienkhai.web.reminders.models import UrgingLetter
from trienkhai.web.reminders.queries import find_letter, list_overdue

AFTER = date(2023, 12, 22)
ONE = UUID("4d0b1f3e-0000-4000-8000-000000000001")


@pytest.fixture
def late(topics_directive: Directive) -> Iterator[Directive]:
    """The topics directive two days after its reports were due, none of the four sent."""
    with clock.at(AFTER):
        yield topics_directive


@pytest.fixture
def letter(late: Directive, world: World) -> UrgingLetter:
    """A letter to all four units, answered by 28/12/2023."""
    drafted = draft_letter(world.actors["so_officer"], late.pk, uuid=ONE, answer_by=date(2023, 12, 28))
    return find_letter(world.actors["so_officer"], drafted.pk)


def duty_of(directive: Directive, world: World, unit: str) -> Duty:
    return Duty.objects.get(directive=directive, unit=world.units[unit])


def report_of(directive: Directive) -> Item:
    return Item.objects.get(directive=directive, kind=Item.Kind.REPORT)


def test_only_what_is_overdue_is_named(late: Directive, world: World) -> None:
    """Exempt, extended and waiting units owe nothing red; working days are counted from the due day."""
    officer, item = world.actors["so_officer"], report_of(late)
    assert [(row.what, row.due_on, row.working_days) for row in list_overdue(late, AFTER)] == [
        ("báo cáo năm 2023", date(2023, 12, 20), 2)
    ] * 4
    exempt_duty(officer, duty_of(late, world, "thu-vien").pk, item_id=item.pk, reason="Không có chức năng")
    extend_duty(
        officer, duty_of(late, world, "bao-tang").pk, item_id=item.pk, new_deadline_on=date(2023, 12, 29), reason="Lụt"
    )
    assert {row.duty.unit_name for row in list_overdue(late, AFTER)} == {
        "Phòng Văn hóa và Thông tin huyện Bắc Sơn",
        "Phòng Văn hóa và Thông tin thành phố Lạng Sơn",
    }


def test_written_on_an_english_page_the_letter_is_vietnamese(late: Directive, world: World) -> None:
    """The page names what is late in its own language; what the letter keeps is a paper."""
    with translation.override("en"):
        assert {row.what for row in list_overdue(late, AFTER)} == {"report for 2023"}
        letter = draft_letter(world.actors["so_officer"], late.pk, uuid=ONE)
    assert {line.what for line in letter.lines.all()} == {"báo cáo năm 2023"}


def test_a_unit_that_asked_in_time_is_not_named(topics_directive: Directive, world: World) -> None:
    item = report_of(topics_directive)
    duty = duty_of(topics_directive, world, "bao-tang")
    with clock.at(date(2023, 12, 19)):
        request_change(
            world.actors["unit_leader"],
            duty.pk,
            uuid=uuid4(),
            kind=DutyRequest.Kind.EXTENSION,
            item_id=item.pk,
            wanted_on=date(2023, 12, 29),
            reason="Đang tổng hợp",
        )
    with clock.at(AFTER):
        assert duty.pk not in {row.duty.pk for row in list_overdue(topics_directive, AFTER)}


def test_the_paper_keeps_the_official_form_and_says_the_same_in_both_files(letter: UrgingLetter) -> None:
    made = compose_letter(letter)
    reading = read_source(read_bytes(render_docx(made), "don-doc.docx"))
    unfilled = {"number-missing", "date-incomplete", "signer-missing"}
    assert {finding.id for finding in check(reading, issued=False)} <= unfilled
    assert reading.addressees == tuple(line.unit_name for line in letter.lines.all())
    document = docx.Document(io.BytesIO(render_docx(made)))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    with pypdfium2.PdfDocument(render_pdf(made)) as pages:
        printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    plain = "".join(printed.split())
    for line in letter.lines.all():
        assert {line.unit_name, line.what, "20/12/2023", "2"} <= cells
        assert "".join(line.unit_name.split()) in plain
    assert "trướcngày28/12/2023" in plain


def test_what_comes_in_later_does_not_change_the_letter(letter: UrgingLetter, late: Directive, world: World) -> None:
    before = compose_letter(letter)
    exempt_duty(world.actors["so_officer"], duty_of(late, world, "thu-vien").pk, reason="Giải thể")
    assert compose_letter(find_letter(world.actors["so_officer"], letter.pk)) == before


def test_signed_numbered_and_sent_it_lies_with_its_document(letter: UrgingLetter, world: World) -> None:
    """The way of every outgoing document; each unit receives it, the printed PDF is kept, a duty is not made."""
    before = Duty.objects.count()
    sign_document(world.actors["so_leader"], letter.document_id, authority="KT.")
    number_document(world.actors["so_clerk"], letter.document_id)
    send_document(world.actors["so_clerk"], letter.document_id)
    document = Document.objects.get(pk=letter.document_id)
    assert {row.printed for row in document.distributions.all()} == {line.unit_name for line in letter.lines.all()}
    kept = document.files.get()
    assert kept.name == f"cong-van-don-doc-{document.number}.pdf"
    assert kept.part == "rendered"
    assert Duty.objects.count() == before


def test_sent_twice_it_is_one_letter(letter: UrgingLetter, late: Directive, world: World) -> None:
    officer = world.actors["so_officer"]
    assert draft_letter(officer, late.pk, uuid=ONE, answer_by=date(2023, 12, 28)).pk == letter.pk
    with pytest.raises(Conflict):
        draft_letter(officer, late.pk, uuid=ONE, answer_by=date(2023, 12, 29))
    assert Entry.objects.filter(name="urging_letter.drafted").count() == 1


@pytest.mark.parametrize(
    ("given", "refusal", "named"),
    [
        ({"duties": []}, NotValid, "duties"),
        ({"duties": [987654]}, NotValid, "duties"),
        ({"answer_by": date(2023, 12, 21)}, NotValid, "answer_by"),
        ({"words": "a" * 2001}, NotValid, "words"),
    ],
)
def test_what_is_wrong_is_named(
    late: Directive, world: World, given: dict[str, object], refusal: type[Refusal], named: str
) -> None:
    with pytest.raises(refusal) as refused:
        draft_letter(world.actors["so_officer"], late.pk, uuid=uuid4(), **given)  # type: ignore[arg-type]  # a table
    assert named in refused.value.fields
    assert not UrgingLetter.objects.exists()


def test_nobody_is_late_before_the_day(topics_directive: Directive, world: World) -> None:
    with clock.at(date(2023, 12, 20)), pytest.raises(NotValid) as refused:
        draft_letter(world.actors["so_officer"], topics_directive.pk, uuid=uuid4())
    assert refused.value.id == "nobody-late"


def test_a_draft_has_nothing_to_remind_of(topics_draft: Directive, world: World) -> None:
    with pytest.raises(WrongState):
        draft_letter(world.actors["so_officer"], topics_draft.pk, uuid=uuid4())


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        ("so_clerk", NotAllowed),
        ("unit_officer", Unknown),
        ("unit_leader", Unknown),
        ("other_unit_officer", Unknown),
        ("outsider", Unknown),
    ],
)
def test_who_may_not_write_one(late: Directive, world: World, person: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        draft_letter(world.actors[person], late.pk, uuid=uuid4())


@pytest.mark.parametrize("person", ["so_officer", "so_leader"])
def test_who_may(late: Directive, world: World, person: str) -> None:
    assert draft_letter(world.actors[person], late.pk, uuid=uuid4()).lines.count() == 4


def test_the_pages(late: Directive, world: World, client_for: ClientFor) -> None:
    """Chosen, written, shown on A4, loaded as both files; from the document one comes back to it."""
    client = client_for(world.actors["so_officer"])
    address = f"/chi-dao/{late.pk}/don-doc/"
    page = client.get(address).content.decode()
    assert page.count("báo cáo năm 2023, hạn 20/12/2023, quá 2 ngày làm việc") == 4
    chosen = duty_of(late, world, "bao-tang").pk
    refused = client.post(address, {"uuid": str(ONE), "duties": [chosen], "answer_by": "31/02/2024"})
    assert refused.status_code == 422
    assert "Tháng 2 có 29 ngày" in refused.content.decode()
    past = client.post(address, {"uuid": str(ONE), "duties": [chosen], "answer_by": "01/12/2023"})
    assert past.status_code == 422
    assert "không thể trước hôm nay" in past.content.decode()
    made = client.post(address, {"uuid": str(ONE), "duties": [chosen], "words": "Gửi kèm phụ lục."})
    letter = UrgingLetter.objects.get()
    assert made.status_code == 302
    assert made["Location"] == f"/don-doc/{letter.pk}/"
    shown = client.get(made["Location"]).content.decode()
    assert "V/v đôn đốc việc" in " ".join(shown.split())
    assert "Gửi kèm phụ lục." in shown
    assert "Bảo tàng tỉnh" in shown
    assert "Thư viện tỉnh" not in shown
    assert f"/don-doc/{letter.pk}/" in client.get(f"/van-ban/{letter.document_id}/").content.decode()
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert client.get(f"/don-doc/{letter.pk}/tep.{kind}").content.startswith(start)


def test_strangers_find_nothing(letter: UrgingLetter, late: Directive, world: World, client_for: ClientFor) -> None:
    client = client_for(world.actors["unit_leader"])
    for address in (f"/don-doc/{letter.pk}/", f"/don-doc/{letter.pk}/tep.pdf", f"/chi-dao/{late.pk}/don-doc/"):
        assert client.get(address).status_code == 404


def test_the_interface(late: Directive, world: World, client_for: ClientFor) -> None:
    client = client_for(world.actors["so_officer"])
    path = f"/api/directives/{late.pk}/urging-letters"
    token = client.post(
        "/api/session", {"username": "so_officer", "password": "mat-khau-thu"}, content_type="application/json"
    ).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    made = client.post(path, {"uuid": str(ONE)}, content_type="application/json", headers=headers)
    assert made.status_code == 200, made.content
    assert len(made.json()["lines"]) == 4
    again = client.post(path, {"uuid": str(ONE)}, content_type="application/json", headers=headers)
    assert again.json() == made.json()
    number = made.json()["id"]
    assert client.get(f"/api/urging-letters/{number}", headers=headers).json() == made.json()
    assert client.get(f"/api/urging-letters/{number}/file.pdf", headers=headers).content.startswith(b"%PDF")
    assert client.get(f"/api/urging-letters/{number}/file.docx", headers=headers).content.startswith(b"PK")
