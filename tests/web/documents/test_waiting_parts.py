"""A scanned enclosure is held until it was searched for a secrecy mark: nobody opens it before, and none is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from tests.web.config.machines import Machine
from tests.web.conftest import ClientFor, World
from tests.web.documents.test_waiting import SECRET, draw_photo, names_of
from trienkhai.errors import UnreadableFile
from trienkhai.sources import Source
from trienkhai.sources.refusals import refuse
from trienkhai.web.directives.models import Directive
from trienkhai.web.documents import actions, queries, reconcile, tasks
from trienkhai.web.documents.models import Document, DocumentFile, HeldPart
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.files.holding import claimed, let_go, read_held
from trienkhai.web.files.models import StoredFile
from trienkhai.web.files.store import read_stored
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

Reads = Callable[[object], None]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows a commit follows at once: a test's own transaction is never committed."""
    monkeypatch.setattr(transaction, "on_commit", lambda run: run())


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Let the worker's reader give this text, or fail in this way, whatever the picture shows."""

    def say(answer: object) -> None:
        def read(data: bytes, name: str, **_: bool) -> Source:
            if isinstance(answer, BaseException):
                raise answer
            return Source("scan", str(answer))

        monkeypatch.setattr(tasks, "read_confined", read)

    return say


@pytest.fixture
def letter(topics_draft: Directive) -> Document:
    """A confirmed outgoing document that announces an enclosure."""
    return topics_draft.document


def attach(actor: Actor, document: Document, data: bytes | None = None, uuid: UUID | None = None) -> HeldPart:
    """A scanned enclosure comes in."""
    kept = actions.add_attachment(
        actor, document.pk, uuid=uuid or uuid4(), data=data or draw_photo(), name="Đề cương quét.png"
    )
    assert isinstance(kept, HeldPart)
    return kept


def test_a_scanned_enclosure_waits_and_is_taken_in(
    so_clerk: Actor, letter: Document, reads: Reads, store: Path
) -> None:
    """Its bytes are safe at once and in nobody's reach; searched, it lies beside the text, once."""
    reads("Đề cương tuyên truyền.")
    uuid, data = uuid4(), draw_photo()
    held = attach(so_clerk, letter, data, uuid)
    assert read_held(held.token) == data
    assert not StoredFile.objects.exists()
    assert not letter.files.exists()
    assert "Đề cương quét" not in Entry.objects.get(name="document.part_held").sentence
    assert attach(so_clerk, letter, data, uuid) == held
    assert reconcile.search_parts()
    assert not reconcile.search_parts()
    kept = letter.files.get()
    assert (kept.part, kept.name, kept.stored.media_type) == ("attachment", "Đề cương quét.png", "image/png")
    assert read_stored(kept.stored.sha256) == data
    assert actions.add_attachment(so_clerk, letter.pk, uuid=uuid, data=data, name="Đề cương quét.png") == kept
    assert names_of(letter)[-2:] == ["document.part_held", "document.attached"]
    assert list((store / ".held").iterdir()) == []
    with pytest.raises(Conflict):
        actions.add_attachment(so_clerk, letter.pk, uuid=uuid, data=draw_photo(10), name="Khác.png")


def test_a_found_mark_is_told_as_for_the_text_itself(
    world: World, letter: Document, reads: Reads, store: Path, client_for: ClientFor
) -> None:
    """Bytes, name and hash are gone; the desk sees why, and that it can be sent again where it was misread."""
    reads(SECRET)
    clerk, uuid, data = world.actors["so_clerk"], uuid4(), draw_photo()
    attach(clerk, letter, data, uuid)
    assert reconcile.search_parts()
    held = HeldPart.objects.get()
    assert (held.name, held.sha256, held.refusal) == ("", "", actions.SECRET)
    assert list((store / ".held").iterdir()) == []
    assert not StoredFile.objects.exists()
    assert names_of(letter)[-1] == "document.secret_refused"
    text = client_for(clerk).get(f"/van-ban/{letter.pk}/").content.decode()
    assert "Máy thấy dấu chỉ độ mật" in text
    assert "Đề cương quét" not in text
    with pytest.raises(NotValid):
        attach(clerk, letter, data, uuid)
    with pytest.raises(WrongState):
        actions.retry_part(clerk, letter.pk, held.pk)
    kept = actions.add_attachment(
        clerk, letter.pk, uuid=uuid4(), data=data, name="Đề cương quét.png", contest_secrecy=True
    )
    assert isinstance(kept, DocumentFile)
    actions.drop_part(clerk, letter.pk, held.pk)
    assert not HeldPart.objects.exists()


def test_a_picture_without_text_is_taken_in(so_clerk: Actor, letter: Document, reads: Reads) -> None:
    """There is nothing printed on it that could be found."""
    reads(refuse("no-text-layer"))
    attach(so_clerk, letter)
    assert reconcile.search_parts()
    assert letter.files.get().part == "attachment"


def test_what_the_machine_cannot_search_a_person_looks_at(so_clerk: Actor, letter: Document, reads: Reads) -> None:
    """Tried three times; then it is not taken in before somebody says that no mark is printed on it."""
    reads(refuse("reading-stopped"))
    held = attach(so_clerk, letter)
    with pytest.raises(WrongState, match="đang chờ"):
        actions.take_in_part(so_clerk, letter.pk, held.pk, not_secret=True)
    for _ in range(3):
        assert not letter.files.exists()
        assert reconcile.search_parts()
        HeldPart.objects.update(wait_until=0.0)
    assert not reconcile.search_parts()
    with pytest.raises(NotValid):
        actions.take_in_part(so_clerk, letter.pk, held.pk, not_secret=False)
    actions.retry_part(so_clerk, letter.pk, held.pk)
    reads(UnreadableFile("scan-timeout", "Quá lâu."))
    for _ in range(3):
        reconcile.search_parts()
        HeldPart.objects.update(wait_until=0.0)
    actions.take_in_part(so_clerk, letter.pk, held.pk, not_secret=True)
    assert letter.files.get().part == "attachment"
    assert names_of(letter)[-2:] == ["document.part_seen", "document.attached"]


