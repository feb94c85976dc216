"""Documents for machines: the contract of bringing in, confirming, numbering, and its refusals."""

from __future__ import annotations

import json
from importlib.resources import files
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.conftest import World
from trienkhai.web.documents import actions
from trienkhai.web.documents.models import Document
from trienkhai.web.offices.actor import Actor

FOUNDING = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
Json = dict[str, object]


class Machine:
    """A caller with a token."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        said = json.dumps({"username": username, "password": "mat-khau-thu"})
        answer = self.client.post("/api/session", said, content_type="application/json")
        self.headers = {"Authorization": f"Bearer {answer.json()['token']}"}

    def send(self, data: bytes = FOUNDING, **fields: str) -> tuple[int, Json]:
        """A file, multipart."""
        body = {"file": SimpleUploadedFile("cong-van.txt", data), "direction": "outgoing", **fields}
        answer = self.client.post("/api/documents", body, headers=self.headers)
        return answer.status_code, answer.json()

    def post(self, path: str, body: Json | None = None) -> tuple[int, Json]:
        """A deed, JSON."""
        answer = self.client.post(
            f"/api/{path}", json.dumps(body or {}), content_type="application/json", headers=self.headers
        )
        return answer.status_code, answer.json()

    def read(self, path: str) -> tuple[int, Json]:
        """A look."""
        answer = self.client.get(f"/api/{path}", headers=self.headers)
        return answer.status_code, answer.json()


@pytest.fixture
def clerk(world: World) -> Machine:
    """The clerk's machine."""
    return Machine("so_clerk")


def test_a_file_gives_its_reading_and_doubts(clerk: Machine) -> None:
    """The reading in the schema of the contract, with what a person must look at beside it."""
    status, said = clerk.send()
    reading, doubts = said["reading"], said["doubts"]
    assert status == 200
    assert isinstance(reading, dict)
    assert isinstance(doubts, list)
    assert (reading["symbol"], len(reading["citations"]), len(doubts)) == ("SVHTTDL-QLVHGĐ", 9, 9)
    assert clerk.read(f"documents/{said['id']}") == (200, said)


def test_one_uuid_is_one_document(clerk: Machine) -> None:
    """The same content gives the same answer, other content a conflict."""
    uuid = str(uuid4())
    first = clerk.send(uuid=uuid)
    assert clerk.send(uuid=uuid) == first
    status, said = clerk.send(FOUNDING + b"\nthem", uuid=uuid)
    assert (status, said["id"]) == (409, "uuid-used")
    assert Document.objects.count() == 1


def test_confirming_with_corrections_gives_document_and_directive(clerk: Machine) -> None:
    """What was corrected holds; the directive takes what was given for it."""
    _, entered = clerk.send()
    status, said = clerk.post(
        f"documents/{entered['id']}/confirm",
        {
            "corrections": {"place": "Hà Nội", "date": {"day": 30, "month": 5, "year": 2023}, "addressees[3]": None},
            "directive": {"period": {"start": "2023-06-01", "end": "2023-12-31", "inferred": False, "basis": "x"}},
        },
    )
    document, directive = said["document"], said["directive"]
    assert status == 200
    assert isinstance(document, dict)
    assert isinstance(directive, dict)
    assert (document["state"], document["day"]) == ("confirmed", "2023-05-30")
    made = Document.objects.get(pk=int(str(entered["id"]))).directive
    assert (made.pk, str(made.period_start)) == (directive["id"], "2023-06-01")
    assert clerk.post(f"documents/{entered['id']}/confirm")[0] == 409


def test_a_list_of_the_directive_is_replaced_whole(clerk: Machine) -> None:
    """One topic given, fourteen found: one is left."""
    _, entered = clerk.send()
    reading = entered["reading"]
    assert isinstance(reading, dict)
    topic = {**reading["directive"]["items"][0], "text": "Chỉ một nội dung."}
    status, _ = clerk.post(f"documents/{entered['id']}/confirm", {"directive": {"items": [topic]}})
    assert status == 200
    _, said = clerk.read(f"documents/{entered['id']}")
    values = said["reading"]
    assert isinstance(values, dict)
    assert [item["text"] for item in values["directive"]["items"]] == ["Chỉ một nội dung."]


