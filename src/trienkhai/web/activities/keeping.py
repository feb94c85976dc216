"""Carrying files that wait for their activity from one answer of the form to the next, sealed against forgery."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from django.core import signing

from trienkhai.web.activities.actions import KeptFile, keep_upload
from trienkhai.web.errors import Unknown
from trienkhai.web.files.pieces import Upload, finish_upload
from trienkhai.web.offices.actor import Actor

SALT = "trienkhai.activities.kept"
LIFE_SECONDS = 24 * 60 * 60


def seal_kept(actor: Actor, kept: KeptFile) -> str:
    """A text that only this person can turn back into the file, for a day."""
    return signing.dumps([actor.person_id, *list_parts(kept)], salt=SALT, compress=True)


def list_parts(kept: KeptFile) -> list[str | int]:
    """Everything about a kept file in plain values; `join_parts` turns it back."""
    return [
        kept.sha256,
        kept.name,
        kept.media_type,
        kept.size,
        int(kept.is_photo),
        kept.taken_on.isoformat() if kept.taken_on else "",
        kept.sent_sha256,
    ]


def join_parts(parts: Sequence[str | int]) -> KeptFile:
    """The kept file of its plain values. Raises ValueError for anything else."""
    sha256, name, media_type, size, is_photo, day, sent = parts
    return KeptFile(
        sha256=str(sha256),
        name=str(name),
        media_type=str(media_type),
        size=int(size),
        is_photo=bool(is_photo),
        taken_on=date.fromisoformat(str(day)) if day else None,
        sent_sha256=str(sent),
    )


def keep_whole(upload: Upload) -> KeptFile:
    """The file whose pieces are all here, kept; asked again, the same one. Raises what `finish_upload` raises."""
    said = finish_upload(upload, lambda data, name: json.dumps(list_parts(keep_upload(data, name))))
    return join_parts(json.loads(said))


def open_kept(actor: Actor, sealed: str) -> KeptFile:
    """The file of a sealed text. Raises Unknown for another person's, an old or an altered one."""
    try:
        person, *parts = signing.loads(sealed, salt=SALT, max_age=LIFE_SECONDS)
        kept = join_parts(parts)
    except (signing.BadSignature, ValueError) as error:
        raise Unknown from error
    if person != actor.person_id:
        raise Unknown
    return kept


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
