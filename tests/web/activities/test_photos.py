"""Photos: the day is kept, everything else a camera writes is gone; what is no photo is refused."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from tests.web.activities.conftest import draw_photo
from trienkhai.web.activities.actions import add_evidence, keep_upload
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.activities.photos import prepare_evidence
from trienkhai.web.errors import NotValid
from trienkhai.web.files.models import StoredFile
from trienkhai.web.files.store import read_stored
from trienkhai.web.files.thumbnails import shrink_photo
from trienkhai.web.offices.actor import Actor

PHOTOS = Path(__file__).with_name("photos")
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_day_stays_and_the_place_goes(kind: str) -> None:
    """The picture that is kept has no EXIF at all; the day it was taken was read before."""
    sent = draw_photo(kind=kind)
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)  # the test's own photo does carry a place
    ready = prepare_evidence(sent, "Ảnh hội trường.jpg")
    assert ready.taken_on == date(2023, 5, 27)
    kept = Image.open(io.BytesIO(ready.data))
    assert dict(kept.getexif()) == {}
    assert kept.getexif().get_ifd(0x8825) == {}
    assert not {"exif", "xmp", "comment", "icc_profile"} & set(kept.info)
    assert b"GPS" not in ready.data
    assert kept.size == (640, 400)


def test_the_store_holds_only_the_bare_picture(activity: Activity, unit_officer: Actor) -> None:
    """Neither the bytes as sent nor anything with their metadata lie in the store."""
    sent = draw_photo()
    evidence = add_evidence(unit_officer, activity.pk, uuid=uuid4(), data=sent, name="a.jpg")
    assert evidence.stored is not None
    assert StoredFile.objects.count() == 1 + StoredFile.objects.exclude(pk=evidence.stored.pk).count()
    assert not StoredFile.objects.filter(sha256=evidence.sent_sha256).exists()
    assert dict(Image.open(io.BytesIO(read_stored(evidence.stored.sha256))).getexif()) == {}


@pytest.mark.parametrize("said", ["", "0000:00:00 00:00:00", "2023:02:31 10:00:00", "hôm qua"])
def test_a_camera_that_says_no_day_or_nonsense(said: str) -> None:
    """The photo is good; only its day is not known."""
    ready = prepare_evidence(draw_photo(taken=said.encode("ascii", "ignore").decode()), "a.jpg")
    assert ready.is_photo
    assert ready.taken_on is None


def test_a_photo_taken_upright_is_kept_upright() -> None:
    """Cameras write a turning instead of turning; without metadata the pixels must be turned."""
    picture = Image.new("RGB", (640, 400), "teal")
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(prepare_evidence(target.getvalue(), "a.jpg").data)).size == (400, 640)


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"", "a.jpg", "trống"),
        (b"khong phai anh", "a.jpg", "chưa được lưu"),
        (HTML, "anh.jpg", "chưa được lưu"),
        (SVG, "anh.png", "chưa được lưu"),
        (b"\xff\xd8\xff\xe0" + b"hong" * 50, "a.jpg", "không mở được"),
        (draw_photo()[:900], "cut.jpg", "không mở được"),
        (b"MZ" + b"\0" * 200, "a.exe", ""),
        (b"GIF89a" + b"\0" * 40, "a.gif", ""),
    ],
    ids=["empty", "text", "html", "svg", "broken", "cut", "program", "gif"],
)
def test_what_is_no_photo_is_refused_with_a_sentence(data: bytes, name: str, word: str, db: None) -> None:
    """Nothing is stored; the sentence names the file or says what is wrong."""
    with pytest.raises(NotValid) as refusal:
        keep_upload(data, name)
    assert word in refusal.value.message
    assert StoredFile.objects.count() == 0


def test_a_picture_of_too_many_points_is_refused() -> None:
    """A small file that unfolds to more than sixty million points."""
    target = io.BytesIO()
    Image.new("1", (9000, 9000)).save(target, "PNG")
    with pytest.raises(NotValid, match="60 triệu điểm ảnh"):
        prepare_evidence(target.getvalue(), "to.png")


def test_a_telephones_heic_becomes_a_bare_jpeg() -> None:
    """Its day is read, its place goes, and every browser can show it."""
    sent = (PHOTOS / "small.heic").read_bytes()
    assert b"Exif" in sent
    ready = prepare_evidence(sent, "Ảnh hội trường.HEIC")
    assert (ready.name, ready.media_type, ready.is_photo) == ("Ảnh hội trường.jpg", "image/jpeg", True)
    assert ready.taken_on == date(2023, 5, 27)
    kept = Image.open(io.BytesIO(ready.data))
    assert (kept.format, kept.size) == ("JPEG", (640, 400))
    assert dict(kept.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile"} & set(kept.info)
    assert ready.sent_sha256 == hashlib.sha256(sent).hexdigest()


@pytest.mark.parametrize("cut", [60, 500, 800])
def test_a_broken_heic_is_refused_with_a_sentence(cut: int, db: None) -> None:
    """The child that opens it may break; the office says what to do."""
    with pytest.raises(NotValid, match="không mở được") as refusal:
        keep_upload((PHOTOS / "small.heic").read_bytes()[:cut], "a.heic")
    assert refusal.value.id == "image-unreadable"
    assert StoredFile.objects.count() == 0


def test_a_pdf_is_kept_as_it_is() -> None:
    """What is no picture is a file, told by its bytes."""
    ready = prepare_evidence(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF", "anh.jpg")
    assert (ready.is_photo, ready.media_type, ready.taken_on) == (False, "application/pdf", None)


def test_a_thumbnail_is_small_and_bare() -> None:
    """For lists; nothing but pixels."""
    small = Image.open(io.BytesIO(shrink_photo(draw_photo())))
    assert (small.size, dict(small.getexif())) == ((480, 300), {})


def test_the_same_photo_again_for_another_activity_is_no_refusal(activity: Activity, unit_officer: Actor) -> None:
    """Two proofs, one file in the store: it is told on the page, never judged."""
    for _ in range(2):
        add_evidence(unit_officer, activity.pk, uuid=uuid4(), data=draw_photo(), name="a.jpg")
    assert Evidence.objects.values("stored").distinct().count() == 1
    assert Evidence.objects.count() == 2