@pytest.mark.parametrize(
    ("body", "status", "id"),
    [
        ({"corrections": {"khong-co": "x"}}, 422, "path-unknown"),
        ({"corrections": {"number": "12a"}}, 422, "number-digits"),
        ({"corrections": {"date": {"day": 31, "month": 4, "year": 2023}}}, 422, "date-impossible"),
        ({"corrections": {"signature.name": ["x"]}}, 422, "value-unfit"),
        ({"directive": {"khong_co": 1}}, 422, "path-unknown"),
        ({"version": 999}, 409, "document-changed"),
        ({"corrections": "x"}, 422, "input-shape"),
    ],
)
def test_a_refused_confirmation_changes_nothing(clerk: Machine, body: Json, status: int, id: str) -> None:
    """One shape of error, and the document stays a draft with no correction."""
    _, entered = clerk.send()
    assert (clerk.post(f"documents/{entered['id']}/confirm", body)[0], status) == (status, status)
    said = clerk.post(f"documents/{entered['id']}/confirm", body)[1]
    assert set(said) == {"id", "message", "fields"}
    assert said["id"] == id
    document = Document.objects.get()
    assert document.state == "draft"
    assert document.reading.corrections.count() == 0


def test_numbering_answers_with_the_register_line(clerk: Machine, so_leader: Actor) -> None:
    """Refused before the signature; a used number names its document."""
    _, entered = clerk.send()
    id = int(str(entered["id"]))
    clerk.post(f"documents/{id}/confirm")
    assert clerk.post(f"documents/{id}/number")[0] == 409
    actions.sign_document(so_leader, id, authority="KT.")
    assert clerk.post(f"documents/{id}/number", {"number": "x"})[0] == 422
    status, said = clerk.post(f"documents/{id}/number", {"number": 712, "day": "2023-05-30"})
    assert (status, said["code"]) == (200, "712/SVHTTDL-QLVHGĐ")


RIGHTS = {
    "so_clerk": (200, 200),
    "so_officer": (403, 200),
    "so_leader": (403, 403),
    "unit_clerk": (200, 404),
    "outsider": (200, 404),
}


@pytest.mark.parametrize("person", RIGHTS)
def test_who_may_bring_in_and_confirm(clerk: Machine, person: str) -> None:
    """Bringing in is for whoever keeps their own office's registers; another office's document is not found."""
    _, entered = clerk.send()
    machine = Machine(person)
    entering, confirming = RIGHTS[person]
    assert machine.send(FOUNDING + b"\n")[0] == entering
    assert machine.post(f"documents/{entered['id']}/confirm")[0] == confirming


def test_nobody_without_a_token(world: World) -> None:
    """401 in the one shape, at every door."""
    client = Client()
    assert client.post("/api/documents").status_code == 401
    assert client.get("/api/documents/1").status_code == 401
    assert client.post("/api/documents/1/confirm").status_code == 401


def test_a_secret_or_broken_file_is_refused_in_the_one_shape(clerk: Machine) -> None:
    """With its id; nothing is kept."""
    secret = "UBND TỈNH\nSỞ MẪU\nSố: 12/SM-VP\nMẬT\n\nV/v kho\n\nKính gửi: Bảo tàng.\n".encode()
    assert clerk.send(secret)[1]["id"] == "secret-document"
    assert clerk.send(b"")[0] == 422
    assert clerk.send(b"a" * (60 * 1024 * 1024))[1]["id"] == "file-too-large"
    answer = clerk.client.post("/api/documents", {"direction": "outgoing"}, headers=clerk.headers)
    assert (answer.status_code, answer.json()["id"]) == (422, "file-missing")
    assert Document.objects.count() == 0
