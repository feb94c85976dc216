"""The public page shows what the office published, to everybody, and nothing else."""

from __future__ import annotations

import html
import re
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.conftest import ClientFor, World
from tests.web.standing import standing
from trienkhai.web import clock
from trienkhai.web.directives.models import Directive
from trienkhai.web.documents.actions import add_attachment, publish_document, unpublish_document
from trienkhai.web.documents.actions.publishing import make_slug
from trienkhai.web.documents.models import Correction, Direction, Document, DocumentFile, Publication, Reading
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.files.actions import keep_file
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

# A new one for every answer; two pages that are the same but for it are the same.
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")


@standing()
def issued(topics_directive: Directive, world: World) -> Document:
    """A dispatch that went out, with a file beside it."""
    document = topics_directive.document
    add_attachment(world.actors["so_clerk"], document.pk, uuid=uuid4(), data=b"Bieu mau", name="mau.txt")
    document.refresh_from_db()
    return document


@standing()
def published(issued: Document, world: World) -> Publication:
    """The same one on the public page."""
    return publish_document(world.actors["so_clerk"], issued.pk)


def addresses(publication: Publication) -> list[str]:
    """Every public address of one document."""
    office = f"/cong-khai/{publication.office_code}/"
    return [office, f"{office}rss.xml", f"{office}{publication.slug}/", f"{office}{publication.slug}/tep/1/"]


def read(address: str, status: int = 200) -> str:
    """What somebody without a sign-in reads there."""
    answer = Client().get(address)
    assert answer.status_code == status, address
    return TOKEN.sub("", html.unescape(answer.content.decode()))


def test_everybody_reads_a_published_document(published: Publication) -> None:
    """List, feed, text, file, without a sign-in; the address is made of office and code."""
    assert published.slug == make_slug(published.document.code, 2023) == "01-SVHM-NV-2023"
    office, feed, page, file = addresses(published)
    assert published.document.code in read(office + "?tim=gia+dinh+van+hoa")
    text = read(page)
    for said in (published.document.code, published.document.subject, "Toàn văn", "Người ký"):
        assert said in text
    assert "/van-ban/" not in text
    assert "Nơi nhận</h2>" not in text
    item = ElementTree.fromstring(Client().get(feed).content).find("channel/item")
    assert item is not None
    assert str(item.findtext("link")).endswith(page)
    answer = Client().get(file)
    assert (answer.status_code, answer.headers["X-Content-Type-Options"]) == (200, "nosniff")


def test_nothing_of_an_unpublished_document_leaks(issued: Document, so_clerk: Actor) -> None:
    """Never published, taken down, and never there look alike: 404; the list says nothing of it."""
    assert issued.code not in read("/cong-khai/")
    before = [read(f"/cong-khai/so/{rest}", 404) for rest in ("", "rss.xml", "01-SVHM-NV-2023/", "x/")]
    shown = publish_document(so_clerk, issued.pk)
    for address in addresses(shown):
        read(address)
    unpublish_document(so_clerk, issued.pk, reason="đăng nhầm")
    after = [read(f"/cong-khai/so/{rest}", 404) for rest in ("", "rss.xml", "01-SVHM-NV-2023/", "x/")]
    assert before[0] == after[0]
    assert before[2].replace("01-SVHM-NV-2023", "x") == after[3]
    read("/cong-khai/so/01-SVHM-NV-2023/tep/1/", 404)
    assert issued.code not in read("/cong-khai/")


