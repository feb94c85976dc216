"""Work that nobody waits for at the other end of a request. Each may be done twice, by two workers, or half."""

from __future__ import annotations

from trienkhai.errors import UnreadableFile
from trienkhai.sources.confined import read_confined
from trienkhai.web.documents import actions, queries
from trienkhai.web.documents.actions.parts import is_passing
from trienkhai.web.documents.models import Document
from trienkhai.web.files.holding import claimed, read_held


def read_document(document_id: int) -> bool:
    """Read the document's held file, if there is one to read now and nobody else is at it; whether something was done.

    Killed anywhere in between, nothing is half: the next worker finds the claim free, and the document unread or read.
    """
    held = queries.find_held(Document(pk=document_id))
    if held is None:
        return False
    with claimed(held.token) as mine:
        if not mine or actions.begin_reading(document_id) is None:
            return False
        try:
            data = read_held(held.token)
        except OSError:
            actions.note_lost(document_id)
            return True
        try:
            source = read_confined(data, held.name, places=True, reread=True)
        except UnreadableFile as refusal:
            actions.note_unreadable(document_id, refusal)
            return True
        actions.finish_reading(document_id, data, source)
    return True


def read_part(part_id: int) -> bool:
    """Search a held file that comes to a document, if nobody else is at it; whether something was done.

    An enclosure without text (a picture of a hall, a broken page) has nothing printed on it that could be found.
    """
    held = queries.find_part(part_id)
    if held is None:
        return False
    with claimed(held.token) as mine:
        if not mine or actions.begin_part(part_id) is None:
            return False
        try:
            data = read_held(held.token)
        except OSError:
            actions.note_part_lost(part_id)
            return True
        try:
            source = read_confined(data, held.name, places=held.page is not None)
        except UnreadableFile as refusal:
            if is_passing(refusal) or held.page is not None:
                actions.note_part_unreadable(part_id, refusal)
            else:
                actions.finish_attachment(part_id, data, None)
            return True
        finish = actions.finish_attachment if held.page is None else actions.finish_page
        finish(part_id, data, source)
    return True
