"""The other pages of documents: bringing in, lists, one document, numbers, registers, files; who may see what."""

from __future__ import annotations

import html
import io
import re
from importlib.resources import files
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import ClientFor, World, topics_reading
from tests.web.documents.test_actions import BAD_FILES
from tests.web.standing import standing
from trienkhai import parts
from trienkhai.web.directives.models import Directive
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.models import Direction, Document, RegisterEntry
from trienkhai.web.files.models import StoredFile
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

FOUNDING = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
SECRET = "UBND TỈNH LẠNG SƠN\nSỞ VĂN HÓA MẪU\nSố: 12/SVHM-VP\nMẬT\n\nV/v kho bí ẩn\n\nKính gửi: Bảo tàng.\n".encode()


def send(client: Client, data: bytes, name: str = "cong-van.txt", **more: str) -> tuple[int, str]:
    """The entering form with a file; gives status and text, or the address it leads to."""
    said = {"uuid": str(uuid4()), "direction": "outgoing", "file": SimpleUploadedFile(name, data), **more}
    answer = client.post("/van-ban/them/", said)
    return answer.status_code, answer.headers.get("Location") or html.unescape(answer.content.decode())


def read(client: Client, address: str) -> str:
    """A page that must be there, as text."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return html.unescape(answer.content.decode())


@pytest.fixture
def clerk(so_clerk: Actor, client_for: ClientFor) -> Client:
    """The clerk's browser."""
    return client_for(so_clerk)


@standing()
def signed(world: World, topics_draft: Directive) -> Document:
    """A document signed KT., without number and day."""
    actions.sign_document(world.actors["so_leader"], topics_draft.document_id, authority="KT.")
    return Document.objects.get(pk=topics_draft.document_id)


# Bringing in


def test_a_file_leads_to_its_review(clerk: Client) -> None:
    """The bytes are kept before the clerk is sent on."""
    status, address = send(clerk, FOUNDING)
    document = Document.objects.get()
    assert (status, address) == (302, f"/van-ban/{document.pk}/doc-lai/")
    assert document.files.get().stored.size == len(FOUNDING)


@pytest.mark.parametrize(("data", "name", "id"), BAD_FILES)
def test_a_bad_file_is_told_on_the_form(clerk: Client, data: bytes, name: str, id: str | None) -> None:
    """With a sentence at the field, the choice of direction still made, nothing kept."""
    status, text = send(clerk, data, name, direction="incoming", pasted="chữ đã dán")
    assert status == 422
    assert re.search(r'class="error-text">.*?</svg> [^<]{20,}\.', text, re.S)
    assert re.search(r'value="incoming"[^>]*checked', text)
    assert "chữ đã dán" in text
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_nothing_chosen_is_told(clerk: Client) -> None:
    """Neither file nor pasted text."""
    answer = clerk.post("/van-ban/them/", {"uuid": str(uuid4()), "direction": "outgoing"})
    assert answer.status_code == 422
    assert "Chưa chọn tệp." in html.unescape(answer.content.decode())


def test_pasted_text_is_a_document_too(clerk: Client) -> None:
    """For those who have no file."""
    said = {"uuid": str(uuid4()), "direction": "outgoing", "pasted": FOUNDING.decode()}
    assert clerk.post("/van-ban/them/", said).status_code == 302
    assert Document.objects.get().symbol == "SVHTTDL-QLVHGĐ"


def test_a_secret_file_is_refused_and_may_be_contested(clerk: Client) -> None:
    """First nothing is kept and the page offers the box; with the box ticked the clerk's word stands."""
    status, text = send(clerk, SECRET)
    assert status == 422
    assert "Văn bản có dấu Mật. Hệ thống không nhận văn bản mật; tệp chưa được lưu." in text
    assert 'name="contest_secrecy"' in text
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert "bí ẩn" not in str(list(Entry.objects.values()))
    status, _ = send(clerk, SECRET, contest_secrecy="on")
    assert status == 302
    assert Entry.objects.filter(name="document.secrecy_contested").count() == 1


def test_the_same_form_twice_makes_one_document(clerk: Client) -> None:
    """Pressed twice, or sent again with the back button: one document, the same page. Other content: told."""
    uuid = str(uuid4())
    assert send(clerk, FOUNDING, uuid=uuid) == send(clerk, FOUNDING, uuid=uuid)
    assert Document.objects.count() == 1
    status, text = send(clerk, FOUNDING + b"\nthem", uuid=uuid)
    assert status == 409
    assert "Mã này đã được dùng cho một nội dung khác" in text


