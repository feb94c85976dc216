"""The review page of the founding dispatch: everything that was found stands on it, and answers change it."""

from __future__ import annotations

import html
import json
import re
from importlib.resources import files
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import ClientFor, World
from tests.web.standing import standing
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.doubts import list_doubts
from trienkhai.web.documents.models import Direction, Document, DocumentFile
from trienkhai.web.documents.reviewing import ReviewPage, review_page
from trienkhai.web.documents.values import current_values
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor

FOUNDING = files("trienkhai.data").joinpath("founding_dispatch.txt").read_bytes()
PROBLEMS = {
    "number-missing", "date-incomplete", "issuer-absent", "motto-absent", "authority-spacing", "drafting-unit-differs",
    "recipient-separator", "abbreviation-suspect", "citation-incomplete", "addressees-differ", "spelling-varies",
    "attachment-absent", "punctuation-missing", "numbering-unusual", "deadline-none",
}  # fmt: skip


@standing()
def document(world: World) -> Document:
    """The founding dispatch, just brought in."""
    so_clerk = world.actors["so_clerk"]
    entered = actions.enter_document(
        so_clerk, uuid=uuid4(), data=FOUNDING, name="cong-van.txt", direction=Direction.OUTGOING
    )
    return queries.find_document(so_clerk, entered.pk)


@pytest.fixture
def client(so_clerk: Actor, client_for: ClientFor) -> Client:
    """The clerk's browser."""
    return client_for(so_clerk)


def address(document: Document) -> str:
    """Where the review page stands."""
    return f"/van-ban/{document.pk}/doc-lai/"


def page_text(client: Client, document: Document) -> str:
    """The review page as the browser gets it, with letters for entities."""
    answer = client.get(address(document))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def group(page: ReviewPage, key: str) -> list[str]:
    """The values of one group."""
    return [field.value for field in next(entry for entry in page.groups if entry.key == key).fields]


def see_all(actor: Actor, document: Document) -> None:
    """Every doubt was looked at."""
    reading = queries.find_reading(document)
    assert reading is not None
    actions.mark_seen(actor, document.pk, keys=[doubt.key for doubt in list_doubts(reading)])


def test_every_problem_stands_on_the_page_by_its_id(client: Client, document: Document) -> None:
    """Nine doubts to look at, six remarks of form: fifteen."""
    shown = re.findall(r'data-problem="([a-z-]+)"', page_text(client, document))
    assert set(shown) == PROBLEMS
    assert len(shown) == 15


def test_doubts_come_first_and_are_numbered_on_both_sides(client: Client, document: Document) -> None:
    """Doubt n is answered at the right and framed in the text, where it has a place there."""
    page = review_page(document)
    text = page_text(client, document)
    assert page.left == 9
    assert [shown.number for shown in (*page.doubts, *page.folded)] == list(range(1, 10))
    for shown in (*page.doubts, *page.folded):
        assert f'id="nghi-cho-{shown.number}"' in text
        assert (f'id="cho-{shown.number}"' in text) == bool(shown.place)
    assert "Xác nhận" in text
    assert "(còn 9" in text


