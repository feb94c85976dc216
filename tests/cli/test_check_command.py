"""`trienkhai check` tells findings by weight; its status is 1 where something must be mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trienkhai.cli import main

DISPATCH = """UBND TỈNH LẠNG SƠN
SỞ Y TẾ
Số: 7/CV-SYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 5 tháng 01 năm 2023
V/v báo cáo kết quả

Kính gửi: Trung tâm Y tế các huyện.

Sở Y tế yêu cầu các đơn vị báo cáo kết quả trước ngày 20/01/2023./.

Nơi nhận:
- Như trên;
- Lưu: VT, NVY.

KT.GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Nguyễn Văn An
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "cong-van.txt"
    path.write_text(DISPATCH, encoding="utf-8")
    return str(path)


def test_findings_name_their_rule_and_source(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--format", "ndjson", file])
    told = json.loads(capsys.readouterr().out)
    found = {finding["id"]: finding for finding in told["findings"]}
    assert {"number-padding", "date-padding", "symbol-dispatch-kind", "authority-spacing"} <= found.keys()
    assert found["number-padding"]["source"].startswith("Nghị định số 30/2020/NĐ-CP, ")
    start, end = found["authority-spacing"]["span"]
    assert DISPATCH[start:end] == "KT."


def test_the_page_says_where_in_the_text(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", file]) == 0
    page = capsys.readouterr().out
    assert "CẦN XEM" in page
    assert "Số 7 viết là 07. (dòng\u00a03)" in page


def test_an_error_at_issue_gives_status_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "du-thao.txt"
    path.write_text(DISPATCH.replace("Số: 7/", "Số:    /"), encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert main(["check", "--issued", str(path)]) == 1
    assert "Chưa có số văn bản" in capsys.readouterr().out


def test_the_day_chooses_the_rules(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--on", "01/01/2019", "--format", "json", file])
    assert [finding["id"] for finding in json.loads(capsys.readouterr().out)[0]["findings"]] == ["no-rules"]


def test_an_unreadable_file_gives_status_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absent = str(tmp_path / "absent.txt")
    assert main(["check", absent]) == 1
    assert capsys.readouterr().err.startswith(f"{absent}: ")
