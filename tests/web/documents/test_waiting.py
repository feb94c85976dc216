"""Scans and long files are read behind the pages: held first, read once, never lost, never secret in the store."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.library.sources.building_pdf import build_pdf
from tests.web.conftest import ClientFor
from tests.web.documents.test_api import Machine
from trienkhai.errors import UnreadableFile
from trienkhai.sources import Source
from trienkhai.sources.refusals import refuse
from trienkhai.web.documents import actions, queries, reconcile, tasks
from trienkhai.web.documents.actions.trying import MOST_INTERRUPTIONS
from trienkhai.web.documents.models import Direction, Document, DocumentFile, HeldFile, Reading
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.files.holding import claimed, hold_bytes, read_held
from trienkhai.web.files.models import StoredFile
from trienkhai.web.files.store import read_stored
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

HEAD = "UBND TỈNH LẠNG SƠN\nSỞ VĂN HÓA MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
LETTER = HEAD + "Số: 15/SVHM-VP\n\nV/v báo cáo số liệu thư viện\n\nKính gửi: Bảo tàng tỉnh.\n"
SECRET = HEAD + "Số: 12/SVHM-VP\nMẬT\n\nV/v kế hoạch kho bí ẩn\n\nKính gửi: Bảo tàng tỉnh.\n"


def draw_photo(shade: int = 250) -> bytes:
    """A picture of nothing, as a scanner would send it."""
    target = io.BytesIO()
    Image.new("RGB", (400, 500), (shade, shade, shade)).save(target, "PNG")
    return target.getvalue()


def hold(actor: Actor, data: bytes | None = None, *, uuid: UUID | None = None, contest: bool = False) -> Document:
    """A scan brought in."""
    return actions.enter_document(
        actor,
        uuid=uuid or uuid4(),
        data=data or draw_photo(),
        name="Kế hoạch quét.png",
        direction=Direction.OUTGOING,
        contest_secrecy=contest,
    )


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows a commit follows at once: a test's own transaction is never committed."""
    monkeypatch.setattr(transaction, "on_commit", lambda run: run())


Reads = Callable[[object], None]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Let the reader give this text, or fail in this way, whatever the picture shows."""

    def say(answer: object) -> None:
        def read(data: bytes, name: str, **_: bool) -> Source:
            if isinstance(answer, BaseException):
                raise answer
            return Source("scan", str(answer))

        monkeypatch.setattr(tasks, "read_confined", read)

    return say


@pytest.fixture
def clerk(so_clerk: Actor, client_for: ClientFor) -> Client:
    """The clerk's browser."""
    return client_for(so_clerk)


def names_of(document: Document) -> list[str]:
    """What the journal says was done to the document, oldest first."""
    return list(Entry.objects.filter(document_id=document.pk).order_by("id").values_list("name", flat=True))


def be_due(document: Document) -> None:
    """The pause before the next try is over."""
    HeldFile.objects.filter(document=document).update(wait_until=0.0)


# Holding and reading


@pytest.mark.parametrize(
    ("data", "held"),
    [
        pytest.param(draw_photo(), True, id="photo"),
        pytest.param(build_pdf([[(72, 700, "So: 15/KH-SYT")]]), False, id="short PDF"),
        pytest.param(build_pdf([[(72, 700, "So: 15/KH-SYT")]] * 31), True, id="long PDF"),
        pytest.param(LETTER.encode(), False, id="text"),
    ],
)
def test_only_what_takes_long_is_read_behind_the_pages(so_clerk: Actor, data: bytes, held: bool) -> None:
    """A text or a short PDF is there at once; a long PDF is there after the worker's round, with all its pages."""
    name = "a.png" if data.startswith(b"\x89PNG") else "a.txt" if data == LETTER.encode() else "a.pdf"
    document = actions.enter_document(so_clerk, uuid=uuid4(), data=data, name=name, direction=Direction.OUTGOING)
    assert (queries.find_reading(document) is None) is held
    assert HeldFile.objects.filter(document=document).exists() is held


def test_a_held_file_is_read_once_and_goes_into_the_store(so_clerk: Actor, reads: Reads, store: Path) -> None:
    """Bytes first, then the reading; nothing is left aside; a second round finds nothing to do."""
    reads(LETTER)
    data = draw_photo()
    document = hold(so_clerk, data)
    held = HeldFile.objects.get()
    assert read_held(held.token) == data
    assert StoredFile.objects.count() == 0
    assert names_of(document) == ["document.held"]
    assert reconcile.read_waiting()
    assert not reconcile.read_waiting()
    document.refresh_from_db()
    assert document.symbol == "SVHM-VP"
    assert read_stored(document.files.get().stored.sha256) == data
    assert names_of(document) == ["document.held", "document.entered", "document.read"]
    assert list((store / ".held").iterdir()) == []


