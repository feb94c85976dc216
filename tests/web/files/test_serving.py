"""Handing a stored file out."""

from __future__ import annotations

import pytest

from trienkhai.web.files.actions import keep_file
from trienkhai.web.files.serving import serve_file


@pytest.mark.parametrize(
    ("media_type", "side"),
    [("image/jpeg", "inline"), ("application/pdf", "inline"), ("application/msword", "attachment")],
)
def test_a_file_keeps_its_vietnamese_name(media_type: str, side: str, db: None) -> None:
    """Pictures and PDF open in the browser, everything else is saved; nothing in it can run here."""
    answer = serve_file(keep_file(b"noi dung", media_type), "Ảnh hội trường.jpg")
    said = answer.headers["Content-Disposition"]
    assert said.startswith(side)
    assert "%E1%BA%A2nh%20h%E1%BB%99i%20tr%C6%B0%E1%BB%9Dng.jpg" in said
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
