"""Codes of documents in one comparable form."""

from __future__ import annotations

import re

from trienkhai.vietnamese.letters import fold


def code_key(code: str) -> str:
    """A code folded for finding: "113-KH/TU", "113 - kh/tu" and "113/KH-TU" meet in "113 kh tu".

    >>> code_key("Số 05/2020/NĐ-CP")
    '5 2020 nd cp'
    """
    words = re.findall(r"[a-z0-9]+", fold(code).removeprefix("so "))
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)
