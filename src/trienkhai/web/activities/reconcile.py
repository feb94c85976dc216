"""Finding proofs that wait for something, from what stands in their tables. Runs in the worker, round after round."""

from __future__ import annotations

from trienkhai.web.activities.queries import list_newest_files
from trienkhai.web.files.thumbnails import draw_ahead

NEWEST = 200


def draw_small_pictures() -> bool:
    """One new proof without a small picture gets it; False where all have. Older ones are drawn when asked for."""
    return any(draw_ahead(sha256, media_type) for sha256, media_type in list_newest_files(NEWEST))
