"""Bringing documents in, reading them again, signing, numbering."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from trienkhai.web import clock
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.doubts import list_doubts
from trienkhai.web.documents.models import Direction, Document, RegisterEntry
from trienkhai.web.documents.values import current_values
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.files.models import StoredFile
from trienkhai.web.files.store import read_stored
from trienkhai.web.journal.actions import seal_entries
from trienkhai.web.journal.models import Entry
from trienkhai.web.journal.queries import find_broken_seal
from trienkhai.web.offices.actor import Actor

FOUNDING = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
HEAD = "UBND TỈNH LẠNG SƠN\nSỞ VĂN HÓA MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def enter(actor: Actor, data: bytes = FOUNDING, name: str = "cong-van.txt", uuid: UUID | None = None) -> Document:
    """The founding dispatch, or other bytes, brought in."""
    return actions.enter_document(actor, uuid=uuid or uuid4(), data=data, name=name, direction=Direction.OUTGOING)


def confirmed(actor: Actor) -> Document:
    """A document whose reading somebody stands for."""
    return actions.confirm_reading(actor, enter(actor).pk, all_seen=True)


def test_what_came_in_is_kept_byte_for_byte_and_read(so_clerk: Actor) -> None:
    """The stored bytes are the sent bytes; the reading stands beside them."""
    document = enter(so_clerk)
    stored = document.files.get().stored
    assert read_stored(stored.sha256) == FOUNDING
    assert document.symbol == "SVHTTDL-QLVHGĐ"
    assert document.state == Document.State.DRAFT
    names = list(Entry.objects.order_by("id").values_list("name", flat=True))
    assert names[-2:] == ["document.entered", "document.read"]


def test_the_same_form_twice_gives_the_same_document(so_clerk: Actor) -> None:
    """One uuid with the same content: the same answer, one document."""
    uuid = uuid4()
    assert enter(so_clerk, uuid=uuid).pk == enter(so_clerk, uuid=uuid).pk
    assert Document.objects.count() == 1


def test_the_same_form_with_other_content_is_a_conflict(so_clerk: Actor) -> None:
    """One uuid with other bytes: nothing more is kept."""
    uuid = uuid4()
    enter(so_clerk, uuid=uuid)
    with pytest.raises(Conflict):
        enter(so_clerk, data=FOUNDING + b"\nthem", uuid=uuid)
    assert Document.objects.count() == 1


def test_the_same_file_is_told_only_within_ones_own_office(so_clerk: Actor, outsider: Actor) -> None:
    """A duplicate elsewhere is nobody's business."""
    first = enter(so_clerk)
    sha256 = first.files.get().stored.sha256
    assert queries.list_same_file(so_clerk, sha256) == [first]
    assert queries.list_same_file(outsider, sha256) == []