@pytest.mark.parametrize("person", ["so_leader", "so_officer", "unit_officer"])
def test_who_does_not_keep_the_registers_is_told_who_does(
    request: pytest.FixtureRequest, client_for: ClientFor, person: str
) -> None:
    """403 with a sentence; not a missing page."""
    client = client_for(request.getfixturevalue(person))
    assert "văn thư" in html.unescape(client.get("/van-ban/them/").content.decode())
    assert send(client, FOUNDING)[0] == 403
    assert Document.objects.count() == 0


# Seeing


PEOPLE = ("so_clerk", "so_officer", "so_leader", "unit_clerk", "unit_leader", "outsider")
OWN = ("so_clerk", "so_officer", "so_leader")


@pytest.mark.parametrize("person", PEOPLE)
def test_a_draft_is_the_offices_own(
    request: pytest.FixtureRequest, signed: Document, client_for: ClientFor, person: str
) -> None:
    """Before it is issued nobody else learns that it exists: page, review, file, number, list."""
    client = client_for(request.getfixturevalue(person))
    own = person in OWN
    assert client.get(f"/van-ban/{signed.pk}/").status_code == (200 if own else 404)
    assert client.get(f"/van-ban/{signed.pk}/doc-lai/").status_code == (302 if own else 404)
    wanted = 200 if person == "so_clerk" else 403 if own else 404
    assert client.get(f"/van-ban/{signed.pk}/cap-so/").status_code == wanted
    assert ("SVHM-NV" in read(client, "/van-ban/")) == own


def test_an_issued_document_is_seen_by_its_receivers_only(
    topics_directive: Directive, unit_officer: Actor, outsider: Actor, client_for: ClientFor
) -> None:
    """A receiver sees text and its own line of the distribution, no other receiver, no history."""
    address = f"/van-ban/{topics_directive.document_id}/"
    text = read(client_for(unit_officer), address)
    receivers = text[text.index("<h2>Nơi nhận</h2>") :]
    assert "Bảo tàng tỉnh" in receivers
    assert "Thư viện tỉnh" not in receivers
    assert "<h2>Diễn biến" not in text
    assert client_for(outsider).get(address).status_code == 404


def test_the_own_page_tells_everything_of_an_issued_document(
    topics_directive: Directive, clerk: Client, unit_clerk: Actor, client_for: ClientFor
) -> None:
    """Distribution by name with its state, register line, history, the directive; twelve questions at most."""
    address = f"/van-ban/{topics_directive.document_id}/"
    client_for(unit_clerk).post(f"{address}vao-so-den/")
    with CaptureQueriesContext(connection) as asked:
        text = read(clerk, address)
    assert len(asked) <= 12
    for said in ("Đã vào sổ 30/5/2023", "Đã đến 30/5/2023", "Bảo tàng tỉnh", "Thư viện tỉnh", "số 1, 30/5/2023"):
        assert said in text
    for said in ("Ban hành", "Vào sổ văn bản đi", "Xác nhận bản đọc", f'href="/chi-dao/{topics_directive.pk}/"'):
        assert said in text


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("so_clerk", "Anh/chị làm được bước này."),
        ("so_officer", "Chờ văn thư của cơ quan."),
        ("so_leader", "Chờ văn thư của cơ quan."),
    ],
)
def test_the_page_says_who_does_the_next_step(
    request: pytest.FixtureRequest, signed: Document, client_for: ClientFor, person: str, words: str
) -> None:
    """A button for whoever may, a name for everybody else."""
    text = read(client_for(request.getfixturevalue(person)), f"/van-ban/{signed.pk}/")
    assert words in text
    assert (f"/van-ban/{signed.pk}/cap-so/" in text) == (person == "so_clerk")


def test_the_list_finds_by_number_and_by_words_without_marks(topics_directive: Directive, clerk: Client) -> None:
    """And says honestly when nothing was found; at most twelve questions."""
    for words in ("1/SVHM", "gia dinh van hoa", "gia đình"):
        assert "01/SVHM-NV" in read(clerk, f"/van-ban/?tim={words}")
    assert "Không tìm thấy văn bản nào" in read(clerk, "/van-ban/?tim=thuy+san")
    assert "01/SVHM-NV" not in read(clerk, "/van-ban/?loai=den")
    with CaptureQueriesContext(connection) as asked:
        read(clerk, "/van-ban/")
    assert len(asked) <= 12


def test_the_list_costs_the_same_at_any_length(clerk: Client, so_clerk: Actor) -> None:
    """Forty documents: thirty on the first page, the rest by key, no more questions than for one."""
    text = "Một dòng chữ."
    for number in range(40):
        actions.enter_document(
            so_clerk, uuid=uuid4(), data=f"{text} {number}".encode(), name="a.txt", direction=Direction.OUTGOING
        )
        if number == 0:
            with CaptureQueriesContext(connection) as once:
                read(clerk, "/van-ban/")
    with CaptureQueriesContext(connection) as asked:
        first = read(clerk, "/van-ban/")
    assert len(asked) == len(once)
    following = re.search(r'href="(\?[^"]*sau=\d+)"', first)
    assert following is not None
    second = read(clerk, "/van-ban/" + following[1])
    assert (first.count('<th scope="row">'), second.count('<th scope="row">')) == (30, 10)