def test_the_journal_does_not_name_a_file_before_it_was_read(so_clerk: Actor) -> None:
    """The name itself may be secret."""
    document = hold(so_clerk)
    entry = Entry.objects.get(document_id=document.pk)
    assert "quét" not in entry.sentence + str(entry.details) + entry.object_label


def test_the_same_form_twice_holds_one_file(so_clerk: Actor, store: Path) -> None:
    """Also after it was read; with other bytes it is a conflict, and nothing more is held."""
    uuid = uuid4()
    first = hold(so_clerk, uuid=uuid)
    assert hold(so_clerk, uuid=uuid).pk == first.pk
    assert len(list((store / ".held").iterdir())) == 1
    with pytest.raises(Conflict):
        hold(so_clerk, draw_photo(1), uuid=uuid)
    assert len(list((store / ".held").iterdir())) == 1
    assert Document.objects.count() == 1


def test_a_task_done_again_changes_nothing(so_clerk: Actor, reads: Reads) -> None:
    """The reading that is there stays; no second entry in the journal."""
    reads(LETTER)
    document = hold(so_clerk)
    data = draw_photo()
    assert tasks.read_document(document.pk)
    reading = Reading.objects.get(document=document)
    assert not tasks.read_document(document.pk)
    assert actions.finish_reading(document.pk, data, Source("scan", "khác")) == reading
    assert Reading.objects.get(document=document).text == reading.text
    assert names_of(document).count("document.read") == 1


def test_a_file_somebody_reads_is_left_to_them(so_clerk: Actor, reads: Reads) -> None:
    """Two workers never read one file at once; the claim is free again when the first has ended."""
    reads(LETTER)
    document = hold(so_clerk)
    with claimed(HeldFile.objects.get().token) as mine:
        assert mine
        assert not tasks.read_document(document.pk)
    assert tasks.read_document(document.pk)


# Interrupted, stopped, lost


def test_an_interrupted_reading_is_begun_again(so_clerk: Actor, reads: Reads) -> None:
    """A worker that was killed has left its mark: the file waits a moment, then it is read."""
    reads(LETTER)
    document = hold(so_clerk)
    assert actions.begin_reading(document.pk) is not None  # and then the worker was killed
    assert not reconcile.read_waiting()
    held = HeldFile.objects.get()
    assert (held.begun_at, held.interrupted) == (None, 1)
    assert held.wait_until > time.time()
    assert not reconcile.read_waiting(), "not before its pause is over"
    be_due(document)
    assert reconcile.read_waiting()
    assert Reading.objects.filter(document=document).count() == 1


def test_a_file_that_keeps_ending_its_worker_does_not_hold_up_the_others(so_clerk: Actor, reads: Reads) -> None:
    """The next one is read while the first pauses; after ten times the first is told to a person."""
    reads(LETTER)
    poison, other = hold(so_clerk, draw_photo(1)), hold(so_clerk, draw_photo(2))
    actions.begin_reading(poison.pk)
    assert reconcile.read_waiting()
    assert Reading.objects.filter(document=other).exists()
    for _ in range(MOST_INTERRUPTIONS):
        be_due(poison)
        actions.begin_reading(poison.pk)
        be_due(poison)
        actions.begin_reading(poison.pk)
    held = HeldFile.objects.get(document=poison)
    assert held.refusal == "reading-stopped"
    assert read_held(held.token), "never lost"


def test_a_file_that_ends_its_reader_is_tried_three_times(so_clerk: Actor, reads: Reads) -> None:
    """Then the reader's sentence stands there; the file is kept."""
    reads(refuse("reading-stopped"))
    document = hold(so_clerk)
    for number in (1, 2, 3):
        assert HeldFile.objects.get().refusal == ""
        be_due(document)
        assert reconcile.read_waiting()
        assert HeldFile.objects.get().stopped == number
    held = HeldFile.objects.get()
    assert held.refusal == "reading-stopped"
    assert held.refusal_words.endswith(".")
    be_due(document)
    assert not reconcile.read_waiting()
    assert read_held(held.token)


@pytest.mark.parametrize("reason", ["no-text-layer", "image-unreadable"])
def test_what_cannot_pass_is_tried_once(so_clerk: Actor, reads: Reads, reason: str) -> None:
    """A blank page is as blank the second time."""
    reads(refuse(reason))
    hold(so_clerk)
    assert reconcile.read_waiting()
    assert HeldFile.objects.get().refusal == reason


