"""What documents, items and offices are called on pages that gather."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from trienkhai.web.directives.models import Directive, Item
from trienkhai.web.directives.queries import name_item, short_office
from trienkhai.web.documents.models import Document

UNNAMED = _("cơ quan ban hành")


def name_document(document: Document) -> str:
    """Kind and code as printed; three dots stand for a number that was not given yet."""
    kind = document.kind_name[:1].upper() + document.kind_name[1:]
    code = document.code or (f"…/{document.symbol}" if document.symbol else "")
    return f"{kind} {code}".strip()


def name_issuer(directive: Directive) -> str:
    """What people call the office that gave a directive, inside a sentence about it: "Sở", "UBND xã …"."""
    return short_office(issuer_of(directive))


def issuer_of(directive: Directive) -> str:
    """The full name of the office that gave a directive, where its document printed one."""
    return directive.document.issuer_name or str(UNNAMED)


def capitalise(words: str) -> str:
    """The words as they begin a line."""
    return words[:1].upper() + words[1:]


def shorten(text: str, most: int = 120) -> str:
    """As many whole words as fit."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def title_item(item: Item) -> str:
    """What an item is called at the beginning of a line: "Báo cáo năm 2023", "Nhiệm vụ 2: …"."""
    name = name_item(item)
    return name[:1].upper() + name[1:]
