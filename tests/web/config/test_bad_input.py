"""Bad input through the interface: each gives a clear sentence in the one shape, or is stored safely."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl.reader.excel import load_workbook

from tests.web.activities.conftest import draw_photo, topics_of
from tests.web.config.machines import Json, Machine
from tests.web.conftest import ClientFor
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.models import Directive, Duty
from trienkhai.web.documents.models import Document
from trienkhai.web.offices.actor import Actor

FORMULA = '=HYPERLINK("https://example.vn","Bấm")'
TRICKY_NAME = "../../etc/" + "a" * 300 + "\u202egnp.jpg"


def activity_for(duty: Duty, **changed: object) -> Json:
    """A good activity as JSON, with some things changed."""
    said: Json = {
        "uuid": str(uuid4()),
        "day": "2023-05-28",
        "place": "Nhà văn hóa",
        "items": topics_of(duty)[:1],
        "form": "performance",
        "measures": [{"measure": "buoi", "value": 1}],
    }
    return said | changed


def check_refusal(said: Json) -> None:
    """One shape; a sentence in Vietnamese that ends as sentences do."""
    assert set(said) == {"id", "message", "fields"}
    assert str(said["message"])[-1] in ".!?", said
    assert not str(said["message"]).isascii(), said


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"day": "2023-02-30"}, "day", "Ngày không có thật"),
        ({"day": "31/05/2023"}, "day", "năm-tháng-ngày"),
        ({"day": 1672531200}, "day", "năm-tháng-ngày"),
        ({"day": "10000-01-01"}, "day", "năm-tháng-ngày"),
        ({"day": "0001-01-01"}, "day", "1900"),
        ({"day": None}, "day", "Ngày"),
        ({"place": "x" * 201}, "place", "200 ký tự"),
        ({"place": "a\x00b"}, "place", "ký tự"),
        ({"place": "a\x0bb"}, "place", "ký tự"),
        ({"note": "\ud800"}, "note", "ký tự"),
        ({"note": "x" * 1_000_000}, "note", "10000 ký tự"),
        ({"items": ["1"]}, "items.0", "số nguyên"),
        ({"items": [True]}, "items.0", "số nguyên"),
        ({"items": [2**70]}, "items.0", "lớn quá"),
        ({"items": [10**4000]}, "items.0", "lớn quá"),
        ({"items": list(range(1, 100_001))}, "items", "1000 dòng"),
        ({"measures": [{"measure": "buoi", "value": 1}] * 100_000}, "measures", "20 dòng"),
        ({"measures": [{"measure": "buoi", "value": "1.234,5"}]}, "measures.0.value", "dấu chấm"),
        ({"measures": [{"measure": "buoi", "value": "12,5"}]}, "measures.0.value", "dấu chấm"),
        ({"measures": [{"measure": "buoi", "value": "1.234"}]}, "measures.0.value", "2 chữ số sau dấu chấm"),
        ({"measures": [{"measure": "buoi", "value": "khoảng hai trăm"}]}, "measures.0.value", "Cần một số"),
        ({"measures": [{"measure": "buoi", "value": "NaN"}]}, "measures.0.value", "số"),
        ({"measures": [{"measure": "buoi", "value": 1e300}]}, "measures.0.value", "chữ số"),
        ({"measures": [{"measure": "=1+1", "value": 1}]}, "quantities", "danh mục"),
        ({"embedded": "đúng"}, "embedded", "true hoặc false"),
        ({"uuid": "khong-phai"}, "uuid", "UUID"),
        ({"uploads": ["../../etc/passwd"]}, "", "Không tìm thấy"),
        ({"links": ["javascript:alert(1)"]}, "link", "http"),
    ],
)
def test_a_bad_value_is_named_in_vietnamese(
    changed: Json, field: str, words: str, duty: Duty, unit_officer: Actor
) -> None:
    """422 (404 for an upload that is not there) with the field and a sentence; nothing saved."""
    status, said = Machine(unit_officer).ask("POST", f"duties/{duty.pk}/activities", activity_for(duty, **changed))
    assert status == (422 if field else 404)
    check_refusal(said)
    assert words in str(said["message"]) + " ".join(dict(said["fields"]).values()), said  # type: ignore[call-overload]  # any JSON
    if field:
        assert field in said["fields"]  # type: ignore[operator]  # any JSON
    assert Activity.objects.count() == 0


@pytest.mark.parametrize(
    ("value", "kept"),
    [(12, "12.00"), (12.5, "12.50"), ("12.50", "12.50"), ("7", "7.00")],
)
def test_a_number_is_kept_as_it_was_meant(value: object, kept: str, duty: Duty, unit_officer: Actor) -> None:
    """A number, or its text with a decimal point."""
    measures = [{"measure": "buoi", "value": value}]
    status, said = Machine(unit_officer).ask(
        "POST", f"duties/{duty.pk}/activities", activity_for(duty, measures=measures)
    )
    assert status == 200, said
    assert Activity.objects.get().measures.get().value == Decimal(kept)


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (b'{"day": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"", "application/json", 422),
        (b"null", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'"chu"', "application/json", 422),
        (b"<a/>", "application/xml", 415),
        (b"a=1", "multipart/form-data", 415),
        (b"{}", "text/html", 415),
    ],
)
def test_a_body_of_the_wrong_kind_is_refused(
    raw: bytes, kind: str, status: int, duty: Duty, unit_officer: Actor
) -> None:
    """400 for what is no JSON, 415 for another media type, 422 for JSON of another shape."""
    answer = Machine(unit_officer).send("POST", f"duties/{duty.pk}/activities", raw=raw, kind=kind)
    assert answer.status_code == status, answer.content
    check_refusal(json.loads(answer.content))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("DELETE", "duties", 405),
        ("PUT", "session", 405),
        ("TRACE", "duties/1", 405),
        ("GET", "khong-co", 404),
        ("GET", "duties/-1", 404),
        ("GET", "duties/abc", 404),
        ("GET", f"duties/{2**64}", 404),
        ("GET", f"duties/{'9' * 5000}", 404),
        ("GET", f"duties/{2**64}/items/{2**70}/why", 404),
        ("GET", f"directives/{2**64}/coverage", 404),
        ("POST", f"documents/{2**64}/publish", 404),
        ("POST", f"assignments/{2**64}/take", 404),
        ("POST", f"case-files/{2**64}/close", 404),
        ("GET", f"activities?after={'9' * 400}", 422),
        ("GET", "activities?after=9999-12-31_99999999999999999999", 200),
        ("GET", "activities?duty=0", 422),
        ("GET", "duties?limit=100000", 422),
        ("GET", "duties?q=%00", 422),
        ("GET", "documents?q=%ED%A0%80", 200),
        ("GET", "units?on=2023-02-30", 422),
        ("GET", "units?on=9999-12-31", 422),
        ("GET", "registers/nowhere", 422),
        ("GET", "registers/outgoing?year=20233", 422),
        ("GET", "uploads/../../etc", 404),
    ],
)
def test_a_wrong_address_is_told_as_json(method: str, path: str, status: int, duty: Duty, unit_officer: Actor) -> None:
    """A program never gets a page; a wrong method names the right ones."""
    answer = Machine(unit_officer).send(method, path)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"].startswith("application/json")
    if status != 200:
        check_refusal(json.loads(answer.content))
    if status == 405:
        assert answer.headers["Allow"]


def test_without_a_token_everything_is_refused_as_json(db: None) -> None:
    """401 in the one shape, also for a token that never was."""
    for headers in ({}, {"Authorization": "Bearer khong-co"}, {"Authorization": "Basic x"}):
        answer = Client().get("/api/duties", headers=headers)
        assert answer.status_code == 401
        check_refusal(answer.json())


def test_a_wrong_state_another_right_and_the_unknown_are_three_things(
    tasks_draft: Directive, so_clerk: Actor, so_officer: Actor, outsider: Actor
) -> None:
    """409, 403, 404."""
    path = f"directives/{tasks_draft.pk}/sign"
    for actor, status in ((so_officer, 403), (outsider, 404)):
        told, said = Machine(actor).ask("POST", path, {"authority": "KT."})
        assert told == status
        check_refusal(said)
    status, said = Machine(so_clerk).ask("POST", f"directives/{tasks_draft.pk}/issue")
    assert status == 409
    check_refusal(said)


def test_a_name_of_300_letters_with_a_way_out_and_a_turned_direction_is_stored_harmless(
    duty: Duty, unit_officer: Actor
) -> None:
    """Neither the folder nor the turning mark stays; the ending does."""
    machine = Machine(unit_officer)
    _, kept = machine.ask("POST", f"duties/{duty.pk}/activities", activity_for(duty))
    # the name travels in the form itself, because the test client would clean the name of a file part
    status, said = machine.upload(
        f"activities/{kept['uuid']}/evidence", draw_photo(), "anh.jpg", {"name": TRICKY_NAME, "uuid": str(uuid4())}
    )
    assert status == 200, said
    name = Evidence.objects.get().name
    assert len(name) <= 255
    assert "/" not in name
    assert "\u202e" not in name
    assert name.endswith(".jpg")


def test_a_name_sent_raw_with_the_file_is_stored_harmless(so_clerk: Actor) -> None:
    """The same for the name of the file part, as a hostile program writes it."""
    boundary = "x"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{TRICKY_NAME}.txt"\r\n\r\n'
    body = head.encode() + "Công văn mẫu của cơ quan.".encode() + f"\r\n--{boundary}--\r\n".encode()
    answer = Machine(so_clerk).send("POST", "documents", raw=body, kind=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == 200, answer.content
    name = Document.objects.get().files.get().name
    assert len(name) <= 255
    assert "/" not in name
    assert "\u202e" not in name


@pytest.mark.slow
def test_100_000_pasted_rows_are_read_or_refused_in_words(so_clerk: Actor) -> None:
    """A text of 100,000 lines is a document like another: it is kept whole, or told why not."""
    rows = "\n".join(f"=1+{number}\tHộ số {number}" for number in range(100_000)).encode()
    status, said = Machine(so_clerk).upload("documents", rows, "bang.txt", {"uuid": str(uuid4())})
    if status == 200:
        assert Document.objects.get().files.get().stored.size == len(rows)
    else:
        assert status == 422
        check_refusal(said)
        assert not Document.objects.exists()


def test_a_text_that_looks_like_a_formula_stays_a_text(duty: Duty, unit_officer: Actor, client_for: ClientFor) -> None:
    """Stored as it was said; the workbook of the list holds it as a text."""
    status, said = Machine(unit_officer).ask(
        "POST", f"duties/{duty.pk}/activities", activity_for(duty, place=FORMULA, note="@SUM(A1)")
    )
    assert (status, said["place"]) == (200, FORMULA)
    sheet = client_for(unit_officer).get("/hoat-dong/?dang=xlsx")
    data = sheet.getvalue()
    cells = [cell for row in load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value is not None and "HYPERLINK" in str(cell.value)]
    assert found
    assert {cell.data_type for cell in found} == {"s"}


def test_a_table_with_formulas_is_kept_as_it_came(tasks_draft: Directive, so_clerk: Actor) -> None:
    """An enclosure is bytes under their hash: nobody computes it, nobody changes it."""
    table = io.BytesIO()
    with zipfile.ZipFile(table, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", f"<f>{FORMULA}</f>")
    machine = Machine(so_clerk)
    path = f"documents/{tasks_draft.document_id}/files"
    status, kept = machine.upload(path, table.getvalue(), "=cmd.xlsx", {"uuid": str(uuid4())})
    assert (status, kept["name"]) == (200, "=cmd.xlsx")
    answer = machine.send("GET", str(kept["url"]).removeprefix("/api/"))
    assert answer.content == table.getvalue()
    assert answer.headers["Content-Disposition"].startswith("attachment")
