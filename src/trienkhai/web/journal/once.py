"""Everything created carries a client-made UUID: the same id and content gives the same answer, other content a 409."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.errors import Conflict
from trienkhai.web.journal.models import Creation


def find_earlier(uuid: UUID, object_type: str, content: Mapping[str, object]) -> int | None:
    """The id of what this UUID created before, None when it is new. Call it first inside the creating transaction.

    `content` is everything the client sent that makes the thing what it is; bytes are given as their SHA-256.
    The same UUID sent twice at once waits here until the first one is stored. Raises Conflict where the same UUID came
    with other content.
    """
    _wait_for_twin(uuid)
    earlier = Creation.objects.filter(pk=uuid).first()
    if earlier is None:
        return None
    if earlier.object_type != object_type or earlier.content_hash != hash_content(content):
        raise Conflict(
            "uuid-used",
            _(
                "Mã này đã được dùng cho một nội dung khác; lần gửi sau chưa được lưu. "
                "Tải lại trang để lấy mã mới rồi gửi."
            ),
        )
    return earlier.object_id


def remember(uuid: UUID, object_type: str, object_id: int, content: Mapping[str, object]) -> None:
    """Keep what this UUID created; call it in the same transaction, after `find_earlier`."""
    Creation.objects.create(
        uuid=uuid,
        object_type=object_type,
        object_id=object_id,
        content_hash=hash_content(content),
        created_at=clock.now(),
    )


def _wait_for_twin(uuid: UUID) -> None:
    """Let another transaction with this UUID end first. SQLite lets only one write anyway."""
    connection = transaction.get_connection()
    if connection.vendor == "postgresql":
        key = int.from_bytes(uuid.bytes[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def hash_content(content: Mapping[str, object]) -> str:
    """SHA-256 of the content in one canonical form."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()