def docx_bomb() -> bytes:
    """A DOCX of some 195 kB that would unpack to 200 MB."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as member:
            for _ in range(200):
                member.write(b" " * (1 << 20))
    return target.getvalue()


BAD_FILES = (
    pytest.param(b"", "trong.txt", "file-empty", id="empty"),
    pytest.param(b"\x00\x01\x02" * 400, "la.bin", None, id="wrong type"),
    pytest.param(b"PK\x03\x04 khong phai zip", "hong.docx", None, id="broken DOCX"),
    pytest.param(docx_bomb(), "bom.docx", None, id="DOCX bomb"),
    pytest.param(b"<!DOCTYPE html><html><body>xin</body></html>", "cv.docx", None, id="HTML in disguise"),
    pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "anh.png", None, id="SVG in disguise"),
    pytest.param(b"\xff\xd8\xff khong phai anh", "anh.jpg", None, id="a photo that is none"),
    pytest.param(b"a" * (60 * 1024 * 1024), "lon.txt", "file-too-large", id="60 MB"),
)


@pytest.mark.parametrize(("data", "name", "id"), BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_kept(
    so_clerk: Actor, data: bytes, name: str, id: str | None
) -> None:
    """Each has its id and a Vietnamese sentence; no row and no bytes stay behind."""
    with pytest.raises(NotValid) as refusal:
        enter(so_clerk, data=data, name=name)
    assert id in (None, refusal.value.id)
    assert refusal.value.message.endswith(".")
    assert any(letter in refusal.value.message for letter in "ăâêôơưđạảãàáệếềểễ")
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_secret_document_is_not_stored_and_the_refusal_is_journalled_without_content(
    so_clerk: Actor, store: Path
) -> None:
    """A printed MẬT mark: no bytes, no row, one entry that says no more than that."""
    secret = (HEAD + "Số: 12/SVHM-VP\nMẬT\n\nV/v kế hoạch kho bí ẩn\n\nKính gửi: Bảo tàng tỉnh.\n").encode()
    with pytest.raises(NotValid) as refusal:
        enter(so_clerk, data=secret)
    assert refusal.value.id == "secret-document"
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert not any(path.is_file() for path in store.rglob("*"))
    entry = Entry.objects.get(name="document.secret_refused")
    assert "bí ẩn" not in entry.sentence + str(entry.details) + entry.object_label


def test_a_clerk_may_contest_a_false_secrecy_mark(so_clerk: Actor) -> None:
    """The person, not the machine, has the last word."""
    secret = (HEAD + "Số: 12/SVHM-VP\nMẬT\n\nV/v kho\n\nKính gửi: Bảo tàng tỉnh.\n").encode()
    document = actions.enter_document(
        so_clerk, uuid=uuid4(), data=secret, name="a.txt", direction=Direction.OUTGOING, contest_secrecy=True
    )
    assert document.pk


def test_a_leader_does_not_bring_documents_in(so_leader: Actor) -> None:
    """Clerks and officers do."""
    with pytest.raises(NotAllowed):
        enter(so_leader)


def test_a_correction_never_erases_the_finding(so_clerk: Actor) -> None:
    """The machine's value and the person's stand side by side; the newest holds."""
    document = enter(so_clerk)
    found = queries.find_reading(document)
    assert found is not None
    before = found.found["subject"]
    actions.correct_reading(so_clerk, document.pk, path="subject", value="trích yếu khác")
    again = queries.find_reading(document)
    assert again is not None
    assert again.found["subject"] == before
    assert current_values(again).subject == "trích yếu khác"
    document.refresh_from_db()
    assert document.subject == "trích yếu khác"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("khong-co", "x"),
        ("date", {"day": 31, "month": 4, "year": 2023}),
        ("date.day", 32),
        ("number", "12a"),
        ("signature", "x"),
    ],
)
def test_an_impossible_correction_is_refused(so_clerk: Actor, path: str, value: str | int | dict[str, int]) -> None:
    """Unknown places and values that cannot exist change nothing."""
    document = enter(so_clerk)
    with pytest.raises(NotValid):
        actions.correct_reading(so_clerk, document.pk, path=path, value=value)  # type: ignore[arg-type]  # wrong on purpose, too
    reading = queries.find_reading(document)
    assert reading is not None
    assert list(reading.corrections.all()) == []


def test_confirming_waits_until_every_doubt_was_seen(so_clerk: Actor) -> None:
    """Seen, not necessarily solved."""
    document = enter(so_clerk)
    reading = queries.find_reading(document)
    assert reading is not None
    with pytest.raises(NotValid) as refusal:
        actions.confirm_reading(so_clerk, document.pk)
    assert refusal.value.id == "doubts-unseen"
    actions.mark_seen(so_clerk, document.pk, keys=[doubt.key for doubt in list_doubts(reading)])
    assert actions.confirm_reading(so_clerk, document.pk).state == Document.State.CONFIRMED


def test_two_people_on_one_document_are_told(so_clerk: Actor, so_officer: Actor) -> None:
    """The second to confirm learns that somebody changed it meanwhile."""
    document = enter(so_clerk)
    seen = document.version
    actions.correct_reading(so_officer, document.pk, path="place", value="Hà Nội")
    with pytest.raises(Conflict):
        actions.confirm_reading(so_clerk, document.pk, all_seen=True, version=seen)


def test_the_order_of_issuing_is_kept(so_clerk: Actor, so_leader: Actor) -> None:
    """No number before the signature, no signature before the confirmation, no issue without all of it."""
    document = enter(so_clerk)
    with pytest.raises(WrongState):
        actions.sign_document(so_leader, document.pk, authority="KT.")
    actions.confirm_reading(so_clerk, document.pk, all_seen=True)
    with pytest.raises(WrongState):
        actions.number_document(so_clerk, document.pk)
    document.refresh_from_db()
    with pytest.raises(WrongState) as refusal:
        actions.issue_document(so_clerk, document, [])
    assert "người ký, số, ngày" in refusal.value.message
    actions.sign_document(so_leader, document.pk, authority="KT.")
    entry = actions.number_document(so_clerk, document.pk, number=712)
    document.refresh_from_db()
    assert (document.code, entry.number, document.dated_on) == ("712/SVHTTDL-QLVHGĐ", 712, clock.today())


def test_a_number_is_used_once_a_year(so_clerk: Actor, so_leader: Actor) -> None:
    """The second document learns which one has it; the next free number is proposed."""
    first, second = confirmed(so_clerk), confirmed(so_clerk)
    for document in (first, second):
        actions.sign_document(so_leader, document.pk, authority="KT.")
    actions.number_document(so_clerk, first.pk, number=7)
    with pytest.raises(Conflict) as refusal:
        actions.number_document(so_clerk, second.pk, number=7)
    assert refusal.value.id == "number-used"
    assert actions.number_document(so_clerk, second.pk).number == 8
    assert RegisterEntry.objects.count() == 2


def test_a_deputy_signs_for_the_head_only_with_kt(so_clerk: Actor, so_leader: Actor) -> None:
    """The authority must fit the post (Decree 30/2020, Article 13)."""
    document = confirmed(so_clerk)
    with pytest.raises(NotValid):
        actions.sign_document(so_leader, document.pk, authority="none")
    signed = actions.sign_document(so_leader, document.pk, authority="KT.")
    assert (signed.signing_mode, signed.signing_head_title) == ("KT.", "GIÁM ĐỐC")


PEOPLE = ("so_clerk", "so_officer", "so_leader", "unit_clerk", "unit_leader", "outsider")
RIGHTS: dict[str, tuple[str, ...]] = {
    "correct": ("so_clerk", "so_officer"),
    "sign": ("so_leader",),
    "number": ("so_clerk",),
}


@pytest.mark.parametrize("deed", RIGHTS)
@pytest.mark.parametrize("person", PEOPLE)
def test_who_may(request: pytest.FixtureRequest, so_clerk: Actor, so_leader: Actor, person: str, deed: str) -> None:
    """People by deeds: the allowed do it, colleagues are refused, strangers learn nothing."""
    actor: Actor = request.getfixturevalue(person)
    document = enter(so_clerk)
    if deed != "correct":
        actions.confirm_reading(so_clerk, document.pk, all_seen=True)
    if deed == "number":
        actions.sign_document(so_leader, document.pk, authority="KT.")
    deeds: dict[str, Callable[[], object]] = {
        "correct": lambda: actions.correct_reading(actor, document.pk, path="place", value="Hà Nội"),
        "sign": lambda: actions.sign_document(actor, document.pk, authority="KT."),
        "number": lambda: actions.number_document(actor, document.pk),
    }
    if person in RIGHTS[deed]:
        deeds[deed]()
        return
    wanted: type[Refusal] = NotAllowed if person.startswith("so_") else Unknown
    with pytest.raises(wanted):
        deeds[deed]()


def test_sealed_entries_chain_and_a_change_shows(so_clerk: Actor) -> None:
    """The sealer chains what was written; the chain is whole."""
    enter(so_clerk)
    assert seal_entries() > 0
    assert find_broken_seal() is None
    assert seal_entries() == 0
