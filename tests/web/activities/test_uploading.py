"""Evidence in pieces through the pages: broken off anywhere, resumed, carried on by the form."""

from __future__ import annotations

import hashlib
import io
import random
from uuid import uuid4

import pytest
from django.test import Client
from PIL import Image

from tests.web.activities.conftest import FieldsFor, draw_photo
from tests.web.conftest import ClientFor
from trienkhai.web.activities.actions import add_evidence
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.models import Duty
from trienkhai.web.files.models import StoredFile
from trienkhai.web.files.pieces import PIECE
from trienkhai.web.offices.actor import Actor

BEGIN = "/hoat-dong/tep-gui/"


def draw_large() -> bytes:
    """A photo of some pieces: noise does not compress."""
    noise = random.Random(7).randbytes(1000 * 800 * 3)
    target = io.BytesIO()
    Image.frombytes("RGB", (1000, 800), noise).save(target, "JPEG", quality=95)
    return target.getvalue()


PHOTO = draw_large()
COUNT = -(-len(PHOTO) // PIECE)


def announce(client: Client, data: bytes = PHOTO, name: str = "Ảnh hội trường.jpg") -> dict[str, object]:
    """Begin, and what the server answers."""
    said = {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    answer = client.post(BEGIN, said)
    assert answer.status_code == 200, answer.content.decode()
    told: dict[str, object] = answer.json()
    return told


def put(client: Client, id: object, number: int, data: bytes = PHOTO, *, sha256: str = "") -> int:
    """One piece; gives the status."""
    piece = data[number * PIECE : (number + 1) * PIECE]
    headers = {"X-Piece-SHA256": sha256 or hashlib.sha256(piece).hexdigest()}
    return client.put(f"{BEGIN}{id}/{number}/", piece, "application/octet-stream", headers=headers).status_code


def test_the_photo_of_these_tests_has_several_pieces() -> None:
    assert COUNT >= 3


@pytest.mark.parametrize("broken", range(COUNT + 1))
@pytest.mark.parametrize("times", [1, 2])
def test_broken_off_at_any_piece_and_resumed(
    broken: int, times: int, client_for: ClientFor, duty: Duty, unit_officer: Actor, fields_for: FieldsFor
) -> None:
    """After every break a new browser announces the file, learns what is there and sends only the rest; one proof."""
    for attempt in range(times):
        client = client_for(unit_officer)
        told = announce(client)
        for number in range(broken):
            if number not in told["have"]:  # type: ignore[operator]  # a list of numbers
                assert put(client, told["id"], number) == 200
        if broken < COUNT and attempt == 0:
            assert put(client, told["id"], broken, sha256="0" * 64) == 422
    client = client_for(unit_officer)
    told = announce(client)
    assert told["have"] == list(range(broken))
    for number in reversed(range(broken, COUNT)):
        assert put(client, told["id"], number) == 200
    sealed = [client.post(f"{BEGIN}{told['id']}/xong/").json()["sealed"] for _ in range(2)]
    answer = client.post(f"/nhiem-vu/{duty.pk}/ghi/", fields_for(duty, kept=sealed))
    assert answer.status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.name, evidence.sent_sha256) == ("Ảnh hội trường.jpg", hashlib.sha256(PHOTO).hexdigest())
    assert StoredFile.objects.filter(media_type="image/jpeg").count() == 1
    assert announce(client)["done"] is True


def test_another_person_finds_nothing(client_for: ClientFor, unit_officer: Actor, unit_leader: Actor) -> None:
    """Even of the same unit: what is not sent yet is nobody else's."""
    mine, theirs = client_for(unit_officer), client_for(unit_leader)
    id = announce(mine)["id"]
    for number in range(COUNT):
        put(mine, id, number)
    assert theirs.get(f"{BEGIN}{id}/").status_code == 404
    assert put(theirs, id, 0) == 404
    assert theirs.post(f"{BEGIN}{id}/xong/").status_code == 404
    assert mine.get(f"{BEGIN}{id}/").json()["have"] == list(range(COUNT))
    sealed = mine.post(f"{BEGIN}{id}/xong/").json()["sealed"]
    assert theirs.get(f"/hoat-dong/tep-tam/{sealed}/").status_code == 404
    assert mine.get(f"/hoat-dong/tep-tam/{sealed}/").status_code == 200


@pytest.mark.parametrize("id", ["khong-co", "0" * 32, "%2e%2e"])
def test_an_upload_that_never_was(id: str, client_for: ClientFor, unit_officer: Actor) -> None:
    client = client_for(unit_officer)
    assert client.get(f"{BEGIN}{id}/").status_code == 404
    assert put(client, id, 0) == 404
    assert client.post(f"{BEGIN}{id}/xong/").status_code == 404


def test_a_session_that_ended_gets_a_sentence(client_for: ClientFor, unit_officer: Actor) -> None:
    """Not a page of sign-in that a script would take for an answer; signed in again it goes on."""
    client = client_for(unit_officer)
    id = announce(client)["id"]
    put(client, id, 0)
    answer = Client().get(f"{BEGIN}{id}/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "Đăng nhập lại" in answer.content.decode()
    assert client_for(unit_officer).get(f"{BEGIN}{id}/").json()["have"] == [0]


@pytest.mark.parametrize(
    ("changed", "status", "word"),
    [
        ({"size": str(60 * 1024 * 1024)}, 422, "lớn hơn 50 MB"),
        ({"size": "0"}, 422, "trống"),
        ({"size": "-5"}, 422, "trống"),
        ({"size": "nhiều"}, 422, "trống"),
        ({"sha256": "khong"}, 422, "Mã kiểm"),
    ],
)
def test_what_cannot_be_announced(
    changed: dict[str, str], status: int, word: str, client_for: ClientFor, unit_officer: Actor
) -> None:
    said = {"name": "a.jpg", "size": "100", "sha256": "0" * 64} | changed
    answer = client_for(unit_officer).post(BEGIN, said, headers={"HX-Request": "true"})
    assert answer.status_code == status
    assert word in answer.content.decode()


def test_a_piece_that_is_too_long_is_refused_before_it_is_read(client_for: ClientFor, unit_officer: Actor) -> None:
    client = client_for(unit_officer)
    id = announce(client)["id"]
    answer = client.put(
        f"{BEGIN}{id}/0/", b"x" * (PIECE + 1), "application/octet-stream", headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert "256 kB" in answer.content.decode()
    assert client.get(f"{BEGIN}{id}/").json()["have"] == []


def test_what_is_no_evidence_is_refused_at_the_end(client_for: ClientFor, unit_officer: Actor) -> None:
    """The sentence names the file; nothing is stored."""
    client = client_for(unit_officer)
    id = announce(client, b"<!doctype html><script>alert(1)</script>", "a.jpg")["id"]
    put(client, id, 0, b"<!doctype html><script>alert(1)</script>")
    answer = client.post(f"{BEGIN}{id}/xong/", headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "chưa được lưu" in answer.content.decode()
    assert not StoredFile.objects.filter(media_type__startswith="text").exists()


def test_a_photo_used_before_is_told(client_for: ClientFor, unit_officer: Actor, activity: Activity) -> None:
    """Also in pieces; for the activity it already proves, it is no news."""
    photo = draw_photo()
    add_evidence(unit_officer, activity.pk, uuid=uuid4(), data=photo, name="a.jpg")
    client = client_for(unit_officer)
    id = announce(client, photo)["id"]
    put(client, id, 0, photo)
    told = client.post(f"{BEGIN}{id}/xong/").json()
    assert activity.code in told["used"]
    assert told["day"] == "27/05/2023"
    assert 'name="kept"' in told["tile"]
    own = client.post(f"{BEGIN}{id}/xong/", {"activity": activity.pk}).json()
    assert own["used"].strip() == ""
