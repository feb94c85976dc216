"""Handing a stored file out. Who may have it, the folder that refers to it has decided before."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from trienkhai.web.errors import Unknown
from trienkhai.web.files.models import StoredFile
from trienkhai.web.files.store import read_stored

# Only these are shown inside the browser; everything else is saved, so that nothing in it can run here.
SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif"})


def serve_file(stored: StoredFile, name: str) -> HttpResponse:
    """The bytes as they were received, under a Vietnamese name. Raises Unknown where they are gone or damaged."""
    try:
        data = read_stored(stored.sha256)
    except (OSError, ValueError) as error:
        raise Unknown(_("Tệp này không còn nguyên vẹn trong kho. Báo quản trị: cần lấy lại từ bản sao lưu.")) from error
    response = HttpResponse(data, content_type=stored.media_type)
    response.headers["Content-Disposition"] = disposition(name, inline=stored.media_type in SHOWN)
    response.headers["X-Content-Type-Options"] = "nosniff"
    if stored.media_type != "application/pdf":  # the browser's own PDF viewer does not start in a sandbox
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def disposition(name: str, *, inline: bool) -> str:
    """A Content-Disposition header that keeps a Vietnamese name."""
    return content_disposition_header(not inline, name) or ("inline" if inline else "attachment")
