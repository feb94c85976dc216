"""How the files stand that come to a document and were not taken in yet, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from trienkhai.web.documents import queries
from trienkhai.web.documents.actions.trying import NO_LONGER_HERE
from trienkhai.web.documents.machine_words import say_in_page_language
from trienkhai.web.documents.models import HeldPart
from trienkhai.web.ui.icons import State


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """One file: what it waits for, or why it waits for nobody, and what a person may do with it."""

    held: HeldPart
    title: str
    words: str
    icon: State

    @property
    def given_up(self) -> bool:
        """The machine will not try again by itself."""
        return bool(self.held.refusal)

    @property
    def here(self) -> bool:
        """The file still lies here: it can be read again, or taken in by a person."""
        return self.held.refusal not in NO_LONGER_HERE


def list_waiting(document_id: int) -> tuple[WaitingPart, ...]:
    """Every file that comes to this document, oldest first; for whoever may correct it."""
    return tuple(describe(held) for held in queries.list_held_parts(document_id))


def describe(held: HeldPart) -> WaitingPart:
    """One of them in words."""
    title = _("Tệp kèm “%(name)s”") % {"name": held.name} if held.name else _("Một tệp kèm")
    if held.page is not None:
        title = _("Tệp thay trang %(page)s") % {"page": held.page}
    if held.refusal:
        return WaitingPart(held, title, say_in_page_language(held.refusal_words), State.LOOK)
    if held.begun_at is not None:
        return WaitingPart(
            held, title, _("Máy đang tìm dấu chỉ độ mật; bản quét mất vài giây mỗi trang."), State.WAITING
        )
    return WaitingPart(
        held, title, _("Đã nhận đủ; máy tìm dấu chỉ độ mật xong thì ai được xem văn bản cũng mở được."), State.WAITING
    )