def test_everything_the_dispatch_orders_is_offered(document: Document) -> None:
    """14 topics with their emphasis, two joined over a page break, 13 forms, 4 groups of addressees, purposes."""
    page = review_page(document)
    topics = next(entry for entry in page.groups if entry.key == "noi-dung")
    assert (len(topics.fields), topics.summary) == (14, "14: 5 trọng tâm, 9 thường xuyên; 2 mục nối qua trang")
    joined = [field.label for field in topics.fields if "nối qua trang" in field.note]
    assert joined == ["1.3 trọng tâm", "2.9 thường xuyên"]
    assert "tiêu cực, chạy chức, chạy quyền" in group(page, "noi-dung")[2]
    forms = next(entry for entry in page.groups if entry.key == "hinh-thuc")
    assert len(forms.fields) == 13
    assert "Facebook, Zalo, Youtube, VCNET" in [field.note for field in forms.fields]
    receivers = next(entry for entry in page.groups if entry.key == "noi-nhan")
    assert [field.value for field in receivers.fields if field.label.startswith("NN")] == [
        "Các đơn vị trực thuộc Sở",
        "Phòng Văn hóa và Thông tin các huyện, thành phố",
        "Trung tâm Văn hóa - Thể thao thành phố",
        "Trung tâm Văn hóa, Thể thao và Truyền thông các huyện",
    ]
    assert [field.note for field in receivers.fields if field.label.startswith("gửi")] == ["T/h", "B/c", "", ""]
    cited = next(entry for entry in page.groups if entry.key == "vien-dan")
    assert cited.summary == "7 văn bản; 3 trong chuỗi thẩm quyền"
    assert sum("chuỗi thẩm quyền" in field.note for field in cited.fields) == 3
    assert "viện dẫn 3 lần" in cited.fields[0].note
    assert len(page.outline) == 22


def test_nine_citations_are_marked_in_the_text(client: Client, document: Document) -> None:
    """Each has its anchor; the same document keeps its number."""
    text = page_text(client, document)
    assert all(f'id="o-citations-{index}"' in text for index in range(9))
    assert text.count(">VD1</span>") == 3


def test_kinds_differ_by_tag_and_by_line(client: Client, document: Document) -> None:
    """Citation, receiver, topic, form, order, doubt: each with its own class and its own tag."""
    text = page_text(client, document)
    for css, tag in (
        ("span-citation", "VD2"),
        ("span-recipient", "NN4"),
        ("span-topic", "ND 2.9 (tiếp)"),
        ("span-form", "HT"),
        ("span-order", "giao việc"),
        ("span-doubt", "9"),
    ):
        assert css in text
        assert tag in text


def test_the_whole_text_is_on_the_page_in_its_order(client: Client, document: Document) -> None:
    """Marks take nothing out of it. The head stands in two columns, so only the rest keeps the order of lines."""
    text = page_text(client, document)
    paper = text[text.index("data-paper>") :]
    paper = re.sub(r'<(span|a)[^>]*class="span-tag[^"]*"[^>]*>[^<]*</\1> ?', "", paper)
    plain = " ".join(re.sub(r"<[^>]+>", "", paper).split())
    source = FOUNDING.decode()
    body = source[source.index("Thực hiện Công văn số 637") :]
    for line in body.splitlines():
        assert " ".join(line.split()) in plain


def test_the_page_costs_few_questions_to_the_database(client: Client, document: Document) -> None:
    """At most twelve, corrections and all."""
    client.get(address(document))
    client.post(address(document), {"deed": "correct", "path": "place", "value": "Hà Nội"})
    with CaptureQueriesContext(connection) as asked:
        client.get(address(document))
    assert len(asked) <= 12


def test_completeness_opens_what_was_left_over(client: Client, document: Document) -> None:
    """The share is told, and the sentences behind it can be opened at their place."""
    page, text = review_page(document), page_text(client, document)
    assert page.percent >= 90
    assert f"{page.percent} % chữ đã gắn vào một mục" in text
    assert any("Tùy thuộc vào điều kiện" in rest.text for rest in page.leftovers)
    assert all(f'id="{rest.anchor}"' in text for rest in page.leftovers)


def test_field_and_place_point_at_each_other(client: Client, document: Document) -> None:
    """Without any script: each is a link to the other."""
    text = page_text(client, document)
    for anchor in ("o-subject", "o-addressees-0", "o-directive-items-2", "o-signature-name", "o-citations-0"):
        assert f'href="#{anchor}"' in text
        assert f'href="#muc-{anchor}"' in text
        assert f'id="muc-{anchor}"' in text


