"""Finding by words, with and without marks, only what one may see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import ClientFor, World
from tests.web.desk.conftest import record
from trienkhai.web import clock
from trienkhai.web.desk.searching import PAGE, search
from trienkhai.web.directives.models import Duty
from trienkhai.web.documents.models import Direction, Document, Reading
from trienkhai.web.finding.actions import keep_entries
from trienkhai.web.finding.models import Kind
from trienkhai.web.offices.actions import open_token


def kinds(world: World, key: str, words: str) -> set[str]:
    """The kinds of things this person finds."""
    return {group.name for group in search(world.actors[key], words).groups}


@pytest.mark.parametrize("words", ["gia đình văn hóa", "gia dinh van hoa", "GIA ĐÌNH"])
def test_marks_and_case_do_not_matter(world: World, duty: Duty, words: str) -> None:
    """Document and directive are found; an outsider finds neither."""
    assert {"Văn bản", "Chỉ đạo"} <= kinds(world, "unit_officer", words)
    assert kinds(world, "outsider", words) == set()


CODES = ("113-KH/TU", "113kh/tu", "KH 113", "kh113", "Kế hoạch số 113", "ke hoach 113", "số 113", "113 kh tu", "0113")


def make_document(world: World, code: str, subject: str, text: str, kind_name: str = "kế hoạch") -> Document:
    """A document that came in, as the office read it."""
    clerk = world.actors["so_clerk"]
    number = code.partition("-")[0].partition("/")[0]
    document = Document.objects.create(
        office_id=clerk.office_id,
        direction=Direction.INCOMING,
        state=Document.State.RECEIVED,
        kind_name=kind_name,
        number=number,
        code=code,
        subject=subject,
        created_by=clerk.post_title,
        created_at=clock.now(),
        changed_at=clock.now(),
    )
    Reading.objects.create(document=document, text=text, found={}, reader_version="t", read_at=clock.now())
    keep_entries(Kind.DOCUMENT, [document.pk])
    return document


def documents(world: World, words: str, only: str = "", after: str = "") -> list[int]:
    """The documents that the office's clerk finds, in their order."""
    groups = search(world.actors["so_clerk"], words, only, after).groups
    return [hit.id for group in groups if group.slug == "van-ban" for hit in group.hits]


@pytest.mark.parametrize("words", CODES)
def test_a_code_is_found_in_any_spelling_the_document_itself_first(world: World, words: str) -> None:
    """What only speaks of it comes after, and other numbers not at all."""
    plan = make_document(world, "113-KH/TU", "Về nêu gương", "Nội dung.")
    citing = make_document(world, "7-CV/TU", "Về việc khác", "Thực hiện Kế hoạch số 113-KH/TU (kh 113) ngày 5/12/2022.")
    make_document(world, "114-KH/TU", "Về nêu gương", "Nội dung.")
    found = documents(world, words)
    assert found[0] == plan.pk
    assert set(found) <= {plan.pk, citing.pk}


def test_a_code_still_printed_in_an_own_document_is_found(world: World, duty: Duty) -> None:
    """Number and symbol as printed, or as people type them."""
    code = duty.directive.document.code
    for words in (code, code.replace("/", " "), code.lower()):
        assert "Văn bản" in kinds(world, "so_clerk", words), words


def test_the_best_comes_first_then_the_newest(world: World) -> None:
    """Title, then neighbours, then anywhere; among equals the last one entered."""
    anywhere = make_document(world, "1-KH/TU", "Một", "gương sáng đã nêu")
    old = make_document(world, "2-KH/TU", "Hai", "việc nêu gương của cán bộ")
    title = make_document(world, "3-KH/TU", "Nêu gương", "Ba")
    new = make_document(world, "4-KH/TU", "Bốn", "trách nhiệm nêu gương")
    assert documents(world, "neu guong") == [title.pk, new.pk, old.pk, anywhere.pk]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("hoà giải", 2), ("hòa giải", 2), ("hoa giai", 2), ('"hòa giải"', 1), ('"hoà giải"', 1), ('"hoa giải"', 1),
     ('"giải hòa"', 0), ("đông", 2), ("dong", 2), ('"đông"', 1), ('"động"', 1), ("đồng chí", 0)],
)  # fmt: skip
def test_marks_tones_and_quotes(world: World, words: str, expected: int) -> None:
    """Without quotes every way of writing meets; in quotes only tone placement does."""
    make_document(world, "1-KH/TU", "Một", "Tổ HOÀ GIẢI ở cơ sở, mùa đông")
    make_document(world, "2-KH/TU", "Hai", "Lễ hội hoa giải nhiệt, vận động")
    assert len(documents(world, words)) == expected


