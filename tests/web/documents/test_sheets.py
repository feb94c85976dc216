"""PDF files and scans are read again on the pictures of their pages."""

from __future__ import annotations

import html
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.library.sources.building_pdf import Text, build_pdf
from tests.web.conftest import ClientFor, World
from tests.web.standing import standing
from trienkhai.sources.lines import WORD
from trienkhai.web.documents import actions, queries, reconcile
from trienkhai.web.documents.models import Direction, Document, Reading, ReadPage
from trienkhai.web.documents.reviewing import review_page
from trienkhai.web.documents.sheets import Box, Pages, Sheet, View
from trienkhai.web.offices.actor import Actor

HEAD: list[Text] = [
    (60, 780, "UBND TINH LANG SON"),
    (280, 780, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
    (70, 764, "SO VAN HOA"),
    (330, 764, "Doc lap - Tu do - Hanh phuc"),
    (70, 740, "So:"),
    (118, 740, "/SVH-VP"),
    (320, 740, "Lang Son, ngay 12 thang 3 nam 2024"),
    (60, 680, "Can cu Ke hoach so 28/KH-UBND ngay 02/3/2024 cua Uy ban nhan dan tinh,"),
]
CODE = (60, 680, "28/KH-UBND")
MORE: list[Text] = [
    (60, 700 - 20 * line, f"Dong {line} cua trang nay, viet tiep Ke hoach so 99/KH-BTG") for line in range(9)
]
HEIGHT = 842


def bring_in(clerk: Actor, pages: list[list[Text]], name: str = "cong-van.pdf") -> Document:
    """A PDF of these pages, entered and read."""
    entered = actions.enter_document(
        clerk, uuid=uuid4(), data=build_pdf(pages), name=name, direction=Direction.OUTGOING
    )
    reconcile.read_waiting()  # a long one waits for the worker
    return queries.find_document(clerk, entered.pk)


@standing()
def document(world: World) -> Document:
    """A dispatch of two pages."""
    return bring_in(world.actors["so_clerk"], [HEAD, MORE])


@pytest.fixture
def clerk(so_clerk: Actor, client_for: ClientFor) -> Client:
    """The clerk's browser."""
    return client_for(so_clerk)


def show(client: Client, document: Document, query: str = "") -> str:
    """The review page, letters for entities."""
    answer = client.get(f"/van-ban/{document.pk}/doc-lai/{query}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def boxes_of(sheet: Sheet, anchor: str) -> tuple[Box, ...]:
    """The rectangles of the mark with this anchor."""
    return next(mark.boxes for mark in sheet.marks if mark.anchor == anchor)


def test_a_found_word_is_covered_where_the_page_draws_it(document: Document) -> None:
    """The words' places are known from how the page was made: 13 points high, its line 680 above the foot."""
    [first, _] = review_page(document).sheets.shown
    [citation] = boxes_of(first, "o-citations-0")
    assert citation.top < HEIGHT - CODE[1] - 4 < citation.bottom, "the middle of the letters lies inside"
    assert citation.bottom - citation.top < 20
    reading = Reading.objects.get(document=document)
    start = reading.text.index("28/KH-UBND")
    words = ReadPage.objects.get(reading=reading, number=1).words
    place = next(words[at : at + WORD] for at in range(0, len(words), WORD) if words[at] == start)
    assert citation.left <= place[2] / 10
    assert place[4] / 10 <= citation.right


def test_every_rectangle_lies_on_its_page(document: Document) -> None:
    """And tags stand beside the words, not over them."""
    for sheet in review_page(document).sheets.shown:
        assert sheet.marks
        for mark in sheet.marks:
            for box in mark.boxes:
                assert 0 <= box.left < box.right <= sheet.width
                assert 0 <= box.top < box.bottom <= sheet.height
        tags = [mark.tag.box for mark in sheet.marks if mark.tag]
        assert all(tag.right <= 60 or tag.left >= 500 for tag in tags)
        assert len({str(tag) for tag in tags}) == len(tags)


def test_a_place_cut_from_a_word_is_cut_from_its_box(document: Document) -> None:
    """The symbol without the slash before it begins inside the word's box."""
    [first, _] = review_page(document).sheets.shown
    [number] = boxes_of(first, "cho-1")
    assert 119 < number.left < 130, "the word begins at 118"
    assert number.right > 160


def test_the_page_shows_pictures_or_text_by_links(clerk: Client, document: Document) -> None:
    """Both are plain addresses; marks and fields lead to each other in both."""
    pictures = show(clerk, document)
    assert f'src="/van-ban/{document.pk}/trang/1/"' in pictures
    assert pictures.count('loading="lazy"') == 2
    assert 'href="#muc-o-citations-0"' in pictures
    assert 'id="o-citations-0"' in pictures
    text = show(clerk, document, "?xem=chu")
    assert "<img" not in text.split('id="can-xem"')[0].split('class="reading-document"')[1]
    assert "Can cu " in text
    for page in (pictures, text):
        assert ">Ảnh trang</" in page
        assert ">Chữ đã đọc</" in page
        assert "<svg viewBox" in page.split('id="can-xem"')[1], "each doubt is shown enlarged"
        assert 'style="' not in page


def test_ids_stand_once(clerk: Client, document: Document) -> None:
    """Links would lead to the first of two."""
    ids = re.findall(r'\sid="([^"]+)"', show(clerk, document))
    assert len(set(ids)) == len(ids)


def test_answers_keep_the_view(clerk: Client, document: Document) -> None:
    """Whoever reads the text goes on reading the text; so with the page."""
    address = f"/van-ban/{document.pk}/doc-lai/?xem=chu&trang=2"
    assert f'action="{address}"' in show(clerk, document, "?xem=chu&trang=2")
    said = {"deed": "answer", "key": "number-missing", "path": "number", "value": "", "based_on": "0"}
    answer = clerk.post(address, said)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(address)
    fragment = clerk.post(f"/van-ban/{document.pk}/doc-lai/", said, headers={"HX-Request": "true"}).content.decode()
    assert 'id="giay" data-paper hx-swap-oob="true"' in fragment
    assert "<img" in fragment


def test_a_text_has_no_pictures(clerk: Client, so_clerk: Actor) -> None:
    """Text and DOCX are read again as text."""
    entered = actions.enter_document(
        so_clerk, uuid=uuid4(), data="Kính gửi: Sở Y tế".encode(), name="a.txt", direction=Direction.OUTGOING
    )
    page = show(clerk, entered)
    assert "Ảnh trang" not in page
    assert clerk.get(f"/van-ban/{entered.pk}/trang/1/").status_code == 404


def test_a_picture_is_drawn_once_and_kept(clerk: Client, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time no child process is started."""
    address = f"/van-ban/{document.pk}/trang/1/"
    first = clerk.get(address)
    assert first.status_code == 200
    assert first.headers["Content-Type"] == "image/webp"
    assert "private" in first.headers["Cache-Control"]
    monkeypatch.setattr("trienkhai.web.documents.pictures.render_confined", None)
    assert clerk.get(address).content == first.content


@pytest.mark.parametrize(
    ("who", "page", "status"),
    [
        ("so_clerk", 1, 200),
        ("so_officer", 1, 200),
        ("so_leader", 1, 200),
        ("unit_officer", 1, 404),
        ("other_unit_officer", 1, 404),
        ("outsider", 1, 404),
        ("so_clerk", 3, 404),
        ("so_clerk", 0, 404),
        (None, 1, 302),
    ],
)
def test_who_may_see_a_page(
    request: pytest.FixtureRequest, client_for: ClientFor, document: Document, who: str | None, page: int, status: int
) -> None:
    """Whoever may see the document; for all others there is no such page, even once it was drawn."""
    assert client_for(request.getfixturevalue("so_clerk")).get(f"/van-ban/{document.pk}/trang/1/").status_code == 200
    client = Client() if who is None else client_for(request.getfixturevalue(who))
    assert client.get(f"/van-ban/{document.pk}/trang/{page}/").status_code == status


@pytest.mark.parametrize(("pages", "last"), [(23, 21), pytest.param(200, 191, marks=pytest.mark.slow)])
def test_a_long_document_shows_ten_pages_at_a_time(clerk: Client, so_clerk: Actor, pages: int, last: int) -> None:
    """Two hundred pages cost no more than ten; places elsewhere are links to their pages."""
    document = bring_in(so_clerk, [HEAD, *([MORE] * (pages - 1))])
    clerk.get(f"/van-ban/{document.pk}/doc-lai/")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page = show(clerk, document)
    assert len(captured) <= 12
    assert page.count('loading="lazy"') == 10
    assert f'href="?trang={last}"' in page
    later = show(clerk, document, f"?trang={last + 1}")
    assert f'src="/van-ban/{document.pk}/trang/{last}/"' in later
    assert f'src="/van-ban/{document.pk}/trang/{last - 1}/"' not in later.split('id="can-xem"')[0]
    assert 'href="?trang=1#cho-1"' in later, "the doubt about the number stands on the first page"
    assert show(clerk, document, "?trang=9999").count(f'src="/van-ban/{document.pk}/trang/{pages}/"') == 1
    assert show(clerk, document, "?trang=x").count(f'src="/van-ban/{document.pk}/trang/1/"') == 1


def test_pages_are_parted_by_form_feeds() -> None:
    """Counted from 1; the last may be empty."""
    pages = Pages("ab\fcd\f")
    assert [pages.page_of(place) for place in (0, 2, 3, 5, 6)] == [1, 1, 2, 2, 3]
    assert list(pages.window(2)) == [1, 2, 3]
    assert View(as_text=True, page=2).query == "?xem=chu&trang=2"
