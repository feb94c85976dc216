"""The page of one activity: its deeds, its proofs, its history."""

from __future__ import annotations

import io
from uuid import uuid4

import pypdfium2 as pdfium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.web.activities.conftest import content_for, draw_photo
from tests.web.conftest import ClientFor, World
from trienkhai.web.activities.actions import add_evidence, add_link, question_activity, record_activity
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.models import Duty
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor


def page(activity: Activity) -> str:
    """Its address."""
    return reverse("activities:detail", args=[activity.pk])


def test_the_whole_story_by_buttons(
    activity: Activity, unit_officer: Actor, unit_leader: Actor, so_officer: Actor, client_for: ClientFor
) -> None:
    """Confirm, question, answer, withdraw: each tells what happened, and the history keeps all of it."""
    unit, leader, office = (client_for(actor) for actor in (unit_officer, unit_leader, so_officer))
    assert office.get(page(activity)).status_code == 404
    leader.post(page(activity), {"deed": "confirm"})
    office.post(page(activity), {"deed": "question", "reason": "Ảnh chụp ngày nào?"})
    assert "Ảnh chụp ngày nào?" in unit.get(page(activity)).content.decode()
    unit.post(page(activity), {"deed": "answer", "reason": "Ngày 27."})
    leader.post(page(activity), {"deed": "withdraw", "reason": "Ghi nhầm huyện."})
    body = unit.get(page(activity)).content.decode()
    for said in ("Đã rút ngày 30/5/2023", "Ghi nhầm huyện.", "Ngày 27.", "Xác nhận hoạt động.", "Ghi hoạt động"):
        assert said in body
    names = list(Entry.objects.filter(object_type="activity").order_by("id").values_list("name", flat=True))
    assert names == [
        "activity.recorded", "activity.confirmed", "activity.questioned", "activity.answered", "activity.withdrawn",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "deed", "status", "sentence"),
    [
        ("unit_officer", "confirm", 403, "do lãnh đạo đơn vị xác nhận"),
        ("unit_leader", "confirm", 302, ""),
        ("unit_leader", "answer", 409, "không làm việc này được nữa"),
        ("unit_officer", "question", 403, "do cơ quan ban hành làm"),
        ("unit_officer", "take-back", 302, ""),
        ("unit_officer", "no-such-deed", 404, "Không tìm thấy"),
    ],
)
def test_a_refused_deed_says_why_and_keeps_what_was_typed(
    person: str, deed: str, status: int, sentence: str, activity: Activity, world: World, client_for: ClientFor
) -> None:
    """Wrong state, no right and not found are three things."""
    answer = client_for(world.actors[person]).post(page(activity), {"deed": deed, "reason": "lời đã gõ"})
    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_a_missing_reason_opens_the_form_again(confirmed: Activity, unit_leader: Actor, client_for: ClientFor) -> None:
    """Withdrawing without a reason changes nothing."""
    answer = client_for(unit_leader).post(page(confirmed), {"deed": "withdraw", "reason": "  "})
    assert answer.status_code == 422
    assert "Ghi lý do rút" in answer.content.decode()
    confirmed.refresh_from_db()
    assert confirmed.state == Activity.State.CONFIRMED


BUTTONS = {
    "confirm": 'value="confirm"', "change": "/sua/", "take back": 'value="take-back"', "question": 'value="question"',
    "withdraw": 'value="withdraw"', "prove": "Thêm minh chứng",
}  # fmt: skip


@pytest.mark.parametrize(
    ("person", "recorded", "counted"),
    [
        ("unit_officer", {"change", "take back", "prove"}, {"prove"}),
        ("unit_leader", {"confirm", "change", "take back", "prove"}, {"withdraw", "prove"}),
        ("so_officer", None, {"question"}),
        ("so_leader", None, {"question"}),
    ],
)
def test_a_page_offers_what_one_may_do_and_nothing_else(
    person: str, recorded: set[str] | None, counted: set[str], activity: Activity, world: World, client_for: ClientFor
) -> None:
    """Before and after confirming."""
    client = client_for(world.actors[person])
    answer = client.get(page(activity))
    if recorded is None:
        assert answer.status_code == 404
    else:
        assert {deed for deed, mark in BUTTONS.items() if mark in answer.content.decode()} == recorded
    client_for(world.actors["unit_leader"]).post(page(activity), {"deed": "confirm"})
    body = client.get(page(activity)).content.decode()
    assert {deed for deed, mark in BUTTONS.items() if mark in body} == counted


def test_proofs_are_added_and_withdrawn(confirmed: Activity, unit_officer: Actor, client_for: ClientFor) -> None:
    """Good ones are kept, a bad one is told by name; a withdrawn one stays with its reason."""
    unit, place = client_for(unit_officer), reverse("activities:prove", args=[confirmed.pk])
    sent = {
        "uuid": str(uuid4()),
        "photos": [SimpleUploadedFile("a.jpg", draw_photo()), SimpleUploadedFile("b.jpg", b"khong phai anh")],
        "links": "https://example.vn/bai-1\nhttps://example.vn/bai-2",
    }
    body = unit.post(place, sent, follow=True).content.decode()
    assert "Đã nhận 3 minh chứng" in body
    assert "“b.jpg”" in body
    again = sent | {"photos": [SimpleUploadedFile("a.jpg", draw_photo())]}
    unit.post(place, again)
    assert Evidence.objects.count() == 3
    photo = Evidence.objects.get(kind="photo")
    assert unit.get(reverse("activities:evidence", args=[photo.pk])).headers["Content-Type"] == "image/jpeg"
    assert unit.get(reverse("activities:thumbnail", args=[photo.pk])).status_code == 200
    unit.post(reverse("activities:withdraw_evidence", args=[photo.pk]), {"reason": ""})
    assert Evidence.objects.filter(withdrawn_at__isnull=False).count() == 0
    unit.post(reverse("activities:withdraw_evidence", args=[photo.pk]), {"reason": "Ảnh có người dân."})
    body = unit.get(page(confirmed)).content.decode()
    assert "Ảnh có người dân." in body
    assert "2 đang có hiệu lực" in body