def test_lost_bytes_are_told(so_clerk: Actor, store: Path) -> None:
    """Somebody emptied the disk: said, not waited for."""
    hold(so_clerk)
    (store / ".held" / HeldFile.objects.get().token).unlink()
    assert reconcile.read_waiting()
    assert HeldFile.objects.get().refusal == "file-lost"


def test_forgotten_bytes_are_swept_and_waiting_ones_are_not(so_clerk: Actor, store: Path) -> None:
    """Whoever held them was interrupted before the row was there; young ones may still get theirs."""
    hold(so_clerk)
    kept, old, young = HeldFile.objects.get().token, hold_bytes(b"cu"), hold_bytes(b"moi")
    for token in (kept, old):
        os.utime(store / ".held" / token, (0, 0))
    assert reconcile.sweep_held() == 1
    assert {path.name for path in (store / ".held").iterdir()} == {kept, young}


# Secrecy


def test_a_secret_scan_never_gets_into_the_store(so_clerk: Actor, reads: Reads, store: Path) -> None:
    """The bytes are gone, name and hash too; the journal says only that; the clerk sees it at the document."""
    reads(SECRET)
    document = hold(so_clerk)
    assert reconcile.read_waiting()
    held = HeldFile.objects.get()
    assert (held.refusal, held.name, held.sha256) == ("secret-document", "", "")
    assert (StoredFile.objects.count(), DocumentFile.objects.count(), Reading.objects.count()) == (0, 0, 0)
    assert not any(path.is_file() for path in store.rglob("*"))
    entry = Entry.objects.get(name="document.secret_refused")
    assert "bí ẩn" not in entry.sentence + str(entry.details) + entry.object_label
    assert names_of(document) == ["document.held", "document.secret_refused"]
    with pytest.raises(WrongState):
        actions.retry_reading(so_clerk, document.pk)


def test_a_contested_scan_is_read_and_the_clerks_word_stands_over_it(so_clerk: Actor, reads: Reads) -> None:
    """As with a text."""
    reads(SECRET)
    document = hold(so_clerk, contest=True)
    assert reconcile.read_waiting()
    assert "document.secrecy_contested" in names_of(document)
    assert actions.confirm_reading(so_clerk, document.pk, all_seen=True).state == Document.State.CONFIRMED


# What a person does with a file that cannot be read


@pytest.fixture
def unreadable(so_clerk: Actor, reads: Reads) -> Document:
    """A blank scan."""
    reads(refuse("no-text-layer"))
    document = hold(so_clerk)
    reconcile.read_waiting()
    return document


def test_it_is_read_once_more(unreadable: Document, so_clerk: Actor, reads: Reads) -> None:
    """The machine was mended meanwhile."""
    actions.retry_reading(so_clerk, unreadable.pk)
    reads(LETTER)
    assert reconcile.read_waiting()
    assert Reading.objects.filter(document=unreadable).exists()


def test_it_is_typed_by_hand(unreadable: Document, so_clerk: Actor) -> None:
    """The file goes into the store, every field is empty and waits; the document goes on as any other."""
    actions.type_by_hand(so_clerk, unreadable.pk, not_secret=True)
    assert unreadable.files.get().name == "Kế hoạch quét.png"
    for path, value in (("subject", "báo cáo số liệu"), ("symbol", "SVHM-VP"), ("doc_type", "công văn")):
        actions.correct_reading(so_clerk, unreadable.pk, path=path, value=value)
    document = actions.confirm_reading(so_clerk, unreadable.pk, all_seen=True)
    assert (document.subject, document.symbol) == ("báo cáo số liệu", "SVHM-VP")
    assert "document.typed_by_hand" in names_of(document)
    assert "document.read" not in names_of(document)


def test_nothing_goes_into_the_store_unseen(unreadable: Document, so_clerk: Actor) -> None:
    """No machine looked for a secrecy mark, so a person must say that there is none."""
    with pytest.raises(NotValid) as refusal:
        actions.type_by_hand(so_clerk, unreadable.pk, not_secret=False)
    assert refusal.value.id == "secrecy-unseen"
    assert StoredFile.objects.count() == 0


def test_it_is_thrown_away(unreadable: Document, so_clerk: Actor, store: Path) -> None:
    """With its bytes: nobody knows what is printed on it."""
    actions.discard_draft(so_clerk, unreadable.pk, reason="quét hỏng")
    assert HeldFile.objects.count() == 0
    assert list((store / ".held").iterdir()) == []


