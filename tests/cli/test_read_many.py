"""Folders, archives, output files that are continued, and files on which reading fails."""

from __future__ import annotations

import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from trienkhai.cli import inputs, main
from trienkhai.cli.continuing import read_done, tell_progress
from trienkhai.cli.inputs import Input, Result, list_inputs, read_all

DISPATCH = (
    "SỞ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {}/SYT-VP\nV/v trực Tết\n"
    "Hà Nội, ngày 02 tháng 10 năm 2025\nKính gửi: Các đơn vị\nSở Y tế yêu cầu các đơn vị trực Tết.\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn An\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """b.txt, a.txt, deep/c.txt, a hidden file, a picture's remains, and archives with a member each."""
    whole = tmp_path / "kho"
    (whole / "deep").mkdir(parents=True)
    for name, number in (("b.txt", 2), ("a.txt", 1), ("deep/c.txt", 3), (".hidden.txt", 9)):
        (whole / name).write_text(DISPATCH.format(number), "utf-8")
    (whole / "notes.log").write_text("not a document", "utf-8")
    with zipfile.ZipFile(whole / "x.zip", "w") as archive:
        archive.writestr("thư/e.txt", DISPATCH.format(5))
        archive.writestr("d.txt", DISPATCH.format(4))
        archive.writestr("__MACOSX/d.txt", "junk")
    with tarfile.open(whole / "y.tar.gz", "w:gz") as packed:
        data = DISPATCH.format(6).encode()
        info = tarfile.TarInfo("f.txt")
        info.size = len(data)
        packed.addfile(info, io.BytesIO(data))
    return whole


def told_in(words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in words.splitlines()]


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_folders_and_archives_are_opened_up_in_the_order_of_names(
    folder: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--format", "ndjson", "--jobs", jobs, str(folder)]) == 0
    told = told_in(capsys.readouterr().out)
    names = ["a.txt", "b.txt", "deep/c.txt", "x.zip!d.txt", "x.zip!thư/e.txt", "y.tar.gz!f.txt"]
    assert [each["file"] for each in told] == [f"{folder}/{name}" for name in names]
    assert [each["number"] for each in told] == ["1", "2", "3", "4", "5", "6"]


def pack(path: Path, texts: dict[str, str]) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in texts.items():
                archive.writestr(name, text)
        return
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as packed:
        for name, text in texts.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            packed.addfile(info, io.BytesIO(text.encode()))


@pytest.mark.parametrize("ending", ["zip", "tar", "tar.gz"])
def test_processes_side_by_side_do_not_move_each_others_place_in_an_archive(tmp_path: Path, ending: str) -> None:
    """Each member is another text; a process that inherited the open archive would read at a sibling's place."""
    archive = tmp_path / f"x.{ending}"
    pack(archive, {f"{number:03}.txt": DISPATCH.format(number) for number in range(1, 121)})
    results = list(read_all(list_inputs([str(archive)]), 3))
    assert [result.error_id for result in results] == [""] * 120
    assert [result.reading.number for result in results if result.reading] == [str(number) for number in range(1, 121)]


def test_an_output_file_is_continued(folder: Path, tmp_path: Path) -> None:
    """Lines that stand are kept, a line that was cut off is read again, and the order is that of the inputs."""
    out = tmp_path / "out.ndjson"
    assert main(["read", "--format", "ndjson", str(folder), "--output", str(out)]) == 0
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    marked = lines[0].replace(b'"number": "1"', b'"number": "kept"')
    out.write_bytes(marked + lines[1] + lines[2][:50])
    assert main(["read", "--format", "ndjson", "--jobs", "2", str(folder), "--output", str(out)]) == 0
    told = told_in(out.read_text("utf-8"))
    assert [each["number"] for each in told] == ["kept", "2", "3", "4", "5", "6"]


def test_a_torn_last_line_is_taken_away(tmp_path: Path) -> None:
    out = tmp_path / "out.ndjson"
    out.write_text('{"file": "a"}\n{"file": "b"', "utf-8")
    assert read_done(out) == {"a"}
    assert out.read_text("utf-8") == '{"file": "a"}\n'


def test_output_is_for_lines_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["read", str(tmp_path), "--output", "x"])
    assert refused.value.code == 2
    assert "--format ndjson" in capsys.readouterr().err


def test_bad_files_and_damaged_archives_are_told_in_their_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "aa.pdf").write_bytes(b"%PDF-1.7 nothing else")
    (folder / "zz.zip").write_bytes(b"PK\x03\x04 nothing else")
    damaged = bytearray((folder / "x.zip").read_bytes())
    damaged[40:60] = b"\xff" * 20
    (folder / "xx.zip").write_bytes(damaged)
    assert main(["read", "--format", "ndjson", "--jobs", "2", str(folder)]) == 1
    told = told_in(capsys.readouterr().out)
    failed = [str(each["file"]).rpartition("/")[2] for each in told if "error" in each]
    assert "aa.pdf" in failed
    assert "zz.zip" in failed
    assert sum("error" not in each for each in told) >= 7


def die(entry: Input) -> Result:
    if "b.txt" in entry.name:
        os._exit(9)
    return Result(entry.name, "text", None, "fine")


def fail(entry: Input) -> Result:
    if "b.txt" in entry.name:
        raise ValueError("unforeseen")
    return Result(entry.name, "text", None, "fine")


def test_a_file_that_kills_its_process_stops_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "read_one", die)
    results = list(read_all(list_inputs([str(folder)]), 2))
    assert [result.error_id for result in results] == ["fine", "reader-died", "fine", "fine", "fine", "fine"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_unforeseen_error_stops_no_other(folder: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "read_one", fail)
    results = list(read_all(list_inputs([str(folder)]), jobs))
    assert [result.error_id for result in results] == ["fine", "reader-failed", "fine", "fine", "fine", "fine"]


def test_the_bar_tells_how_far_it_is() -> None:
    assert (
        tell_progress(12, 24, 1, 75) == "[████████████············] 12/24 · 1 tệp không đọc được · còn 1 phút 15 giây"
    )
    assert tell_progress(24, 24, 0, 0) == "[████████████████████████] 24/24"
