"""Laws of the reader, for every text: it never raises, its places lie in the text, the same text reads the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trienkhai.parts import Span
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


def places_in(part: object) -> list[Span]:
    """Every `span` and `spans` of a part, at any depth."""
    found: list[Span] = []
    if isinstance(part, dict):
        part = tuple(part.values())
    if isinstance(part, tuple) and len(part) == 2 and all(isinstance(one, int) for one in part):
        return [(int(part[0]), int(part[1]))]
    if isinstance(part, tuple):
        return [place for one in part for place in places_in(one)]
    if is_dataclass(part) and not isinstance(part, type):
        for entry in fields(part):
            value = getattr(part, entry.name)
            if entry.name in ("span", "spans") or isinstance(value, (tuple, dict)) or is_dataclass(value):
                found += places_in(value)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_reading_never_raises_and_stays_inside(text: str) -> None:
    """Every place lies in the text as it was found, and begins before it ends."""
    reading = read_text(text)
    for start, end in places_in(reading):
        assert 0 <= start <= end <= len(text)
    for citation in reading.citations:
        assert citation.text == text[citation.span[0] : citation.span[1]]
    assert list(reading.outline) == sorted(reading.outline, key=lambda item: item.span[0])


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