def test_a_word_that_was_only_begun_is_found_where_nothing_else_is(world: World) -> None:
    """And the page says that it was taken so."""
    plan = make_document(world, "1-KH/TU", "Một", "kế hoạch tuyên truyền")
    make_document(world, "2-KH/TU", "Hai", "tuyên dương")
    found = search(world.actors["so_clerk"], "tuyên truy")
    assert [hit.id for group in found.groups for hit in group.hits] == [plan.pk]
    assert "truy" in found.remark
    assert not search(world.actors["so_clerk"], "tuyên tr").groups, "two letters begin too much"


def test_pages_by_key_show_everything_once(world: World) -> None:
    """Through both steps, whatever comes in between is entered meanwhile."""
    made = [
        make_document(world, f"{number}-KH/TU", "Bia đá" if number % 3 else "Khác", "bia đá") for number in range(50)
    ]
    shown: list[int] = []
    after = ""
    for _ in range(5):
        found = search(world.actors["so_clerk"], "bia đá", "van-ban", after)
        shown += [hit.id for group in found.groups for hit in group.hits]
        after = found.groups[0].after if found.groups else ""
        if len(shown) == PAGE:
            make_document(world, "999-KH/TU", "Bia đá", "mới vào")
        if not after:
            break
    assert sorted(shown) == [document.pk for document in made]
    titled = [document.pk for number, document in enumerate(made) if number % 3]
    assert shown[: len(titled)] == titled[::-1]


def test_found_words_are_marked_where_they_stand(world: World, client_for: ClientFor) -> None:
    """In the title and in the best place of the text, as the document writes them; nothing is taken for HTML."""
    text = f"{'mở đầu ' * 200}Cán bộ <b>NÊU  gương</b> trước dân. {'kết thúc ' * 200}"
    make_document(world, "5-KH/TU", "Trách nhiệm nêu gương & làm theo", "chữ")
    make_document(world, "6-KH/TU", "Việc khác", text)
    page = client_for(world.actors["so_clerk"]).get("/tim/", {"q": "neu guong"}).content.decode()
    assert 'Trách nhiệm <mark class="mark">nêu gương</mark> &amp; làm theo' in page
    assert '&lt;b&gt;<mark class="mark">NÊU gương</mark>&lt;/b&gt; trước dân' in page