# Number and registers


def test_the_next_number_is_proposed_and_taken(clerk: Client, signed: Document) -> None:
    """With the day; the document stands in the outgoing register and its directive is issued next."""
    address = f"/van-ban/{signed.pk}/cap-so/"
    text = read(clerk, address)
    assert re.search(r'name="number"[^>]*value="1"|value="1"[^>]*name="number"', text)
    answer = clerk.post(address, {"number": "1", "day": "30/05/2023", "version": signed.version})
    assert answer.headers["Location"].endswith("/ban-hanh/")
    assert "01/SVHM-NV" in read(clerk, "/van-ban/so/di/")
    assert clerk.get(address).status_code == 409


def test_a_number_on_the_paper_is_proposed_and_a_used_one_told(
    world: World, clerk: Client, signed: Document, enter_reading: object
) -> None:
    """Number 7 stands on the second paper too: the page says whose it is before anything is pressed."""
    assert callable(enter_reading)
    actions.number_document(world.actors["so_clerk"], signed.pk, number=7)
    reading = topics_reading()
    printed = parts.Reading(symbol="SVHM-NV", number="07", subject="việc thứ hai", text=reading.text)
    second = enter_reading(world.actors["so_clerk"], printed)
    actions.sign_document(world.actors["so_leader"], second.pk, authority="KT.")
    address = f"/van-ban/{second.pk}/cap-so/"
    text = read(clerk, address)
    assert "Số 07 ghi trên văn bản này đã dùng cho" in text
    assert "tuyên truyền gia đình văn hóa" in text
    answer = clerk.post(address, {"number": "7", "day": "30/05/2023"})
    said = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Số 7 năm 2023 đã dùng cho công văn “tuyên truyền gia đình văn hóa năm 2023”" in said
    assert RegisterEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [
        ("mười", "30/05/2023", "chỉ gồm chữ số"),
        ("0", "30/05/2023", "1"),
        ("12a", "30/05/2023", "chỉ gồm chữ số"),
        ("5", "31/04/2023", "Tháng 4 có 30 ngày"),
        ("5", "31/05/2023", "không thể sau hôm nay"),
        ("", "30/05/2023", "number"),
    ],
)
def test_a_bad_number_or_day_keeps_what_was_typed(
    clerk: Client, signed: Document, number: str, day: str, words: str
) -> None:
    """422, the sentence, the typed values still in their fields, nothing in the register."""
    answer = clerk.post(f"/van-ban/{signed.pk}/cap-so/", {"number": number, "day": day})
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert words in text
    assert f'value="{day}"' in text
    assert RegisterEntry.objects.count() == 0


def test_two_clerks_on_one_number_page_are_told(clerk: Client, signed: Document) -> None:
    """The version of the page is an older one."""
    said = {"number": "5", "day": "30/05/2023", "version": signed.version - 1}
    answer = clerk.post(f"/van-ban/{signed.pk}/cap-so/", said)
    assert answer.status_code == 409
    assert "vừa sửa văn bản này" in html.unescape(answer.content.decode())
    assert RegisterEntry.objects.count() == 0


def test_a_receiving_clerk_registers_what_arrived(
    topics_directive: Directive, unit_clerk: Actor, unit_officer: Actor, outsider: Actor, client_for: ClientFor
) -> None:
    """An arrival number of the unit's own; pressing twice gives the same line; others may not."""
    address = f"/van-ban/{topics_directive.document_id}/vao-so-den/"
    assert client_for(outsider).post(address).status_code == 404
    assert client_for(unit_officer).post(address).status_code == 403
    client = client_for(unit_clerk)
    assert "chưa vào sổ" in read(client, "/van-ban/")
    assert client.post(address, {"number": "x"}).status_code == 422
    for _ in range(2):
        assert client.post(address).status_code == 302
    assert "Số đến 1" in read(client, "/van-ban/?loai=den")
    assert "01/SVHM-NV" in read(client, "/van-ban/so/den/")
    assert RegisterEntry.objects.filter(direction=Direction.INCOMING).count() == 1