def test_a_killed_worker_leaves_nothing_half(so_clerk: Actor, letter: Document, reads: Reads) -> None:
    """A mark without a claim is that of a reader that is no more: the file waits a little, and is read by the next."""
    reads("Đề cương.")
    held = attach(so_clerk, letter)
    with claimed(held.token):
        assert not reconcile.search_parts()
    assert actions.begin_part(held.pk) is not None
    assert not reconcile.search_parts()
    HeldPart.objects.update(wait_until=0.0)
    assert reconcile.search_parts()
    assert letter.files.count() == 1


def test_held_bytes_of_parts_are_not_swept(so_clerk: Actor, letter: Document) -> None:
    """The sweeper knows that a document waits for them; those of a discarded draft are gone."""
    held = attach(so_clerk, letter)
    assert held.token in queries.list_held_tokens()
    actions.reopen_reading(so_clerk, letter.pk)
    actions.discard_draft(so_clerk, letter.pk, reason="Nhập nhầm.")
    assert not HeldPart.objects.exists()
    with pytest.raises(OSError, match="No such file"):
        read_held(held.token)


def test_lost_bytes_are_said(so_clerk: Actor, letter: Document) -> None:
    """Nobody waits for a file that is not there."""
    held = attach(so_clerk, letter)
    let_go(held.token)
    assert reconcile.search_parts()
    assert HeldPart.objects.get().refusal == "file-lost"


@pytest.mark.parametrize(
    ("key", "refusal"),
    [("so_officer", None), ("so_leader", NotAllowed), ("unit_officer", Unknown), ("outsider", Unknown)],
)
def test_who_may_do_what_with_a_waiting_file(
    world: World, letter: Document, reads: Reads, key: str, refusal: type[Refusal] | None
) -> None:
    """The desk of the office that entered the document."""
    reads(refuse("image-unreadable"))
    held = attach(world.actors["so_clerk"], letter)
    HeldPart.objects.update(refusal="reading-stopped")
    deeds: tuple[Callable[[], object], ...] = (
        lambda: actions.retry_part(world.actors[key], letter.pk, held.pk),
        lambda: actions.drop_part(world.actors[key], letter.pk, held.pk),
    )
    for deed in deeds:
        if refusal is None:
            deed()
            continue
        with pytest.raises(refusal):
            deed()
    assert HeldPart.objects.exists() is (refusal is not None)


def test_the_page_shows_what_waits_to_the_desk_only(world: World, letter: Document, client_for: ClientFor) -> None:
    """The fragment asks again; its forms are understood; a leader of the office sees nothing of it."""
    held = attach(world.actors["so_clerk"], letter)
    client, address = client_for(world.actors["so_clerk"]), f"/van-ban/{letter.pk}/"
    text = client.get(address).content.decode()
    assert "Tệp kèm “Đề cương quét.png”" in text
    assert f'hx-get="{address}tep-cho/"' in text
    piece = client.get(f"{address}tep-cho/", headers={"HX-Request": "true"})
    assert "Đề cương quét" in piece.content.decode()
    assert "Đề cương quét" not in client_for(world.actors["so_leader"]).get(address).content.decode()
    HeldPart.objects.update(refusal="reading-stopped", refusal_words="Máy phải dừng.")
    assert client.get(f"{address}tep-cho/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.post(f"{address}tep-cho/{held.pk}/", {"deed": "take-in"}).status_code == 422
    assert client.post(f"{address}tep-cho/{held.pk}/", {"deed": "drop"}).status_code == 302
    assert not HeldPart.objects.exists()


def test_programs_are_told_that_it_waits(world: World, letter: Document, reads: Reads) -> None:
    """202 while it waits, 200 with the file once it lies beside the text; both under the one uuid."""
    reads("Đề cương.")
    machine, fields, data = Machine(world.actors["so_clerk"]), {"uuid": str(uuid4())}, draw_photo()
    status, said = machine.upload(f"documents/{letter.pk}/files", data, "quét.png", fields)
    assert (status, said["refusal"], said["name"]) == (202, "", "quét.png")
    assert machine.upload(f"documents/{letter.pk}/files", data, "quét.png", fields) == (202, said)
    path = f"documents/{letter.pk}/waiting-files"
    assert machine.ask("GET", path)[1]["rows"] == [said]
    assert Machine(world.actors["so_leader"]).ask("GET", path)[0] == 403
    assert machine.ask("POST", f"{path}/{said['id']}/take-in", {"not_secret": True})[0] == 409
    assert reconcile.search_parts()
    assert machine.ask("GET", path)[1]["rows"] == []
    status, kept = machine.upload(f"documents/{letter.pk}/files", data, "quét.png", fields)
    assert (status, kept["name"], kept["media_type"]) == (200, "quét.png", "image/png")
    second = machine.upload(f"documents/{letter.pk}/files", draw_photo(9), "b.png")[1]
    HeldPart.objects.update(refusal="reading-stopped")
    assert machine.ask("POST", f"{path}/{second['id']}/read-again")[1]["refusal"] == ""
    assert machine.ask("POST", f"{path}/{second['id']}/drop")[1]["rows"] == []
