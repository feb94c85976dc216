"""The front door: one name for each thing the library does, nothing loaded before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import trienkhai


@pytest.mark.parametrize("name", trienkhai.__all__)
def test_every_name_opens(name: str) -> None:
    """What the front door lists can be imported from it."""
    assert getattr(trienkhai, name) is not None
    assert name in dir(trienkhai)


def test_unknown_names_are_refused() -> None:
    """A misspelt name fails as in any module."""
    with pytest.raises(AttributeError, match="read_txt"):
        trienkhai.read_txt  # noqa: B018  # the mistake is the test


def test_importing_loads_no_reader() -> None:
    """`import trienkhai` stays light: neither regular expressions of the reader nor the office are loaded."""
    code = "import sys, trienkhai; print(sorted(n for n in sys.modules if n.startswith(('trienkhai.', 'django'))))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_reads_a_file_and_a_text_alike(tmp_path: Path) -> None:
    """A text file is read as its text is."""
    text = "SỞ Y TẾ\nSố: 15/KH-SYT\nHà Nội, ngày 05 tháng 01 năm 2023\nKẾ HOẠCH\nThi đua\n"
    path = tmp_path / "ke-hoach.txt"
    path.write_text(text, "utf-8")
    assert trienkhai.read(path) == trienkhai.read_text(text)
    assert trienkhai.read_text(text).code == "15/KH-SYT"