def test_a_file_thrown_away_while_it_is_read_stays_away(so_clerk: Actor) -> None:
    """The reader comes back to a draft that is no more."""
    document = hold(so_clerk)
    actions.begin_reading(document.pk)
    actions.discard_draft(so_clerk, document.pk, reason="nhầm")
    assert actions.finish_reading(document.pk, draw_photo(), Source("scan", LETTER)) is None
    assert (Reading.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("so_clerk", None),
        ("so_officer", None),
        ("so_leader", NotAllowed),
        ("unit_officer", Unknown),
        ("outsider", Unknown),
    ],
)
def test_who_decides_about_a_file_that_cannot_be_read(
    request: pytest.FixtureRequest, unreadable: Document, who: str, error: type[Exception] | None
) -> None:
    """Whoever may correct the reading; for others there is no such document."""
    actor = request.getfixturevalue(who)
    deeds = (
        lambda: actions.retry_reading(actor, unreadable.pk),
        lambda: actions.type_by_hand(actor, unreadable.pk, not_secret=True),
    )
    for deed in deeds:
        if error is None:
            HeldFile.objects.update(refusal="no-text-layer")
            deed()
        else:
            with pytest.raises(error):
                deed()


def test_a_file_that_waits_is_not_decided_about(so_clerk: Actor) -> None:
    """Wrong state, said as such; nothing of its reading can be corrected or confirmed."""
    document = hold(so_clerk)
    with pytest.raises(WrongState):
        actions.retry_reading(so_clerk, document.pk)
    with pytest.raises(WrongState):
        actions.type_by_hand(so_clerk, document.pk, not_secret=True)
    with pytest.raises(WrongState):
        actions.confirm_reading(so_clerk, document.pk, all_seen=True)


# Pages


