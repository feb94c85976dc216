"""Laws of the reader, for every text: it never raises, its places lie in the text, the same text reads the same."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.laws import check_places
from trienkhai.reading.pipeline import read_text
from trienkhai.reading.split import split_document
from trienkhai.sources.lines import split_lines
from trienkhai.vietnamese.letters import compose, fold

_PAPERS = Path(__file__).parent.parent / "library" / "reading" / "papers"
PAPERS = [path.read_text("utf-8") for path in sorted(_PAPERS.glob("*.txt"))]

# What documents are made of, in any order and number: the reader must survive every heap of them.
WORDS = st.sampled_from(
    ["Số: 15/KH-UBND", "Số 113-KH/TU", "Hà Nội, ngày 05 tháng 01 năm 2023", "ngày", "tháng", "Kính gửi:", "Nơi nhận:",
     "- ", "- Như trên;", "Lưu: VT",
     "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An", "KẾ HOẠCH", "V/v", "(gửi kèm", ")",
     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND TỈNH X", "SỞ Y TẾ", "I. MỤC ĐÍCH",
     "Căn cứ Kế hoạch số 1/KH-UBND", "\n", "\n\n", "\f", "\r\n", "\t", "|", "     ", ";", ".",
     "…", "\u00ad", "o\u0302\u0323",
     "MẬT", "Điều 1.", "1.", "a)", "trước ngày 05/01/2024", "ban hành kèm theo Quyết định này"]
)  # fmt: skip
HEAPS = st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=60).map(" ".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A paper with some pieces cut out, doubled or overwritten, as a bad page reader would do."""
    text = draw(st.sampled_from(PAPERS))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, max(0, len(text) - 1)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        text = text[:start] + draw(st.sampled_from(["", " ", "\n", "|", text[start:end] * 2, "ø‡~"])) + text[end:]
    return text


TEXTS = st.one_of(st.text(max_size=300), HEAPS, damaged())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_reading_never_raises_and_stays_inside(text: str) -> None:
    """Every place lies in the text as it was found, and begins before it ends; citations and outline are in order."""
    check_places(read_text(text), text)


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_same_text_reads_the_same(text: str) -> None:
    """Reading depends on nothing but the text."""
    assert read_text(text) == read_text(text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_zones_are_in_order(text: str) -> None:
    """Header, addressees, body, foot and tail follow each other and never overlap."""
    zones = split_document(text, split_lines(text))
    spans = [zone for zone in (zones.header, zones.addressees, zones.body, zones.foot, zones.tail) if zone is not None]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_folding_and_composing_keep_places(text: str) -> None:
    """Folding keeps the length; composing keeps the order of places and their bounds."""
    composed = compose(text)
    assert len(fold(composed.text)) == len(composed.text)
    places = [composed.span((index, index + 1)) for index in range(len(composed.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("aạẶđĐ–“…ñİΑ\u0302\u00ad\0 \n"), st.characters()), max_size=80))
def test_folding_a_text_is_folding_its_letters(text: str) -> None:
    """Rare signs between common ones change nothing: each code point becomes what it becomes alone."""
    assert fold(text) == "".join(map(fold, text))


def test_a_capital_that_becomes_two_small_letters_moves_no_place() -> None:
    """ "İ" of a badly read stamp stands before words whose spelling varies; they are still pointed at."""
    text = "İİİ SỞ Y TẾ\nKính gửi: Các đơn vị\nTreo băng zôn và băng rôn theo qui định, đúng quy định.\n"
    problem = next(problem for problem in read_text(text).problems if problem.id == "spelling-varies")
    assert problem.span is not None
    assert text[slice(*problem.span)] == "băng zôn"
