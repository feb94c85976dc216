"""A hostile or broken DOCX is refused with its reason, whatever its own headers say."""

from __future__ import annotations

import random
import struct
import zipfile
from io import BytesIO

import pytest

from tests.library.sources.building import WORD, build_docx, build_part, paragraph
from trienkhai.errors import UnreadableFile
from trienkhai.sources import limits, read_bytes
from trienkhai.sources.docx_package import Package


def refusal_of(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, name)
    return refused.value.id


def test_the_plain_file_these_tests_distort_is_read() -> None:
    """The refusals below are not for the wrong reason."""
    assert read_bytes(build_docx(paragraph("chữ")), "a.docx").text == "chữ"


def test_a_bomb_of_200_mb_is_refused() -> None:
    """200 MB of blanks deflate to about 195 kB; inflating stops at the cap."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(200):
            part.write(b" " * limits.MEBIBYTE)
    data = stream.getvalue()
    assert len(data) < 250_000
    assert refusal_of(data) == "docx-bomb"


def test_a_bomb_whose_headers_lie_is_refused() -> None:
    """The sizes that the list of members states are not believed."""
    data = bytearray(build_docx("", raw=b" " * (20 * limits.MEBIBYTE)))
    place = data.find(b"word/document.xml", data.rfind(b"word/_rels")) - 46
    while data[place : place + 4] != b"PK\x01\x02":
        place = data.rfind(b"PK\x01\x02", 0, place)
    struct.pack_into("<L", data, place + 24, 100)
    assert refusal_of(bytes(data)) == "docx-bomb"


def test_a_part_stored_unpacked_obeys_the_same_cap() -> None:
    """Not packing is no way around the cap of one part."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", b" " * (limits.ZIP_MEMBER_BYTES + 1))
    assert refusal_of(stream.getvalue()) == "docx-bomb"


def test_all_parts_together_obey_a_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many parts, each below its own cap."""
    monkeypatch.setattr("trienkhai.sources.docx_package.ZIP_TOTAL_BYTES", 6_000)
    header = ("header", build_part("hdr", paragraph("chữ " * 300)))
    references = "".join(f'<w:headerReference r:id="rId{number}"/>' for number in range(1, 5))
    data = build_docx(
        f"<w:sectPr>{references}</w:sectPr>", extra={f"header{number}.xml": header for number in range(1, 5)}
    )
    assert refusal_of(data) == "docx-bomb"


def test_a_list_of_members_without_end_is_refused_before_it_is_read() -> None:
    """Long names make a long list out of few members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "")
        for number in range(limits.ZIP_DIRECTORY_BYTES // 60_000 + 1):
            archive.writestr(f"{number:060000}", "")
    assert refusal_of(stream.getvalue()) == "docx-bomb"


@pytest.mark.slow
def test_elements_without_end_are_refused() -> None:
    """Millions of empty paragraphs pack to a few kilobytes and would become gigabytes of paragraphs."""
    padding = "<!--" + random.Random(1).randbytes(150_000).hex() + "-->"  # or the part would grow too much anyway
    assert refusal_of(build_docx(padding + "<w:p/>" * (limits.XML_ELEMENTS + 1))) == "docx-bomb"
    assert read_bytes(build_docx(padding + "<w:p/>" * 1000 + paragraph("chữ")), "a.docx").text.strip() == "chữ"


def test_too_many_members_are_refused() -> None:
    """An ordinary DOCX has some dozen parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(limits.ZIP_MEMBERS + 1):
            archive.writestr(f"word/document{number}.xml", "")
    assert refusal_of(stream.getvalue()) == "docx-bomb"


def test_members_laid_over_one_another_are_refused() -> None:
    """Two entries of the list that point at the same bytes."""
    data = build_docx(paragraph("chữ"))
    start = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x05\x06"))
    end = data.rfind(b"PK\x05\x06")
    entry = data[start:end]
    count, size = struct.unpack_from("<HL", data, end + 10)
    foot = bytearray(data[end:])
    struct.pack_into("<HHL", foot, 8, count + 1, count + 1, size + len(entry))
    assert refusal_of(data[:end] + entry + bytes(foot)) == "docx-bomb"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w:document [<!ENTITY a "b">]>',
        '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE w:document SYSTEM "x.dtd">',
    ],
)
def test_a_document_type_is_refused(declaration: str) -> None:
    """No entities, inner or outer: Word never writes a document type."""
    raw = f'<?xml version="1.0"?>{declaration}<w:document xmlns:w="{WORD}"/>'
    assert refusal_of(build_docx("", raw=raw.encode())) == "docx-unsafe"


def test_endless_nesting_is_refused() -> None:
    """Tables inside tables inside tables."""
    depth = limits.XML_DEPTH
    assert refusal_of(build_docx("<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth)) == "docx-bomb"


@pytest.mark.parametrize(
    "data",
    [
        build_docx(paragraph("chữ"))[:400],
        build_docx(paragraph("chữ"))[:-30],
        build_docx("<w:p><w:r></w:p>"),
        build_docx("", raw=b"not markup"),
        build_docx("", raw=build_part("document", "").encode("utf-16")[:99]),
        b"PK\x05\x06" + bytes(18),
    ],
    ids=["cut short", "without its end", "tags crossed", "no markup", "half of UTF-16", "no members"],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    """Each way of being broken gives the same clear answer."""
    assert refusal_of(data) == "docx-broken"


def test_a_damaged_part_is_refused() -> None:
    """The check sum of a part is compared."""
    data = bytearray(build_docx(paragraph("chữ")))
    place = data.find(b"word/document.xml") + len("word/document.xml") + 20
    data[place] ^= 0xFF
    assert refusal_of(bytes(data)) == "docx-broken"


def test_a_link_that_leaves_the_package_leads_nowhere() -> None:
    """ ".." and addresses of the outside are never followed."""
    package = Package(build_docx("", extra={"../../../etc/passwd": ("styles", "<a/>")}))
    targets = package.list_targets("word/document.xml")
    assert all(".." not in part for _, part in targets.values())
