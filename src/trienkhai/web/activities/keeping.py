"""Carrying files that wait for their activity from one answer of the form to the next, sealed against forgery."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core import signing

from trienkhai.web.activities.actions import KeptFile
from trienkhai.web.errors import Unknown
from trienkhai.web.offices.actor import Actor

SALT = "trienkhai.activities.kept"
LIFE_SECONDS = 24 * 60 * 60


def seal_kept(actor: Actor, kept: KeptFile) -> str:
    """A text that only this person can turn back into the file, for a day."""
    said = [
        actor.person_id,
        kept.sha256,
        kept.name,
        kept.media_type,
        kept.size,
        int(kept.is_photo),
        kept.taken_on.isoformat() if kept.taken_on else "",
        kept.sent_sha256,
    ]
    return signing.dumps(said, salt=SALT, compress=True)


def open_kept(actor: Actor, sealed: str) -> KeptFile:
    """The file of a sealed text. Raises Unknown for another person's, an old or an altered one."""
    try:
        person, sha256, name, media_type, size, is_photo, day, sent = signing.loads(
            sealed, salt=SALT, max_age=LIFE_SECONDS
        )
    except (signing.BadSignature, ValueError) as error:
        raise Unknown from error
    if person != actor.person_id:
        raise Unknown
    return KeptFile(
        sha256=sha256,
        name=name,
        media_type=media_type,
        size=size,
        is_photo=bool(is_photo),
        taken_on=date.fromisoformat(day) if day else None,
        sent_sha256=sent,
    )


def open_all(actor: Actor, sealed: Iterable[str]) -> tuple[KeptFile, ...]:
    """Those that can still be opened, each once."""
    found: dict[str, KeptFile] = {}
    for text in sealed:
        try:
            kept = open_kept(actor, text)
        except Unknown:
            continue
        found.setdefault(kept.sent_sha256, kept)
    return tuple(found.values())
