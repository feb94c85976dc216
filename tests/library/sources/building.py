"""Small files built for the tests: a DOCX from its markup, and what hostile people make of one."""

from __future__ import annotations

import zipfile
from io import BytesIO

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARATIONS = (
    f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def build_part(root: str, content: str) -> str:
    """One part of a DOCX with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_DECLARATIONS}>{content}</w:{root}>'


def build_docx(body: str, *, extra: dict[str, tuple[str, str]] | None = None, raw: bytes | None = None) -> bytes:
    """A DOCX whose body holds this markup. `extra`: part name → (relationship type, content); ids rId1, rId2, ..."""
    document = raw if raw is not None else build_part("document", f"<w:body>{body}</w:body>").encode()
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for number, (name, (kind, _)) in enumerate((extra or {}).items(), 1)
    )
    namespace = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships {namespace}><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", document)
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships {namespace}>{links}</Relationships>")
        for name, (_, content) in (extra or {}).items():
            archive.writestr(f"word/{name}", content)
    return stream.getvalue()


def paragraph(text: str, marks: str = "", run: str = "") -> str:
    """The markup of one paragraph."""
    return f'<w:p><w:pPr>{marks}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, number_id: int = 1, level: int = 0) -> str:
    """The markup of one paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>')


def table(rows: list[list[str]], properties: str = "") -> str:
    """The markup of a table whose cells hold this markup."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def build_numbering(levels: list[tuple[str, str]], instance: str = "") -> dict[str, tuple[str, str]]:
    """A numbering part with these (format, text) levels as list 1, and as list 2 with `instance` in it."""
    markup = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (format, text) in enumerate(levels)
    )
    content = (
        f'<w:abstractNum w:abstractNumId="0">{markup}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{instance}</w:num>'
    )
    return {"numbering.xml": ("numbering", build_part("numbering", content))}
