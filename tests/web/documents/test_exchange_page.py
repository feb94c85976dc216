"""One page of a scan is exchanged: the scan stays, the reading is made anew, what persons corrected stays."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.web.config.machines import Machine
from tests.web.conftest import ClientFor, World
from tests.web.documents.test_waiting import SECRET, draw_photo, names_of
from trienkhai.sources import PagePlaces, Source
from trienkhai.sources.refusals import refuse
from trienkhai.sources.replacing import find_shift
from trienkhai.web.directives.models import Directive
from trienkhai.web.documents import actions, queries, reconcile, tasks
from trienkhai.web.documents.models import Direction, Document, DocumentFile, EarlierReading, HeldPart, ReadPage
from trienkhai.web.documents.pictures import find_picture
from trienkhai.web.documents.rebasing import Said, carry_over
from trienkhai.web.documents.values import current_values
from trienkhai.web.errors import NotAllowed, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.offices.actor import Actor

HEAD = (
    "UBND TỈNH LẠNG SƠN\nSỞ VĂN HÓA MẪU\n\nSố: 15/SVHM-VP\nV/v báo cáo số liệu thư viện\n\nKính gửi: Bảo tàng tỉnh.\n"
)
BAD, GOOD = "ngh%$ m~~\n", "Đề nghị Bảo tàng tỉnh gửi báo cáo trước ngày 20/6/2023.\n"
FOOT = "Nơi nhận:\n- Như trên;\n- Thư viện tỉnh;\n- Lưu: VT.\n"
Reads = Callable[[object], None]


def scan(*texts: str) -> Source:
    """What the reader gives for these pages; of the first one it tells where a word stands."""
    places = (
        PagePlaces(595.0, 842.0, recognised=True, words=(0, 4, 500, 500, 900, 600) if not number else ())
        for number in range(len(texts))
    )
    return Source("scan", "\f".join(texts), pages=tuple(places))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows a commit follows at once: a test's own transaction is never committed."""
    monkeypatch.setattr(transaction, "on_commit", lambda run: run())


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Let the worker's reader give this source, or fail in this way, whatever the picture shows."""

    def say(answer: object) -> None:
        def read(data: bytes, name: str, **_: bool) -> Source:
            if isinstance(answer, Source):
                return answer
            raise answer  # type: ignore[misc]  # a refusal

        monkeypatch.setattr(tasks, "read_confined", read)

    return say


@pytest.fixture
def scanned(so_clerk: Actor, reads: Reads) -> Document:
    """A scan of three pages whose second one cannot be read."""
    reads(scan(HEAD, BAD, FOOT))
    document = actions.enter_document(
        so_clerk, uuid=uuid4(), data=draw_photo(), name="quét.png", direction=Direction.OUTGOING
    )
    assert reconcile.read_waiting()
    reads(scan(GOOD))
    return document


def exchange(actor: Actor, document: Document, number: int = 2) -> HeldPart:
    """A better picture of the page comes in."""
    kept = actions.exchange_page(actor, document.pk, number, uuid=uuid4(), data=draw_photo(9), name="trang 2.png")
    assert isinstance(kept, HeldPart)
    return kept


def test_the_page_is_exchanged_and_the_rest_stays(so_clerk: Actor, scanned: Document) -> None:
    """Text anew over all pages; the scan's bytes untouched; the other file tied to the page; what was found is kept."""
    original = scanned.files.get()
    held = exchange(so_clerk, scanned)
    assert scanned.files.get() == original
    assert reconcile.search_parts()
    assert not HeldPart.objects.filter(pk=held.pk).exists()
    reading = queries.find_reading(scanned)
    assert reading is not None
    assert reading.text == "\f".join((HEAD, GOOD, FOOT))
    kept = scanned.files.get(part=DocumentFile.Part.PAGE)
    assert (kept.page, kept.name) == (2, "trang 2.png")
    assert kept.stored.sha256 != original.stored.sha256
    first = len(HEAD) + 1
    assert ReadPage.objects.get(reading=reading, number=2).words[:2] == [first, first + 4]
    assert [row.file_id for row in ReadPage.objects.filter(reading=reading)] == [None, kept.pk, None]
    assert EarlierReading.objects.get(document=scanned).text == "\f".join((HEAD, BAD, FOOT))
    assert names_of(scanned)[-3:] == ["document.page_held", "document.page_exchanged", "document.read"]
    document = queries.find_document(so_clerk, scanned.pk)
    assert find_picture(document, queries.find_read_page(document, 2)) != b""
    with pytest.raises(Unknown):
        queries.find_read_page(document, 4)