HOSTILE = (
    '"', "' OR 1=1 --", "AND OR NOT", "NEAR(a b)", "*", "%", "_", "^a", "-a", "a:b", "(((", "{a b}", "\\", "a*b", "|",
    "&!", "<script>alert(1)</script>", "words:ke", "\0", "a\0b", "😀", "\u202e", "é" * 10_000, "a" * 10_000,
    "a " * 5_000, "“" * 500, '"a" ' * 300, "1" * 400, "ngày 99/99/99999", "ngày 0 0 0",
    "ngày 1/1/" + "9" * 50, "١٢٣", "#113", "@o1",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_input_gets_a_sentence(world: World, client_for: ClientFor, words: str) -> None:
    """Never an error, never somebody else's document."""
    made = make_document(world, "5-KH/TU", "Bí mật của sở", "nội dung")
    client = client_for(world.actors["outsider"])
    for more in ({}, {"loai": "van-ban"}, {"loai": "x", "sau": words[:50]}):
        answer = client.get("/tim/", {"q": words, **more})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert any(said in page for said in ("Không tìm thấy", "Chưa có chữ hay số", "Gõ vài chữ")) or "Đơn vị" in page
        assert f"/van-ban/{made.pk}/" not in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("after", ["x", "0", "-1.5", "1.", ".1", "9.9", "0.99999999999999999999", "٣.١", "0.1 OR 1"])
def test_a_place_that_is_none_is_no_error(world: World, client_for: ClientFor, after: str) -> None:
    """The page begins anew; the interface says what to send."""
    make_document(world, "5-KH/TU", "Nêu gương", "nội dung")
    client = client_for(world.actors["so_clerk"])
    assert client.get("/tim/", {"q": "nêu gương", "loai": "van-ban", "sau": after}).status_code == 200


def test_every_page_of_results_costs_few_queries(world: World, duty: Duty, client_for: ClientFor) -> None:
    """At most twelve, however it is asked."""
    record(world.actors["unit_officer"], duty)
    for number in range(30):
        make_document(world, f"{number}-KH/TU", "gia đình văn hóa", "gia đình")
    client = client_for(world.actors["so_clerk"])
    asked = ("gia đình", "gia đình văn hóa 5", '"gia đình"', "gia đìn", "bảo tàng", "xyzzy")
    for query in ({"q": words, "loai": kind} for words in asked for kind in ("", "van-ban", "hoat-dong")):
        with CaptureQueriesContext(connection) as queries:
            client.get("/tim/", query)
        assert len(queries) <= 12, query


def test_the_interface_answers_as_the_page_does(world: World, client_for: ClientFor) -> None:
    """Kinds, order, paging; a stranger finds nothing, and a wrong place is refused with a sentence."""
    made = [make_document(world, f"{number}-KH/TU", "Bia đá", "chữ") for number in range(25)]
    client, stranger = client_for(world.actors["so_clerk"]), client_for(world.actors["outsider"])
    headers = {key: {"Authorization": f"Bearer {open_token(world.actors[key])}"} for key in ("so_clerk", "outsider")}
    first = client.get("/api/search", {"q": "bia da", "kind": "document"}, headers=headers["so_clerk"]).json()
    group = first["groups"][0]
    assert [hit["id"] for hit in group["hits"]] == [document.pk for document in made[:4:-1]]
    assert group["hits"][0]["title"] == "Kế hoạch 24-KH/TU: Bia đá"
    more = {"q": "bia da", "kind": "document", "after": group["next"]}
    rest = client.get("/api/search", more, headers=headers["so_clerk"]).json()["groups"][0]
    assert ([hit["id"] for hit in rest["hits"]], rest["next"]) == ([document.pk for document in made[4::-1]], None)
    nothing = stranger.get("/api/search", {"q": "bia da"}, headers=headers["outsider"]).json()
    assert (nothing["groups"], nothing["nothing"][:14]) == ([], "Không tìm thấy")
    wrong = client.get("/api/search", {"q": "a", "after": "x"}, headers=headers["so_clerk"])
    assert (wrong.status_code, wrong.json()["id"]) == (422, "search-after")


def test_items_units_and_activities_are_found(world: World, duty: Duty) -> None:
    """Each in its own group."""
    activity = record(world.actors["unit_officer"], duty)
    assert "Nội dung, nhiệm vụ được giao" in kinds(world, "unit_officer", "bao luc gia dinh")
    assert kinds(world, "outsider", "bao tang") == {"Đơn vị"}
    assert kinds(world, "unit_officer", activity.code) == {"Hoạt động"}
    assert kinds(world, "other_unit_officer", activity.code) == set()


def test_the_empty_states(world: World, client_for: ClientFor) -> None:
    """Nothing asked and nothing found are told apart, and neither is an error."""
    client = client_for(world.actors["unit_officer"])
    assert "Gõ vài chữ để tìm" in client.get("/tim/").content.decode()
    assert "Không tìm thấy" in client.get("/tim/", {"q": "zzzz <b>"}).content.decode()
