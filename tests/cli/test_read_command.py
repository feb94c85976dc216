"""`trienkhai read` prints one object a line, in order, and tells what it could not read."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from trienkhai.cli import main
from trienkhai.rendering.docx import render_docx
from trienkhai.rendering.paper import Paper, Paragraph, Signing
from trienkhai.sources import Source

FOUNDING = Path(str(files("trienkhai.data").joinpath("founding_dispatch.txt")))
PAPER = Paper(
    kind="Báo cáo",
    subject="Kết quả năm 2023",
    agency="Sở Y tế",
    symbol="BC-SYT",
    place="Lạng Sơn",
    body=(Paragraph("Hết."),),
    signing=Signing(position="Giám đốc"),
)


@pytest.fixture
def docx(tmp_path: Path) -> str:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(render_docx(PAPER))
    return str(path)


@pytest.fixture
def text(tmp_path: Path) -> str:
    path = tmp_path / "cong văn.txt"
    path.write_text(FOUNDING.read_text("utf-8"), encoding="utf-8")
    return str(path)


def test_one_object_a_line_in_the_order_of_the_files(text: str, docx: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--format", "ndjson", docx, text, docx]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["file"] for each in told] == [docx, text, docx]
    assert [each["doc_type"] for each in told] == ["báo cáo", "công văn", "báo cáo"]
    assert {"places", "candidates", "directive", "problems"} <= told[1].keys()


def test_a_file_that_cannot_be_read_is_told_in_its_place_and_the_rest_is_read(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = str(tmp_path / "không có.pdf")
    assert main(["read", "--format", "ndjson", absent, text]) == 1
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first.keys() == {"file", "error"}
    assert first["error"].keys() == {"id", "message"}
    assert second["doc_type"] == "công văn"


def test_two_processes_keep_the_order(text: str, docx: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--format", "ndjson", "--jobs", "2", text, docx, text]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["file"] for each in told] == [text, docx, text]


def test_the_text_is_added_only_on_demand_and_only_for_files_that_are_not_text(
    text: str, docx: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", "--format", "ndjson", "--with-text", text, docx])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["text" in each for each in told] == [False, True]
    main(["read", "--format", "ndjson", docx])
    assert "text" not in json.loads(capsys.readouterr().out)


def test_json_is_one_array(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--format", "json", text]) == 0
    assert [each["file"] for each in json.loads(capsys.readouterr().out)] == [text]


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FOUNDING.read_bytes())))
    assert main(["read", "--format", "ndjson", "-"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["file"], told["symbol"]) == ("-", "SVHTTDL-QLVHGĐ")


def test_the_page_has_its_sections_in_order_and_no_colours_off_a_terminal(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert main(["read", text]) == 0
    page = capsys.readouterr().out
    titles = ["VĂN BẢN", "NỘI DUNG", "HÌNH THỨC", "GIAO CHO AI", "NƠI NHẬN", "NGƯỜI KÝ", "CẦN XEM LẠI"]
    places = [page.index(f"\n{title}") for title in titles]
    assert places == sorted(places)
    assert "\x1b" not in page
    assert max(len(line) for line in page.splitlines() if not line.startswith("/")) <= 72


@pytest.mark.parametrize("command", ["read", "check", "annotate"])
def test_the_office_is_never_imported(command: str, text: str) -> None:
    program = (
        "import sys; from trienkhai.cli import main; main(sys.argv[1:]); "
        "print([name for name in sys.modules if name.startswith(('django', 'trienkhai.web'))], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, command, text], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_reader_that_has_enough_is_no_error(text: str) -> None:
    program = f"{sys.executable} -c 'import sys; from trienkhai.cli import main; sys.exit(main(sys.argv[1:]))'"
    done = subprocess.run(
        ["sh", "-c", f'{program} read --format ndjson "$1" "$1" "$1" "$1" | true', "sh", text],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


@pytest.mark.parametrize("reread", [False, True])
def test_page_images_are_only_read_again_on_demand(
    reread: bool, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The wish goes with every file, from a folder as from standard input."""
    asked: list[bool] = []

    def note(data: bytes, name: str, *, reread: bool) -> Source:
        asked.append(reread)
        return Source("text", "Hết.")

    monkeypatch.setattr("trienkhai.sources.read_bytes", note)
    monkeypatch.setattr("trienkhai.cli.inputs.read_bytes", note)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    options = ["--reread"] if reread else []
    assert main(["read", "--format", "ndjson", *options, str(Path(text).parent), "-"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert asked == [reread, reread]