def test_what_persons_corrected_stays(so_clerk: Actor, scanned: Document) -> None:
    """Values, entries struck and added, their authors, and places behind the page where they lie now."""
    text = "\f".join((HEAD, BAD, FOOT))
    start = text.index("Thư viện tỉnh")
    actions.correct_reading(so_clerk, scanned.pk, path="subject", value="về số liệu thư viện")
    actions.correct_reading(so_clerk, scanned.pk, path="place", value="Lạng Sơn", span=(start, start + 8))
    actions.correct_reading(so_clerk, scanned.pk, path="addressees[1]", value="Thư viện tỉnh")
    actions.correct_reading(so_clerk, scanned.pk, path="recipients[1]", value=None)
    exchange(so_clerk, scanned)
    assert reconcile.search_parts()
    reading = queries.find_reading(scanned)
    assert reading is not None
    now = current_values(reading)
    assert now.subject == "về số liệu thư viện"
    assert now.addressees[-1] == "Thư viện tỉnh"
    assert [one.text for one in now.recipients] == ["Như trên"]
    place = reading.corrections.get(path="place")
    assert place.span is not None
    assert reading.text[place.span[0] : place.span[1]] == "Thư viện"
    assert {entry.made_by for entry in reading.corrections.all()} == {"Văn thư Sở, Sở Văn hóa mẫu"}
    scanned.refresh_from_db()
    assert scanned.subject == "về số liệu thư viện"


def test_a_correction_follows_its_entry() -> None:
    """To where the same entry stands now; one that is not found any more is added as the person left it."""
    shift = find_shift("aaaa\fbb\fcccc", 2, "bbbbb")
    old = {"recipients": [{"text": "A", "span": [0, 1]}, {"text": "C", "span": [8, 9]}]}
    new = {
        "recipients": [{"text": "A", "span": [0, 1]}, {"text": "B", "span": [6, 7]}, {"text": "C", "span": [11, 12]}]
    }
    moved = carry_over(old, new, [Said("recipients[1].text", "Cc", [8, 9])], shift)  # type: ignore[arg-type]  # any JSON
    assert [(one.path, one.value, one.span) for one in moved] == [("recipients[2].text", "Cc", [11, 12])]
    gone = carry_over(old, {"recipients": []}, [Said("recipients[0].text", "Aa")], shift)  # type: ignore[arg-type]  # any JSON
    assert [(one.path, one.value) for one in gone] == [("recipients[0]", {"text": "Aa", "span": [0, 1]})]
    struck = carry_over(old, {"recipients": []}, [Said("recipients[0]", None)], shift)  # type: ignore[arg-type]  # any JSON
    assert struck == []


