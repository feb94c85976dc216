"""Files that reach the form in pieces, before it is sent: begin, pieces, which are here, finish.

1. `POST hoat-dong/tep-gui/` with name, size, sha256 → `{id, piece, count, have, done}`. Repeated: the same upload.
2. `PUT hoat-dong/tep-gui/<id>/<n>/`, the bytes of piece n, its hash in `X-Piece-SHA256` → the same answer.
3. `GET hoat-dong/tep-gui/<id>/` → the same answer, after a connection that broke.
4. `POST hoat-dong/tep-gui/<id>/xong/` → the sealed text that the form carries, and what the page shows of the file.
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from trienkhai.web.activities.keeping import keep_whole
from trienkhai.web.activities.queries import find_activity
from trienkhai.web.activities.recording import shown_files
from trienkhai.web.errors import NotValid
from trienkhai.web.files.pieces import (
    PIECE,
    Upload,
    begin_upload,
    find_upload,
    is_finished,
    keep_piece,
    list_pieces,
)
from trienkhai.web.offices.requests import actor_of
from trienkhai.web.ui.formats import format_day_field


@require_POST
def begin(request: HttpRequest) -> JsonResponse:
    """Announce a file; whoever announced it before goes on with it."""
    size = request.POST.get("size", "")
    upload = begin_upload(
        actor_of(request).person_id,
        name=request.POST.get("name", ""),
        size=int(size) if size.isascii() and size.isdigit() and len(size) < 16 else 0,
        sha256=request.POST.get("sha256", ""),
    )
    return tell(upload)


@require_GET
def show_pieces(request: HttpRequest, upload_id: str) -> JsonResponse:
    """Which pieces are here."""
    return tell(find_upload(actor_of(request).person_id, upload_id))


@require_http_methods(["PUT"])
def put_piece(request: HttpRequest, upload_id: str, number: int) -> JsonResponse:
    """One piece; a piece that was cut short on its way is refused and sent again."""
    upload = find_upload(actor_of(request).person_id, upload_id)
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > PIECE:  # told before a byte is read
        raise NotValid("piece-too-large", _("Mỗi phần dài nhất 256 kB. Tải lại trang rồi gửi lại tệp."))
    try:
        data = request.body
    except UnreadablePostError as error:
        raise NotValid("piece-damaged", _("Mất kết nối giữa chừng; phần này chưa tới đủ. Gửi lại.")) from error
    keep_piece(upload, number, data, request.headers.get("X-Piece-SHA256", ""))
    return tell(upload)


@require_POST
def finish(request: HttpRequest, upload_id: str) -> JsonResponse:
    """The file is whole, checked, durable; the answer is what the page needs to carry it on."""
    actor = actor_of(request)
    upload = find_upload(actor.person_id, upload_id)
    kept = keep_whole(upload)
    about = request.POST.get("activity", "")
    activity = find_activity(actor, int(about)) if about.isascii() and about.isdigit() else None
    shown = shown_files(actor, [kept], activity)[0]
    return JsonResponse(
        {
            "sealed": shown.sealed,
            "name": kept.name,
            "sent": kept.sent_sha256,
            "day": format_day_field(kept.taken_on) if kept.taken_on else "",
            "tile": render_to_string("activities/_photo.html", {"file": shown}, request),
            "used": render_to_string("activities/_used.html", {"file": shown}, request),
        }
    )


def tell(upload: Upload) -> JsonResponse:
    """Where the upload stands."""
    have = list_pieces(upload)
    said = {"id": upload.id, "piece": PIECE, "count": upload.count, "have": have, "done": is_finished(upload)}
    return JsonResponse(said)