def test_leaving_empty_is_an_answer(client: Client, document: Document, so_clerk: Actor) -> None:
    """The number was looked at and stays empty; the doubt no longer stops the confirmation."""
    answer = client.post(address(document), {"deed": "seen", "key": "number-missing", "path": "number", "value": ""})
    assert answer.status_code == 302
    page = review_page(queries.find_document(so_clerk, document.pk))
    assert (page.left, page.current) == (8, 2)
    assert "đã xem, để trống" in page_text(client, document)


def test_keeping_what_the_machine_read_is_no_correction(client: Client, document: Document, so_clerk: Actor) -> None:
    """The field of a doubt sent as it stood was seen; sent with another value it was corrected."""
    said = {"deed": "answer", "key": "abbreviation-suspect", "path": "recipients[2].text", "based_on": "0"}
    client.post(address(document), {**said, "value": "GD, PGD Sở"})
    assert review_page(queries.find_document(so_clerk, document.pk)).left == 8
    assert not Entry.objects.filter(name="document.corrected").exists()
    client.post(address(document), {**said, "value": "GĐ, PGĐ Sở"})
    reading = queries.find_reading(document)
    assert reading is not None
    assert current_values(reading).recipients[2].text == "GĐ, PGĐ Sở"


def test_a_typed_value_is_kept_and_the_found_one_shown_beside_it(client: Client, document: Document) -> None:
    """Corrected by typing; the machine's own value stays in sight."""
    client.post(address(document), {"deed": "correct", "path": "place", "value": " Hà  Nội ", "based_on": "0"})
    text = page_text(client, document)
    assert 'value="Hà Nội"' in text
    assert "đã sửa; máy đọc: “Lạng Sơn”" in text


def test_selected_text_becomes_a_value_with_its_place(client: Client, document: Document, so_clerk: Actor) -> None:
    """The selection's place is kept: the mark moves there."""
    start = FOUNDING.decode().index("Phòng Văn hóa và Thông tin các huyện")
    said = {"deed": "correct", "path": "addressees[4]", "value": "Phòng Văn hóa", "start": start, "end": start + 13}
    assert client.post(address(document), said).status_code == 302
    reading = queries.find_reading(document)
    assert reading is not None
    values = current_values(reading)
    assert values.addressees[4] == "Phòng Văn hóa"
    assert values.places["addressees[4]"] == ((start, start + 13),)


def test_an_entry_is_taken_out_and_the_others_keep_their_place(client: Client, document: Document) -> None:
    """Three groups of addressees are left; a later correction still meets the right one."""
    client.post(address(document), {"deed": "remove", "path": "addressees[1]", "based_on": "0"})
    client.post(address(document), {"deed": "correct", "path": "addressees[3]", "value": "Trung tâm khác"})
    reading = queries.find_reading(document)
    assert reading is not None
    assert current_values(reading).addressees == (
        "Các đơn vị trực thuộc Sở",
        "Trung tâm Văn hóa - Thể thao thành phố",
        "Trung tâm khác",
    )


def test_an_impossible_value_stays_in_its_field_with_a_sentence(client: Client, document: Document) -> None:
    """422, what was typed still there, nothing saved."""
    said = {"deed": "correct", "key": "date-incomplete", "path": "date", "value": "31/4/2023", "based_on": "0"}
    answer = client.post(address(document), said)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Tháng 4 có 30 ngày" in text
    assert 'value="31/4/2023"' in text
    reading = queries.find_reading(document)
    assert reading is not None
    assert list(reading.corrections.all()) == []


