"""Keeping a file."""

from __future__ import annotations

from trienkhai.web import clock
from trienkhai.web.files.models import StoredFile
from trienkhai.web.files.store import write_durably


def keep_file(data: bytes, media_type: str) -> StoredFile:
    """The stored file for these bytes; the same bytes are kept once. They are durable when this returns."""
    sha256 = write_durably(data)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": len(data), "media_type": media_type, "stored_at": clock.now()}
    )
    return stored
