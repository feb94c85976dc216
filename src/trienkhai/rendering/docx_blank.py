"""The empty DOCX every paper begins with: python-docx's own, without the styles and parts no paper of ours uses.

The one python-docx brings holds 160 styles twice over, 877 kB of markup that would be parsed, written and read again
for every paper; what is left are Word's defaults, header and footer, and the table with lines.
"""

from __future__ import annotations

import io
from functools import cache

from docx import Document
from docx.document import Document as DocumentObject

_STYLES = frozenset({"Header", "HeaderChar", "Footer", "FooterChar", "TableGrid"})
_PARTS = ("stylesWithEffects", "numbering", "customXml", "thumbnail")


def open_blank() -> DocumentObject:
    """A new document without text."""
    return Document(io.BytesIO(_make_blank()))


@cache
def _make_blank() -> bytes:
    document = Document()
    for style in list(document.styles):
        if style.style_id not in _STYLES and not style.element.default:
            style.delete()
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_PARTS):
                del relations[key]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