@pytest.mark.parametrize(
    ("said", "status"),
    [
        pytest.param({"deed": "number", "path": "number", "value": "1"}, 422, id="a deed the page does not have"),
        pytest.param({"deed": "correct", "path": "office", "value": "x"}, 422, id="a path that is none"),
        pytest.param({"deed": "correct", "path": "number", "value": "mười hai"}, 422, id="a number without digits"),
        pytest.param({"deed": "correct", "path": "date", "value": "hôm nay"}, 422, id="a day nobody can read"),
        pytest.param({"deed": "discard", "reason": " "}, 422, id="discarding without a reason"),
        pytest.param({"deed": "attach", "uuid": "x"}, 422, id="an enclosure without identity"),
        pytest.param({"deed": "attach", "uuid": str(uuid4())}, 422, id="an enclosure without file"),
        pytest.param({"deed": "confirm"}, 422, id="confirming what nobody looked at"),
    ],
)
def test_a_bad_answer_changes_nothing(client: Client, document: Document, said: dict[str, str], status: int) -> None:
    """Each is refused on the page itself, with a sentence."""
    before = Entry.objects.count()
    answer = client.post(address(document), said)
    assert answer.status_code == status
    assert "Chưa lưu được." in answer.content.decode()
    assert Entry.objects.count() == before