@pytest.mark.parametrize(("links", "files"), [("", []), ("javascript:alert(1)", []), ("khong-phai", [])])
def test_a_proof_that_is_none(
    links: str, files: list[object], activity: Activity, unit_officer: Actor, client_for: ClientFor
) -> None:
    """Nothing chosen, and links that are none, are told; what was typed comes back."""
    place = reverse("activities:prove", args=[activity.pk])
    answer = client_for(unit_officer).post(place, {"uuid": "hong", "links": links, "photos": files})
    assert answer.status_code == 422
    assert "note-look" in answer.content.decode()
    assert links in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_files_are_only_for_those_who_see_the_activity(
    activity: Activity,
    unit_officer: Actor,
    so_officer: Actor,
    other_unit_officer: Actor,
    outsider: Actor,
    client_for: ClientFor,
) -> None:
    """File, small picture and withdrawal alike are not found by others; the office sees them once confirmed."""
    photo = add_evidence(unit_officer, activity.pk, uuid=uuid4(), data=draw_photo(), name="a.jpg")
    for actor in (so_officer, other_unit_officer, outsider):
        client = client_for(actor)
        for name in ("activities:evidence", "activities:thumbnail"):
            assert client.get(reverse(name, args=[photo.pk])).status_code == 404
        assert client.post(reverse("activities:withdraw_evidence", args=[photo.pk]), {"reason": "x"}).status_code == 404
        assert client.get(page(activity)).status_code == 404
        assert client.get(reverse("activities:change", args=[activity.pk])).status_code == 404
        assert (
            client.post(reverse("activities:prove", args=[activity.pk]), {"links": "https://x.vn"}).status_code == 404
        )


def test_a_page_with_everything_stays_within_twelve_queries(
    duty: Duty, confirmed: Activity, unit_officer: Actor, so_officer: Actor, client_for: ClientFor,
    django_assert_max_num_queries: object,
) -> None:  # fmt: skip
    """Many proofs, a double, a photo used twice, a question: still twelve."""
    other = record_activity(unit_officer, duty.pk, uuid=uuid4(), content=content_for(duty))
    for n in range(8):
        add_link(unit_officer, confirmed.pk, uuid=uuid4(), link=f"https://example.vn/{n}")
    for activity in (confirmed, other):
        add_evidence(unit_officer, activity.pk, uuid=uuid4(), data=draw_photo(), name="a.jpg")
    question_activity(so_officer, confirmed.pk, question="Ngày nào?")
    for actor in (unit_officer, so_officer):
        client = client_for(actor)
        with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture without types
            assert client.get(page(confirmed)).status_code == 200


def test_a_pdf_shows_its_first_page(client_for: ClientFor, activity: Activity, unit_officer: Actor) -> None:
    """As a small picture in the list of proofs; a table has none."""
    client, target = client_for(unit_officer), io.BytesIO()
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    document.save(target)
    pdf = add_evidence(unit_officer, activity.pk, uuid=uuid4(), data=target.getvalue(), name="ke-hoach.pdf")
    assert f"/minh-chung/{pdf.pk}/anh-nho/" in client.get(f"/hoat-dong/{activity.pk}/").content.decode()
    answer = client.get(f"/minh-chung/{pdf.pk}/anh-nho/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    table = add_evidence(
        unit_officer, activity.pk, uuid=uuid4(), data=b"PK\x03\x04[Content_Types].xml xl/workbook.xml", name="a.xlsx"
    )
    assert client.get(f"/minh-chung/{table.pk}/anh-nho/").status_code == 404


def test_recording_and_confirming_offer_their_undoing(
    client_for: ClientFor, activity: Activity, unit_officer: Actor, unit_leader: Actor, so_officer: Actor
) -> None:
    """Whoever recorded takes back until the leader confirmed; the leader until the office asked."""
    address = f"/hoat-dong/{activity.pk}/"
    officer, leader = client_for(unit_officer), client_for(unit_leader)
    assert 'value="take-back"' in officer.get(address).content.decode()
    leader.post(address, {"deed": "confirm"})
    assert 'value="take-back"' not in officer.get(address).content.decode()
    assert 'value="unconfirm"' not in officer.get(address).content.decode()
    assert 'value="unconfirm"' in leader.get(address).content.decode()
    page = leader.post(address, {"deed": "unconfirm"}, follow=True).content.decode()
    assert "chờ xác nhận, chưa được tính" in page
    assert "Rút lại xác nhận hoạt động" in page
    leader.post(address, {"deed": "confirm"})
    question_activity(so_officer, activity.pk, question="Ngày nào?")
    assert 'value="unconfirm"' not in leader.get(address).content.decode()
    assert leader.post(address, {"deed": "unconfirm"}).status_code == 409
