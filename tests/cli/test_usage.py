"""Wrong usage gets one clear Vietnamese sentence and status 2; docs/cli.md says what the parsers say."""

from __future__ import annotations

from pathlib import Path

import pytest

from trienkhai.cli import main
from trienkhai.cli.commands_page import write_page

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["reed", "x"], "trienkhai: Không có lệnh 'reed'."),
        (["read"], "trienkhai read: Còn thiếu: TỆP."),
        (["read", "--format", "xml", "x"], "trienkhai read: --format không nhận giá trị 'xml'; chọn một trong:"),
        (["read", "--format"], "trienkhai read: Sau --format cần một giá trị."),
        (["read", "--jobs", "0", "x"], "trienkhai read: --jobs: cần một số từ 1 đến 64, không phải “0”."),
        (["read", "--with-txt", "x"], "trienkhai: Không hiểu: --with-txt."),
        (["check", "--on", "31/2/2023", "x"], "trienkhai check: --on: “31/2/2023” không phải một ngày;"),
        (["annotate", "a", "b"], "trienkhai: Không hiểu: b."),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith(sentence)
    assert "Xem hướng dẫn: trienkhai" in told


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr().err
    assert told.startswith("Cách dùng: trienkhai")
    assert "Ví dụ:" in told


def test_help_is_vietnamese_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["read"], ["check"], ["annotate"]):
        with pytest.raises(SystemExit) as left:
            main([*command, "--help"])
        assert left.value.code == 0
        told = capsys.readouterr().out
        assert "Ví dụ:" in told
        assert not {"usage", "options", "positional", "optional"} & set(told.lower().replace(":", " ").split())


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("trienkhai ")


def test_the_page_of_commands_is_fresh() -> None:
    """Write it anew with: python -m trienkhai.cli.commands_page > docs/cli.md"""
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == write_page()