def test_the_page_waits_and_then_shows_the_reading(clerk: Client, so_clerk: Actor, reads: Reads) -> None:
    """With script it asks again and loads anew; without, the page refreshes itself or a link does."""
    reads(LETTER)
    document = hold(so_clerk)
    address = f"/van-ban/{document.pk}/doc-lai/"
    page = clerk.get(address).content.decode()
    state = f"/van-ban/{document.pk}/dang-doc/"
    assert "chờ máy đọc" in page
    assert f'hx-get="{state}"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    piece = clerk.get(state, headers={"HX-Request": "true"})
    assert piece.status_code == 200
    assert "HX-Refresh" not in piece.headers
    assert "<html" not in piece.content.decode()
    assert clerk.get(state).headers["Location"] == address
    reconcile.read_waiting()
    assert clerk.get(state, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert "Xác nhận" in clerk.get(address).content.decode()


def test_what_is_waited_for_is_told_in_lists(clerk: Client, so_clerk: Actor) -> None:
    """In the list, on the document's page, and among what waits for the clerk; with the name of the file."""
    document = hold(so_clerk)
    assert "tệp “Kế hoạch quét.png”" in clerk.get("/van-ban/").content.decode()
    assert "Chờ máy đọc." in clerk.get(f"/van-ban/{document.pk}/").content.decode()
    assert "Chờ máy đọc tệp" in clerk.get("/").content.decode()
    with CaptureQueriesContext(connection) as asked:
        clerk.get(f"/van-ban/{document.pk}/doc-lai/")
    assert len(asked) <= 12


def test_the_page_offers_what_to_do(clerk: Client, unreadable: Document) -> None:
    """The reader's sentence, then read again, type, throw away; each refusal on the page itself."""
    address = f"/van-ban/{unreadable.pk}/doc-lai/"
    page = clerk.get(address).content.decode()
    assert "ảnh trắng" in page
    assert "http-equiv" not in page
    assert all(f'value="{deed}"' in page for deed in ("retry", "type", "discard"))
    assert clerk.post(address, {"deed": "type"}).status_code == 422
    assert clerk.post(address, {"deed": "discard", "reason": ""}).status_code == 422
    assert clerk.post(address, {"deed": "confirm"}).status_code == 422
    assert clerk.post(address, {"deed": "type", "not_secret": "on"}).status_code == 302
    typed = clerk.get(address).content.decode()
    assert "rồi gõ các mục" in typed
    assert f"/van-ban/{unreadable.pk}/tep/" in typed


def test_a_secret_one_leads_to_sending_it_again(clerk: Client, so_clerk: Actor, reads: Reads) -> None:
    """The box is there and set when the clerk follows the link."""
    reads(SECRET)
    document = hold(so_clerk)
    reconcile.read_waiting()
    page = clerk.get(f"/van-ban/{document.pk}/doc-lai/").content.decode()
    assert "?doc-nham=1" in page
    assert "Không nhận: có dấu chỉ độ mật" in page
    assert 'value="retry"' not in page
    assert 'name="contest_secrecy"' in clerk.get("/van-ban/them/?doc-nham=1").content.decode()
    assert 'name="contest_secrecy"' not in clerk.get("/van-ban/them/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("so_clerk", 200), ("so_leader", 200), ("unit_officer", 404), ("outsider", 404), (None, 302)]
)
def test_who_may_ask_how_far_it_is(
    request: pytest.FixtureRequest, client_for: ClientFor, so_clerk: Actor, who: str | None, status: int
) -> None:
    """Whoever may see the document."""
    document = hold(so_clerk)
    client = Client() if who is None else client_for(request.getfixturevalue(who))
    headers = {} if who is None else {"HX-Request": "true"}
    assert client.get(f"/van-ban/{document.pk}/dang-doc/", headers=headers).status_code == status


def test_the_pages_of_a_pdf_are_drawn_before_somebody_asks(so_clerk: Actor, store: Path) -> None:
    """One after the other, each once; one that cannot be drawn is not tried for ever."""
    pages = [[(72.0, 700.0, "Trang nay")], [(72.0, 700.0, "Trang kia")]]
    document = actions.enter_document(
        so_clerk, uuid=uuid4(), data=build_pdf(pages), name="a.pdf", direction=Direction.OUTGOING
    )
    assert [reconcile.draw_pages() for _ in range(3)] == [True, True, False]
    pictures = store.with_name("pictures")
    assert len(list(pictures.rglob("*.webp"))) == 2
    for path in pictures.rglob("*.webp"):
        path.unlink()
    original = document.files.get().stored.sha256
    (store / original[:2] / original[2:4] / original).unlink()
    assert [reconcile.draw_pages() for _ in range(3)] == [True, True, False]


def test_a_long_pdf_is_read_by_the_worker_as_it_is(so_clerk: Actor) -> None:
    """The real reader, the real child."""
    data = build_pdf([[(72, 700, "So: 15/KH-SYT"), (72, 680, "Kinh gui: So Y te")]] * 31)
    document = actions.enter_document(so_clerk, uuid=uuid4(), data=data, name="a.pdf", direction=Direction.OUTGOING)
    assert reconcile.read_waiting()
    reading = queries.find_reading(document)
    assert reading is not None
    assert reading.pages.count() == 31


def test_a_refusal_of_the_reader_is_no_error(so_clerk: Actor, reads: Reads) -> None:
    """Whatever it says is kept as said."""
    reads(UnreadableFile("scan-timeout", "Máy nhận dạng chữ quá lâu."))
    hold(so_clerk)
    assert reconcile.read_waiting()
    assert HeldFile.objects.get().stopped == 1


# The interface


def test_a_machine_is_told_to_wait(so_clerk: Actor, reads: Reads) -> None:
    """202 with no reading; the same address has the reading later, or the refusal and what can be done."""
    machine = Machine("so_clerk")
    body = {"file": SimpleUploadedFile("a.png", draw_photo()), "direction": "outgoing"}
    answer = machine.client.post("/api/documents", body, headers=machine.headers)
    said = answer.json()
    assert (answer.status_code, said["reading"], said["refusal"]) == (202, None, None)
    address = f"documents/{said['id']}"
    assert machine.read(address)[1]["reading"] is None
    reads(refuse("no-text-layer"))
    reconcile.read_waiting()
    refusal = machine.read(address)[1]["refusal"]
    assert isinstance(refusal, dict)
    assert refusal["id"] == "no-text-layer"
    assert machine.post(f"{address}/type-by-hand")[0] == 422
    assert machine.post(f"{address}/read-again")[0] == 200
    assert machine.post(f"{address}/read-again")[0] == 409
    reads(LETTER)
    reconcile.read_waiting()
    reading = machine.read(address)[1]["reading"]
    assert isinstance(reading, dict)
    assert reading["symbol"] == "SVHM-VP"


def test_a_machine_types_by_hand(unreadable: Document) -> None:
    """The reading is there, and empty."""
    machine = Machine("so_clerk")
    status, _ = machine.post(f"documents/{unreadable.pk}/type-by-hand", {"not_secret": True})
    reading = machine.read(f"documents/{unreadable.pk}")[1]["reading"]
    assert status == 200
    assert isinstance(reading, dict)
    assert reading["symbol"] is None