def test_a_secret_page_is_told_and_not_kept(so_clerk: Actor, scanned: Document, reads: Reads) -> None:
    """As for the text itself: nothing of it stays, the reading is as it was."""
    reads(scan(SECRET))
    exchange(so_clerk, scanned)
    assert reconcile.search_parts()
    held = HeldPart.objects.get()
    assert (held.refusal, held.name) == (actions.SECRET, "")
    assert scanned.files.count() == 1
    assert not EarlierReading.objects.exists()


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [(scan("a", "b"), "not-one-page"), (refuse("no-text-layer"), "no-text-layer")],
)
def test_what_is_not_one_readable_page_is_said(
    so_clerk: Actor, scanned: Document, reads: Reads, answer: object, refusal: str
) -> None:
    """The file waits for a person, who drops it and sends a better one."""
    reads(answer)
    held = exchange(so_clerk, scanned)
    assert reconcile.search_parts()
    assert HeldPart.objects.get().refusal == refusal
    actions.drop_part(so_clerk, scanned.pk, held.pk)
    exchange(so_clerk, scanned)


def test_confirmed_meanwhile_it_is_not_exchanged(so_clerk: Actor, scanned: Document) -> None:
    """Whoever stands for a reading stands for this one; opened again, the page can be exchanged."""
    exchange(so_clerk, scanned)
    actions.confirm_reading(so_clerk, scanned.pk, all_seen=True)
    assert reconcile.search_parts()
    assert HeldPart.objects.get().refusal == "document-confirmed"
    with pytest.raises(WrongState, match="Mở lại bản đọc"):
        exchange(so_clerk, scanned)


def test_what_cannot_be_exchanged(so_clerk: Actor, scanned: Document, topics_draft: Directive) -> None:
    """A page that is not there, no picture at all, a second one while one waits, a document that is no scan."""
    with pytest.raises(NotValid, match="có 3 trang, không có trang 4"):
        exchange(so_clerk, scanned, 4)
    with pytest.raises(NotValid):
        actions.exchange_page(so_clerk, scanned.pk, 2, uuid=uuid4(), data=b"chu thuong", name="a.txt")
    exchange(so_clerk, scanned)
    with pytest.raises(WrongState, match="đang chờ máy đọc"):
        exchange(so_clerk, scanned, 1)
    actions.reopen_reading(so_clerk, topics_draft.document_id)
    with pytest.raises(WrongState, match="không phải bản quét"):
        exchange(so_clerk, topics_draft.document, 1)


@pytest.mark.parametrize(
    ("key", "refusal"), [("so_leader", NotAllowed), ("unit_officer", Unknown), ("outsider", Unknown)]
)
def test_who_may_not_exchange(world: World, scanned: Document, key: str, refusal: type[Refusal]) -> None:
    """The desk of the office that entered the document does."""
    with pytest.raises(refusal):
        exchange(world.actors[key], scanned)


def test_page_and_interface_do_the_same(world: World, scanned: Document, client_for: ClientFor) -> None:
    """The review page leads there; the form is understood; a program is told that it waits."""
    client, address = client_for(world.actors["so_clerk"]), f"/van-ban/{scanned.pk}/trang/2/thay/"
    assert f'href="{address}"' in client.get(f"/van-ban/{scanned.pk}/doc-lai/").content.decode()
    assert client.get(address).status_code == 200
    assert client.get(f"/van-ban/{scanned.pk}/trang/7/thay/").status_code == 422
    assert client.post(address, {"uuid": str(uuid4())}).status_code == 422
    body = {"uuid": str(uuid4()), "file": SimpleUploadedFile("t.png", draw_photo(3))}
    assert client.post(address, body).status_code == 302
    assert "Tệp thay trang 2" in client.get(f"/van-ban/{scanned.pk}/doc-lai/").content.decode()
    assert reconcile.search_parts()
    machine, fields, data = Machine(world.actors["so_clerk"]), {"uuid": str(uuid4())}, draw_photo(5)
    status, said = machine.upload(f"documents/{scanned.pk}/pages/2/exchange", data, "t.png", fields)
    assert (status, said["page"]) == (202, 2)
    assert reconcile.search_parts()
    assert machine.upload(f"documents/{scanned.pk}/pages/2/exchange", data, "t.png", fields)[0] == 200
    assert client_for(world.actors["so_leader"]).get(address).status_code == 403
