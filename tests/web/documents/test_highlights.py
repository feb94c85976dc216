"""The marked text: nothing of it is lost, marks stand where they were found."""

from __future__ import annotations

from importlib.resources import files

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trienkhai import parts, read_text
from trienkhai.web.documents.doubts import Doubt
from trienkhai.web.documents.highlights import lay_out_paper, mark_text

TEXT = files("trienkhai.data").joinpath("founding_dispatch.txt").read_text("utf-8")


def shown(lines: tuple[object, ...]) -> str:
    """The text as the pieces give it."""
    return "\n".join("".join(piece.text for piece in line.pieces) for line in lines)  # type: ignore[attr-defined]  # lines of one kind


def test_the_founding_dispatch_is_shown_whole_with_every_doubt_numbered() -> None:
    """Each doubt that has a place has its number in the text."""
    found = read_text(TEXT)
    doubts = [Doubt(p.id, p.id, p.message, p.span) for p in found.problems]
    lines = mark_text(found, doubts)
    assert shown(lines) == found.text.replace("\r\n", "\n")
    anchors = {piece.mark.anchor for line in lines for piece in line.pieces if piece.mark}
    placed = [number for number, doubt in enumerate(doubts, 1) if doubt.span]
    assert placed
    assert [number for number in placed if f"cho-{number}" not in anchors] == []


HEAD = """UBND TỈNH LẠNG SƠN
SỞ VĂN HÓA MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/SVHM-VP
Lạng Sơn, ngày 30 tháng 5 năm 2023
V/v kiểm tra

Kính gửi:
- Bảo tàng tỉnh.

Đề nghị thực hiện.
"""


def test_the_head_stands_in_two_columns_where_every_line_is_known() -> None:
    """Issuer, number and subject at the left, title, place and day at the right; nothing of it stands twice."""
    paper = lay_out_paper(read_text(HEAD), [])
    left, right, rest = shown(paper.left), shown(paper.right), shown(paper.lines)
    assert left.splitlines()[0] == "UBND TỈNH LẠNG SƠN"
    assert left.splitlines()[-1] == "V/v kiểm tra"
    assert right.splitlines()[-1] == "Lạng Sơn, ngày 30 tháng 5 năm 2023"
    assert rest.split() == HEAD[HEAD.index("Kính gửi") :].split()


def test_a_head_with_an_unknown_line_stays_line_by_line() -> None:
    """Better plain than in the wrong column."""
    paper = lay_out_paper(read_text(HEAD.replace("Số: 12", "Dòng chữ lạ không rõ của ai\nSố: 12")), [])
    assert (paper.left, paper.right) == ((), ())


def test_touching_pieces_of_one_mark_are_framed_once() -> None:
    """A doubt over several values is one piece, which knows every mark on it."""
    found = parts.Reading(text="Lạng Sơn, ngày tháng", places={"place": ((0, 8),), "subject": ((10, 20),)})
    (line,) = mark_text(found, [Doubt("x", "x", "x", (0, 20))])
    assert [piece.text for piece in line.pieces] == ["Lạng Sơn, ngày tháng"]
    assert line.pieces[0].names.split() == ["cho-1", "o-place", "o-subject"]


# A busy machine draws slowly; that says nothing about the law.
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(alphabet="ab \n", max_size=80),
    st.lists(st.tuples(st.integers(0, 79), st.integers(1, 30)), max_size=8),
)
def test_any_marks_leave_the_text_whole(text: str, places: list[tuple[int, int]]) -> None:
    """Overlapping, nested and touching marks lose and double nothing."""
    spans = [(start, min(len(text), start + length)) for start, length in places if start < len(text)]
    doubts = [Doubt(str(n), "x", "x", span) for n, span in enumerate(spans)]
    assert shown(mark_text(parts.Reading(text=text), doubts)) == text
