"""Putting issued documents on the office's public page, and taking them down."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trienkhai.parts import Reading as Found
from trienkhai.reading.header import find_secrecy_mark
from trienkhai.vietnamese.letters import fold
from trienkhai.web import clock
from trienkhai.web.documents import events
from trienkhai.web.documents.actions.locking import about, author_line, check_may, check_state, lock_document
from trienkhai.web.documents.models import Direction, Document, Publication
from trienkhai.web.documents.permissions import may_publish
from trienkhai.web.documents.queries import find_reading, public_path
from trienkhai.web.documents.values import current_values
from trienkhai.web.errors import NotValid, WrongState
from trienkhai.web.journal.actions import record
from trienkhai.web.offices.actor import Actor

CLERK_ONLY = gettext_lazy("Việc công khai văn bản do văn thư cơ quan ban hành làm.")


@transaction.atomic
def publish_document(actor: Actor, document_id: int) -> Publication:
    """Everybody may read the document at an address that stays its own. Publishing twice gives the same address.

    Only an issued outgoing document, and never one whose text prints a secrecy mark.
    """
    document = lock_document(actor, document_id)
    check_may(may_publish(actor, document), "clerk-publishes", CLERK_ONLY)
    check_state(document, "publish_document")
    if document.direction != Direction.OUTGOING:
        raise WrongState("publish-incoming", _("Chỉ công khai văn bản đi do cơ quan ban hành."))
    if prints_secrecy(document):
        raise NotValid("publish-secret", _("Văn bản có dấu chỉ độ mật, không công khai được."))
    known = Publication.objects.filter(document=document).first()
    if known is not None and known.shown:
        return known
    moment = clock.now()
    made = known or Publication(document=document, office_id=document.office_id, **_address(document))
    made.shown, made.published_by = True, author_line(actor)
    made.published_on, made.published_at = clock.today(), moment
    made.save()
    record(events.DocumentPublished(address=public_path(made), **about(document)), actor.author)
    return made


@transaction.atomic
def unpublish_document(actor: Actor, document_id: int, *, reason: str) -> Publication:
    """The document no longer stands on the public page; its address is kept for it. Raises WrongState if it did not."""
    document = lock_document(actor, document_id)
    check_may(may_publish(actor, document), "clerk-publishes", CLERK_ONLY)
    check_state(document, "unpublish_document")
    known = Publication.objects.filter(document=document, shown=True).first()
    if known is None:
        raise WrongState("not-published", _("Văn bản này chưa được công khai."))
    if not reason.strip():
        raise NotValid("reason-missing", _("Ghi lý do gỡ văn bản khỏi trang công khai."), {"reason": _("Ghi lý do.")})
    known.shown = False
    known.save()
    record(events.DocumentUnpublished(reason=reason.strip(), **about(document)), actor.author)
    return known


def prints_secrecy(document: Document) -> bool:
    """Whether the text has a secrecy mark that nobody said was a misreading."""
    reading = find_reading(document)
    if reading is None:
        return False
    contested = any(entry.path == "secrecy" and entry.value is None for entry in reading.corrections.all())
    values: Found = current_values(reading)
    return values.secrecy is not None or (not contested and find_secrecy_mark(reading.text) is not None)


def make_slug(code: str, year: int) -> str:
    """The document in an address: its code and year in capital letters without marks.

    >>> make_slug("712/SVHTTDL-QLVHGĐ", 2023)
    '712-SVHTTDL-QLVHGD-2023'
    """
    letters = re.sub(r"[^A-Z0-9]+", "-", fold(code).upper()).strip("-")
    return f"{letters[:80]}-{year}"


def _address(document: Document) -> dict[str, str]:
    """Where a document is published for the first time; a second one of the same code gets a number behind it."""
    day = document.dated_on or clock.today()
    slug, office = make_slug(document.code or document.symbol, day.year), document.office.code
    taken = set(Publication.objects.filter(office_code=office, slug__startswith=slug).values_list("slug", flat=True))
    free = next(name for name in (slug, *(f"{slug}-{copy}" for copy in range(2, len(taken) + 3))) if name not in taken)
    name = document.office.letterhead.name if hasattr(document.office, "letterhead") else document.issuer_name
    return {"office_code": office, "office_name": document.issuer_name or name, "slug": free}
