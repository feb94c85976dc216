"""Archives that are damaged, too large or without a document: what is whole is read, the rest is told."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from trienkhai.cli import archives
from trienkhai.cli.archives import list_members, read_member
from trienkhai.cli.inputs import list_inputs, read_all
from trienkhai.errors import UnreadableFile

NAMES = [f"{number:02}.txt" for number in range(20)]
CONTENTS = {name: os.urandom(5_000) for name in NAMES}


def make_tape(path: Path) -> bytes:
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as packed:
        for name, data in CONTENTS.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return path.read_bytes()


@pytest.mark.parametrize("ending", ["tar", "tar.gz"])
def test_members_before_a_cut_are_read_and_the_cut_is_told(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    whole = make_tape(path)
    path.write_bytes(whole[: len(whole) // 2])
    listing = list_members(path)
    assert listing is not None
    assert listing.trouble is not None
    assert listing.trouble[0] == "archive-damaged"
    assert 5 < len(listing.names) < 15
    for name in listing.names[:-1]:  # the last is the one that was cut
        assert read_member(path, name) == CONTENTS[name]
    with pytest.raises(UnreadableFile):
        read_member(path, listing.names[-1])


def test_a_header_without_sense_is_no_end(tmp_path: Path) -> None:
    """The walk through a tape ends there without a word; members behind it must not go missing silently."""
    path = tmp_path / "x.tar"
    damaged = bytearray(make_tape(path))
    start = bytes(damaged).index(b"07.txt\0")
    damaged[start : start + 512] = b"\xff" * 512
    path.write_bytes(damaged)
    results = list(read_all(list_inputs([str(path)]), 1))
    assert [result.file.rpartition("!")[2] for result in results[:-1]] == NAMES[:7]
    assert (results[-1].file, results[-1].error_id) == (str(path), "archive-damaged")


def test_a_whole_tape_has_no_trouble(tmp_path: Path) -> None:
    make_tape(tmp_path / "x.tar.gz")
    listing = list_members(tmp_path / "x.tar.gz")
    assert listing is not None
    assert (listing.names, listing.trouble) == (NAMES, None)


@pytest.mark.parametrize("ending", ["zip", "tar"])
def test_an_archive_beyond_the_limit_is_refused_not_cut(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 19)
    path = tmp_path / f"x.{ending}"
    if ending == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name in NAMES:
                archive.writestr(name, "")
    else:
        make_tape(path)
    results = list(read_all(list_inputs([str(path)]), 1))
    assert [(result.file, result.error_id) for result in results] == [(str(path), "archive-too-many-members")]


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("notes.log", "")
    (tmp_path / "empty").mkdir()
    named = [str(tmp_path / "x.zip"), str(tmp_path / "empty")]
    assert [(result.file, result.error_id) for result in read_all(list_inputs(named), 1)] == [
        (name, "nothing-to-read") for name in named
    ]