def test_a_published_document_opens_nothing_else(published: Publication) -> None:
    """Its own page in the office, its file there, the lists: still a sign-in; a file that is not its own: 404."""
    for address in (f"/van-ban/{published.document_id}/", f"/van-ban/{published.document_id}/tep/1/", "/van-ban/", "/"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert "/dang-nhap/" in answer.headers["Location"]
    read(f"/cong-khai/so/{published.slug}/tep/0/", 404)
    read(f"/cong-khai/so/{published.slug}/tep/99/", 404)
    assert Client().post(f"/cong-khai/so/{published.slug}/").status_code == 405


def test_a_signed_in_person_is_not_named_on_a_public_page(
    published: Publication, so_clerk: Actor, client_for: ClientFor
) -> None:
    """The page is the same for everybody."""
    text = html.unescape(client_for(so_clerk).get(f"/cong-khai/so/{published.slug}/").content.decode())
    assert so_clerk.post_title not in text


PERMISSIONS = [
    ("so_clerk", None),
    ("so_officer", NotAllowed),
    ("so_leader", NotAllowed),
    ("unit_clerk", Unknown),
    ("unit_leader", Unknown),
    ("outsider", Unknown),
]


@pytest.mark.parametrize(("person", "refusal"), PERMISSIONS)
def test_who_may_publish(
    request: pytest.FixtureRequest, issued: Document, person: str, refusal: type[Exception] | None
) -> None:
    """The clerk of the office that issued it; a receiver's clerk learns no more than that it is not theirs."""
    actor = request.getfixturevalue(person)
    if refusal is None:
        publish_document(actor, issued.pk)
        assert Entry.objects.filter(name="document.published", document_id=issued.pk).count() == 1
    else:
        with pytest.raises(refusal):
            publish_document(actor, issued.pk)
        assert not Publication.objects.exists()


@pytest.mark.parametrize("state", [state for state in Document.State.values if state != "issued"])
def test_only_what_was_issued_is_published(issued: Document, so_clerk: Actor, state: str) -> None:
    """Drafts, arrivals, discarded ones never; one that is no longer issued disappears from the page."""
    shown = publish_document(so_clerk, issued.pk)
    Document.objects.filter(pk=issued.pk).update(state=state)
    for address in addresses(shown):
        read(address, 404)
    Publication.objects.all().delete()
    with pytest.raises(WrongState):
        publish_document(so_clerk, issued.pk)


def test_an_arrival_is_never_published(issued: Document, so_clerk: Actor) -> None:
    """Whatever its state says."""
    shown = publish_document(so_clerk, issued.pk)
    Document.objects.filter(pk=issued.pk).update(direction=Direction.INCOMING)
    read(addresses(shown)[2], 404)
    with pytest.raises(WrongState):
        publish_document(so_clerk, issued.pk)


def test_a_text_with_a_secrecy_mark_is_never_published(issued: Document, so_clerk: Actor) -> None:
    """Found by the machine or written by a person; a mark that the clerk contested is none."""
    reading, moment = Reading.objects.get(document=issued), clock.now()
    Correction.objects.create(reading=reading, path="secrecy", value="Mật", made_by="văn thư", made_at=moment)
    with pytest.raises(NotValid, match="chỉ độ mật"):
        publish_document(so_clerk, issued.pk)
    Correction.objects.create(reading=reading, path="secrecy", value=None, made_by="văn thư", made_at=moment)
    assert publish_document(so_clerk, issued.pk).shown


def test_publishing_twice_and_again_keeps_the_address(issued: Document, so_clerk: Actor) -> None:
    """One entry for what happened once; a reason for taking down; the address is permanent."""
    first = publish_document(so_clerk, issued.pk)
    assert publish_document(so_clerk, issued.pk).pk == first.pk
    assert Entry.objects.filter(name="document.published").count() == 1
    with pytest.raises(NotValid, match="lý do"):
        unpublish_document(so_clerk, issued.pk, reason=" ")
    unpublish_document(so_clerk, issued.pk, reason="đăng nhầm")
    with pytest.raises(WrongState):
        unpublish_document(so_clerk, issued.pk, reason="đăng nhầm")
    assert publish_document(so_clerk, issued.pk).slug == first.slug


def test_the_clerk_publishes_from_the_page(issued: Document, so_clerk: Actor, client_for: ClientFor) -> None:
    """A button and what it means; afterwards the way to the public page."""
    client, page = client_for(so_clerk), f"/van-ban/{issued.pk}/"
    assert "Công khai văn bản này" in html.unescape(client.get(page).content.decode())
    assert client.post(f"{page}buoc/cong-khai/").status_code == 302
    assert "/cong-khai/so/01-SVHM-NV-2023/" in client.get(page).content.decode()
    assert client.post(f"{page}buoc/go-cong-khai/").status_code == 422
    assert client.post(f"{page}buoc/go-cong-khai/", {"reason": "đăng nhầm"}).status_code == 302
    read("/cong-khai/so/01-SVHM-NV-2023/", 404)


def test_the_feed_holds_no_control_characters(published: Publication) -> None:
    """A subject as some scan gave it; the feed stays well-formed."""
    Document.objects.filter(pk=published.document_id).update(subject="Tuyên truyền\x0b <gia đình> &\x01 xã hội")
    item = ElementTree.fromstring(Client().get(addresses(published)[1]).content).find("channel/item")
    assert item is not None
    assert item.findtext("description") == "Tuyên truyền <gia đình> & xã hội"


def give_draft_file(document: Document) -> DocumentFile:
    """The draft as it was entered, first among the files."""
    stored = keep_file("Dự thảo công văn".encode(), "text/plain; charset=utf-8")
    return DocumentFile.objects.create(document=document, stored=stored, name="du-thao.txt", added_at=clock.now())


def test_everybody_reads_the_paper_as_issued_instead_of_the_draft(published: Publication, so_clerk: Actor) -> None:
    """Before one is kept the draft stands there and is called so; afterwards it is in nobody's reach outside."""
    document = published.document
    give_draft_file(document)
    _, _, page, _ = addresses(published)
    before = read(page)
    assert "du-thao.txt" in before
    assert "bản dự thảo đã duyệt, đưa vào trước khi cấp số" in before
    uuid, data = uuid4(), "Công văn số 01, đã ký".encode()
    kept = add_attachment(so_clerk, document.pk, uuid=uuid, data=data, name="ban-hanh.txt", as_issued=True)
    assert kept == add_attachment(so_clerk, document.pk, uuid=uuid, data=data, name="ban-hanh.txt", as_issued=True)
    with pytest.raises(Conflict):
        add_attachment(so_clerk, document.pk, uuid=uuid, data=data, name="ban-hanh.txt")
    after = read(page)
    assert "ban-hanh.txt" in after
    assert "mau.txt" in after
    assert "du-thao.txt" not in after
    assert "trước khi cấp số" not in after
    assert Client().get(f"{page}tep/1/").getvalue() == data
    read(f"{page}tep/3/", 404)


def test_only_what_went_out_from_here_has_a_paper_as_issued(topics_draft: Directive, so_clerk: Actor) -> None:
    """A draft has none yet, and the entered file of an arrival is the original itself."""
    with pytest.raises(WrongState, match="chưa ban hành ở đây"):
        add_attachment(so_clerk, topics_draft.document_id, uuid=uuid4(), data=b"a b", name="a.txt", as_issued=True)


def test_the_page_takes_the_paper_as_issued(issued: Document, so_clerk: Actor, client_for: ClientFor) -> None:
    """The box stands there once the document went out."""
    client, address = client_for(so_clerk), f"/van-ban/{issued.pk}/"
    assert 'name="as_issued"' in client.get(address).content.decode()
    body = {"uuid": str(uuid4()), "as_issued": "on", "file": SimpleUploadedFile("ban-hanh.txt", b"Da ky")}
    assert client.post(f"{address}tep/", body).status_code == 302
    assert issued.files.get(name="ban-hanh.txt").part == DocumentFile.Part.RENDERED