def test_a_paper_from_elsewhere_is_confirmed_and_registered(clerk: Client, so_clerk: Actor) -> None:
    """Incoming: read, confirmed, received; it orders nothing here; then it gets its arrival number."""
    head = "UBND TỈNH LẠNG SƠN\nVĂN PHÒNG\n\nSố: 2373/VP-KGVX\n\nLạng Sơn, ngày 26 tháng 5 năm 2023\n\n"
    text = head + "V/v họp\n\nKính gửi: Sở Văn hóa mẫu.\n"
    entered = actions.enter_document(
        so_clerk, uuid=uuid4(), data=text.encode(), name="den.txt", direction=Direction.INCOMING
    )
    document = actions.confirm_reading(so_clerk, entered.pk, all_seen=True)
    assert document.state == Document.State.RECEIVED
    assert queries.find_directive_id(document.pk) is None
    assert "Vào sổ văn bản đến" in read(clerk, f"/van-ban/{document.pk}/")
    clerk.post(f"/van-ban/{document.pk}/vao-so-den/")
    assert "2373/VP-KGVX" in read(clerk, "/van-ban/so/den/")
    assert "Số đến 1" in read(clerk, "/van-ban/")


def test_a_register_of_another_year_and_an_unknown_one(topics_directive: Directive, clerk: Client) -> None:
    """An empty year says so; a book that is none is not found."""
    assert "Sổ năm này chưa có văn bản nào" in read(clerk, "/van-ban/so/di/?nam=2019")
    assert clerk.get("/van-ban/so/khac/").status_code == 404


# Files and steps


def test_a_file_comes_back_byte_for_byte_and_never_runs(
    clerk: Client, so_clerk: Actor, outsider: Actor, client_for: ClientFor
) -> None:
    """As an enclosure to save, under its own name; for nobody without business with it."""
    send(clerk, FOUNDING, "công văn.txt")
    document = Document.objects.get()
    address = f"/van-ban/{document.pk}/tep/{document.files.get().pk}/"
    answer = clerk.get(address)
    assert answer.content == FOUNDING
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client_for(outsider).get(address).status_code == 404
    assert clerk.get(f"/van-ban/{document.pk}/tep/0/").status_code == 404


def test_an_enclosure_is_added_after_issue_and_promised_before(topics_directive: Directive, clerk: Client) -> None:
    """What was promised comes later; the journal says when. No file, no deed."""
    address = f"/van-ban/{topics_directive.document_id}/tep/"
    assert clerk.post(address, {"deed": "later"}).status_code == 302
    uuid = str(uuid4())
    assert clerk.post(address, {"uuid": uuid}).status_code == 422
    said = {"uuid": uuid, "file": SimpleUploadedFile("de-cuong.txt", "Đề cương".encode())}
    assert clerk.post(address, said).status_code == 302
    assert "de-cuong.txt" in read(clerk, f"/van-ban/{topics_directive.document_id}/")


def test_a_reading_is_opened_again_until_somebody_signs(
    world: World, clerk: Client, topics_draft: Directive, so_leader: Actor
) -> None:
    """Back to the review; after the signature it is refused as the wrong state, not as a missing right."""
    address = f"/van-ban/{topics_draft.document_id}/buoc/mo-lai/"
    assert clerk.post(address).headers["Location"].endswith("/doc-lai/")
    actions.confirm_reading(world.actors["so_clerk"], topics_draft.document_id, all_seen=True)
    actions.sign_document(so_leader, topics_draft.document_id, authority="KT.")
    assert clerk.post(address).status_code == 409
    assert clerk.post(address.replace("mo-lai", "khac")).status_code == 404


def test_a_document_without_directive_is_signed_and_sent_from_its_page(
    clerk: Client, so_clerk: Actor, so_leader: Actor, client_for: ClientFor
) -> None:
    """An urging letter: signed by the leader, numbered, sent."""
    letter = actions.create_outgoing(
        so_clerk, kind="kind_cong_van", kind_name="công văn", symbol="SVHM-VP", subject="đôn đốc báo cáo"
    )
    address = f"/van-ban/{letter.pk}/"
    leader = client_for(so_leader)
    assert 'name="authority"' in read(leader, address)
    assert leader.post(f"{address}buoc/ky/", {"authority": "none"}).status_code == 422
    assert leader.post(f"{address}buoc/ky/", {"authority": "KT."}).status_code == 302
    assert clerk.post(f"{address}cap-so/", {"number": "3", "day": "30/05/2023"}).headers["Location"] == address
    assert clerk.post(f"{address}buoc/gui/").status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.code) == (Document.State.ISSUED, "03/SVHM-VP")


def test_a_scan_that_is_white_is_told(clerk: Client) -> None:
    """A picture without a letter on it: kept out with a sentence, or read as nothing, never a server error."""
    from PIL import Image  # only this test draws

    target = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(target, "PNG")
    status, _ = send(clerk, target.getvalue(), "trang.png")
    assert status in (302, 422)