def test_a_fragment_brings_what_changed_and_no_page(client: Client, document: Document) -> None:
    """The doubts in place, text, measure and bar out of place; a refusal the same way."""
    headers = {"HX-Request": "true"}
    answer = client.post(address(document), {"deed": "seen", "key": "number-missing"}, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert text.count('hx-swap-oob="true"') == 4
    refused = client.post(address(document), {"deed": "correct", "path": "number", "value": "x"}, headers=headers)
    assert refused.status_code == 422
    assert "chỉ gồm chữ số" in refused.content.decode()


def test_two_people_on_one_value_keep_both(
    client: Client, document: Document, so_officer: Actor, client_for: ClientFor
) -> None:
    """The second is told who, when and what; their own value stands in the field still."""
    client_for(so_officer).post(address(document), {"deed": "correct", "path": "place", "value": "Hà Nội"})
    said = {"deed": "correct", "path": "place", "value": "Cao Bằng", "based_on": "0"}
    answer = client.post(address(document), said)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Chuyên viên Sở" in text
    assert "“Hà Nội”" in text
    assert 'value="Cao Bằng"' in text


def test_confirming_an_older_version_is_a_conflict_that_shows_the_new_one(
    client: Client, document: Document, so_officer: Actor, so_clerk: Actor
) -> None:
    """The page that comes back holds the colleague's value and the new version, so that the next press counts."""
    see_all(so_clerk, document)
    actions.correct_reading(so_officer, document.pk, path="place", value="Hà Nội")
    answer = client.post(address(document), {"deed": "confirm", "version": str(document.version)})
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert re.search(r"Chuyên viên Sở vừa sửa văn bản này lúc \d+ giờ( \d\d)?", text)
    assert 'value="Hà Nội"' in text
    assert f'name="version" value="{document.version + 1}"' in text


def test_a_confirmed_reading_makes_the_directive(client: Client, document: Document, so_clerk: Actor) -> None:
    """All seen, pressed once: the next page is the directive's units and deadlines. The back button changes nothing."""
    see_all(so_clerk, document)
    said = {"deed": "confirm", "version": str(document.version)}
    answer = client.post(address(document), said)
    made = queries.find_directive_id(document.pk)
    assert made is not None
    assert answer.headers["Location"] == f"/chi-dao/{made}/don-vi/"
    again = client.post(address(document), said)
    assert again.status_code == 409
    assert "đã xác nhận bản đọc" in again.content.decode()
    back = client.get(address(document))
    assert back.headers["Location"] == f"/van-ban/{document.pk}/"


def test_the_absent_outline_is_added_or_promised(client: Client, document: Document, so_clerk: Actor) -> None:
    """The announced Đề cương: a file, or "gửi sau"; either answers the doubt. Twice the same form adds it once."""
    uuid = str(uuid4())
    for _ in range(2):
        upload = SimpleUploadedFile("de-cuong.txt", "Đề cương tuyên truyền".encode())
        said = {"deed": "attach", "uuid": uuid, "key": "attachment-absent", "file": upload}
        assert client.post(address(document), said).status_code == 302
    page = review_page(queries.find_document(so_clerk, document.pk))
    assert page.attachments == ("de-cuong.txt",)
    assert (page.left, DocumentFile.objects.filter(document=document).count()) == (8, 2)
    client.post(address(document), {"deed": "later", "key": "attachment-absent"})
    assert Entry.objects.filter(name="document.attachment_promised", document_id=document.pk).exists()


def test_a_secret_enclosure_is_refused_on_the_page(client: Client, document: Document) -> None:
    """A printed MẬT mark in the enclosure: not kept."""
    secret = "UBND TỈNH LẠNG SƠN\nSỞ VĂN HÓA MẪU\nSố: 12/SVHM-VP\nMẬT\n\nV/v kho\n\nKính gửi: Bảo tàng.\n"
    said = {"deed": "attach", "uuid": str(uuid4()), "file": SimpleUploadedFile("de-cuong.txt", secret.encode())}
    answer = client.post(address(document), said)
    assert answer.status_code == 422
    assert "có dấu Mật" in answer.content.decode()
    assert DocumentFile.objects.filter(document=document).count() == 1


def test_a_discarded_draft_leaves_the_list_and_keeps_its_file(client: Client, document: Document) -> None:
    """With its reason in the journal."""
    answer = client.post(address(document), {"deed": "discard", "reason": "Đưa vào hai lần"})
    assert answer.headers["Location"] == "/van-ban/"
    assert "SVHTTDL-QLVHGĐ" not in client.get("/van-ban/").content.decode()
    assert Entry.objects.get(name="document.discarded").reason == "Đưa vào hai lần"
    assert DocumentFile.objects.filter(document=document).count() == 1


def test_the_same_file_twice_is_told_with_its_twin(client: Client, document: Document, so_clerk: Actor) -> None:
    """The machine tells, a person decides: both drafts stand."""
    second = actions.enter_document(so_clerk, uuid=uuid4(), data=FOUNDING, name="lai.txt", direction=Direction.OUTGOING)
    text = page_text(client, second)
    assert "Cơ quan đã đưa tệp này vào" in text
    assert f'href="/van-ban/{document.pk}/"' in text


def test_a_dispatch_without_doubts_or_items_still_has_its_page(client: Client, so_clerk: Actor) -> None:
    """Hardly any text: nothing breaks, everything can be typed."""
    tiny = actions.enter_document(
        so_clerk, uuid=uuid4(), data="Một dòng chữ.".encode(), name="a.txt", direction=Direction.INCOMING
    )
    text = page_text(client, tiny)
    assert "Một dòng chữ." in text
    assert "không thấy; chọn chữ trong văn bản để thêm" in text


def test_the_contract_of_the_founding_reading_stands_whole(document: Document) -> None:
    """What the page starts from is what the reader found, nothing dropped on the way into the database."""
    reading = queries.find_reading(document)
    assert reading is not None
    found = json.loads(json.dumps(reading.found))
    assert len(found["citations"]) == 9
    assert len(found["outline"]) == 22
    assert len(found["directive"]["items"]) == 14


@pytest.mark.parametrize(
    ("left", "seen", "says", "calm"),
    [
        (0, 0, "Máy không thấy chỗ nào cần hỏi lại", True),
        (0, 2, "Đã xem hết các chỗ cần xem", True),
        (1, 2, "Cần anh/chị xem: 1 chỗ", False),
    ],
)
def test_a_reading_without_doubts_asks_for_no_look(left: int, seen: int, says: str, calm: bool) -> None:
    """Colour and count speak of doubts only where there are, or were, some."""
    page = SimpleNamespace(left=left, seen=seen, doubts=(), folded=(), groups=(), twins=())
    shown = render_to_string("documents/_doubts.html", {"page": page, "document": Document(pk=1)})
    assert says in shown
    assert ("doubt-head calm" in shown) == calm
    assert (f"đã xem {seen}" in shown) == bool(seen)
