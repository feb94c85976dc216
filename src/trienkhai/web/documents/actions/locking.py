"""What every deed on a document begins and ends with: lock, right, state, version, saving, its words in the journal."""

from __future__ import annotations

from typing import TypedDict

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.documents.models import Document
from trienkhai.web.documents.states import may_follow
from trienkhai.web.errors import Conflict, NotAllowed, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.ui.formats import format_time


class About(TypedDict):
    """What every event of a document says of it."""

    object_id: int
    object_label: str
    document_id: int
    office_id: int


def lock_document(actor: Actor, document_id: int) -> Document:
    """The document, locked. Raises Unknown for one of another office."""
    document = Document.objects.select_for_update(no_key=True).filter(pk=document_id, office_id=actor.office_id).first()
    if document is None:
        raise Unknown
    return document


def check_may(allowed: bool, id: str, sentence: str | Promise) -> None:
    """Raises NotAllowed with the sentence that says who may."""
    if not allowed:
        raise NotAllowed(id, str(sentence))


def check_state(document: Document, deed: str) -> Document.State:
    """The state the deed leads to. Raises WrongState where the table has no such step."""
    state = Document.State(document.state)
    after = may_follow(state, deed)
    if after is None:
        raise WrongState(
            "document-state", _("Văn bản này %(state)s, không làm việc này được.") % {"state": state.label}
        )
    return after


def check_version(document: Document, version: int | None) -> None:
    """Raises Conflict, naming who and when, where somebody else changed the document since."""
    if version is None or version == document.version:
        return
    last = Entry.objects.filter(document_id=document.pk).order_by("-id").first()
    who = (last.post_title or last.person_name) if last else _("Người khác")
    raise Conflict(
        "document-changed",
        _(
            "%(who)s vừa sửa văn bản này lúc %(changed_at)s. Những gì anh/chị nhập vẫn còn trên trang; xem "
            "bản mới rồi làm lại."
        )
        % {"who": who, "changed_at": format_time(document.changed_at)},
    )


def touch(document: Document) -> None:
    """Save the document as changed now."""
    document.version += 1
    document.changed_at = clock.now()
    document.save()


def about(document: Document) -> About:
    """What every event of the document says of it."""
    return {
        "object_id": document.pk,
        "object_label": label(document),
        "document_id": document.pk,
        "office_id": document.office_id,
    }


def label(document: Document) -> str:
    """The document's short name: "công văn 712/SVHTTDL-QLVHGĐ"."""
    return f"{document.kind_name} {document.code or document.symbol or document.subject[:60]}".strip()


def author_line(actor: Actor) -> str:
    """Who did it, as kept beside a value."""
    return f"{actor.post_title}, {actor.unit_name}"
