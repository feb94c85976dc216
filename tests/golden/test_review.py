"""The golden review tells gains from losses and keeps nothing of the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.golden import review
from tests.golden.judging import Verdict, judge
from trienkhai.parts import Json
from trienkhai.reading.pipeline import read_text

TEXT = (
    "SỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 5/KH-SYT\n"
    "Hà Nội, ngày 02 tháng 10 năm 2025\nKẾ HOẠCH\nTiêm chủng năm 2025\n\n1. Rà soát trẻ chưa tiêm.\n"
    "Nơi nhận:\n- Bộ Y tế;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn An\n"
)
_ITEM = [TEXT.index("1. Rà"), TEXT.index("Nơi nhận")]
GOLD: dict[str, Json] = {
    "doc_type": "kế hoạch",
    "number": "5",
    "agency": "SỞ Y TẾ HÀ NỘI",
    "outline": [{"label": "1", "level": 1, "text": "1. Rà soát", "span": [*_ITEM]}],
    "recipients": [{"text": "Bộ Y tế", "purpose": None}],
    "archive": ["VT", "NVY"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "001.txt").write_bytes(TEXT.encode())
    (tmp_path / "001.json").write_text(json.dumps(GOLD), "utf-8")
    monkeypatch.setattr(review, "ACCEPTED", tmp_path / "accepted.json")
    monkeypatch.setattr(review, "KNOWN", tmp_path / "known.json")
    return tmp_path


def test_each_item_is_judged() -> None:
    found = {(item.field, item.verdict) for item in judge("001", read_text(TEXT), GOLD, scanned=False)}
    assert {("number", Verdict.RIGHT), ("agency", Verdict.WRONG), ("agency", Verdict.MISSED)} <= found
    assert {("outline", Verdict.RIGHT), ("archive", Verdict.RIGHT), ("archive", Verdict.MISSED)} <= found


def test_what_was_accepted_is_no_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review.main([str(folder), "--accept"]) == 0
    assert review.main([str(folder)]) == 0
    assert "WON" not in capsys.readouterr().out


def test_a_change_shows_what_it_wins_and_loses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review.main([str(folder), "--accept"])
    (folder / "001.txt").write_bytes(TEXT.replace("SỞ Y TẾ", "SỞ Y TẾ HÀ NỘI", 1).replace("5/KH", "6/KH").encode())
    assert review.main([str(folder)]) == 1
    told = capsys.readouterr().out
    assert "WON" in told
    assert "agency: right SỞ Y TẾ HÀ NỘI" in told
    assert "number: wrong 6" in told


def test_nothing_of_the_text_is_stored(folder: Path) -> None:
    review.main([str(folder), "--accept"])
    stored = review.ACCEPTED.read_text("utf-8")
    assert not any(words in stored for words in ("SỞ", "Tiêm", "Lê Văn An", "Bộ Y tế"))


def test_an_absent_corpus_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review.main([str(tmp_path / "none")]) == 0
    assert "Không có kho văn bản" in capsys.readouterr().out
