"""Styles are read when asked for, and say the same as if all had been read at once."""

from __future__ import annotations

import pytest

from tests.library.sources.building import build_docx, build_part, paragraph
from trienkhai.errors import UnreadableFile
from trienkhai.sources import read_bytes
from trienkhai.sources.docx_styles import RunLook, Styles, read_styles

PLAIN = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:latentStyles w:count="1"><w:lsdException w:name="x"/></w:latentStyles>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii="Times"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Đề"><w:basedOn w:val="Base"/><w:rPr><w:i/><w:sz w:val="30"/>'
    "</w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round"/><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="Grid"><w:tblPr><w:tblBorders><w:insideV w:val="single"/>'
    '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Twice"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Twice"><w:rPr><w:i/></w:rPr></w:style>'
)
NAMES = ("Normal", "Base", "Đề", "Round", "Grid", "Twice", "absent")
WAYS = {
    "as Word writes it": lambda part: part,
    "with a comment": lambda part: part.replace(b"<w:latent", b"<!-- <w:style  --><w:latent"),
    "with an escaped name": lambda part: part.replace(b'"Round"', b'"Rou&#110;d"'),
    "in another code": lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "with another prefix": lambda part: part.replace(b"w:", b"x:").replace(b"xmlns:w=", b"xmlns:x="),
}


def load(part: bytes) -> Styles:
    return read_styles(part, lambda: None)


@pytest.mark.parametrize("way", WAYS)
def test_a_style_says_the_same_however_it_is_read(way: str) -> None:
    """Set apart where bytes tell where each begins, all at once elsewhere; the last of two with one name holds."""
    part = build_part("styles", PLAIN).encode()
    styles = load(WAYS[way](part))
    assert bool(styles.unread) == (way == "as Word writes it")
    looks = [styles.resolve_look(name, RunLook()) for name in (*NAMES, None)]
    assert [(look.font, look.size, look.bold, look.italic, look.caps) for look in looks] == [
        ("Times", 13, None, None, None),
        (None, 13, True, None, None),
        (None, 15, True, True, None),
        (None, 13, None, None, True),
        (None, 13, None, None, None),
        (None, 13, None, True, None),
        (None, 13, None, None, None),
        ("Times", 13, None, None, None),
    ]
    assert styles.default_paragraph == "Normal"
    assert [style.grid for style in map(styles.find, NAMES) if style] == [None, None, None, None, True, None]


def test_only_what_is_asked_for_is_read() -> None:
    """And what that is based on."""
    styles = load(build_part("styles", PLAIN).encode())
    assert styles.by_id == {}
    styles.resolve_look("Đề", RunLook())
    assert styles.by_id.keys() == {"Đề", "Base"}


def test_a_damaged_style_only_matters_where_it_is_used() -> None:
    """Nobody misses what no paragraph names."""
    damaged = PLAIN.replace("<w:caps/>", "<w:caps>")

    def read(style: str) -> str:
        part = build_part("styles", damaged)
        body = paragraph("Kính gửi", f'<w:pStyle w:val="{style}"/>')
        return read_bytes(build_docx(body, extra={"styles.xml": ("styles", part)}), "a.docx").text

    assert read("Base") == "Kính gửi"
    with pytest.raises(UnreadableFile, match="DOCX"):
        read("Round")


def test_very_many_styles_are_counted_like_all_elements() -> None:
    """No room is made for each before they are known to be too many."""
    with pytest.raises(UnreadableFile) as refused:
        load(build_part("styles", '<w:style w:styleId="a"></w:style>' * 500_001).encode())
    assert refused.value.id == "docx-bomb"
