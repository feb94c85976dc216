"""What holds for the whole repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Hosts from which package managers fetch; pieced together so that this file does not name them itself.
HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("test", "pypi", "org"),
    )
)
# Options and keys that say where packages come from, put together so that this file names none itself.
SETTINGS = re.compile(
    "|".join(
        (
            "-".join((r"--(?:extra-)?index", "url")),
            "-".join(("--find", "links")),
            "".join(("^regis", r"try\s*=")),
            '"'.join(("", "resolved", ":")),
        )
    ),
    re.MULTILINE,
)


def list_committed() -> list[Path]:
    """Every file git tracks, as a path."""
    said = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in said.split("\0") if name and (ROOT / name).is_file()]


def read_committed() -> dict[Path, str]:
    """The text of every committed text file."""
    found = {}
    for path in list_committed():
        data = path.read_bytes()
        if b"\0" not in data:
            found[path] = data.decode("utf-8", "replace")
    return found


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    """All committed text, read once."""
    return read_committed()


def test_no_committed_file_names_a_package_host(texts: dict[Path, str]) -> None:
    """Lock files and configuration leave it to the machine where packages come from."""
    named = [f"{path.relative_to(ROOT)}: {host}" for path, text in texts.items() for host in HOSTS if host in text]
    assert named == []


def test_no_lock_or_setting_fixes_an_index(texts: dict[Path, str]) -> None:
    """No index address, no resolved address."""
    wanted = {".txt", ".in", ".json", ".toml", ".cfg", ".npmrc", ".ini"}
    named = [
        str(path.relative_to(ROOT))
        for path, text in texts.items()
        if (path.suffix in wanted or path.name == ".npmrc") and SETTINGS.search(text)
    ]
    assert named == []


def test_every_requirement_is_pinned_with_a_hash(texts: dict[Path, str]) -> None:
    """A requirement file holds only exact versions, each with at least one hash."""
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        entries = re.split(r"\n(?=[A-Za-z0-9])", texts[path].strip())
        loose = [entry.splitlines()[0] for entry in entries if not re.match(r"[\w.\[\],-]+==[\w.+]+ ", entry + " ")]
        bare = [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry]
        assert (path.name, loose, bare) == (path.name, [], [])


def test_files_keep_their_size(texts: dict[Path, str]) -> None:
    """No source file is longer than 600 lines."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path, text in texts.items()
        if path.suffix in {".py", ".html", ".css", ".js"} and (lines := text.count("\n")) > 600
    }
    assert long == {}


def test_every_path_in_the_map_exists() -> None:
    """docs/map.md points at files and folders that are there."""
    said = (ROOT / "docs" / "map.md").read_text("utf-8")
    folders = "src|docs|tests|reading|checking|sources|rendering|vietnamese|web|cli|data"
    paths = re.findall(rf"`((?:{folders})/[^`*…<>]*)`", said)
    assert paths, "the map names no path"
    gone = [path for path in paths if not any((base / path).exists() for base in (ROOT, ROOT / "src" / "trienkhai"))]
    assert gone == []


def test_the_two_readmes_tell_the_same() -> None:
    """README.md and README.vi.md have the same sections and the same commands."""
    english, vietnamese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.vi.md"))
    assert english.count("\n## ") == vietnamese.count("\n## ")

    def commands(text: str) -> list[str]:
        blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]

    assert commands(english) == commands(vietnamese)


def test_every_decision_has_a_number_of_its_own() -> None:
    """The file's number is the title's, and no two share one."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(set(numbers)) == len(numbers), "two decisions share a number"
    for page in pages:
        assert page.read_text("utf-8").startswith(f"# {int(page.name[:4])}. "), page.name
