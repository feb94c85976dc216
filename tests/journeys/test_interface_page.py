"""The commands of docs/api.md, run as they stand there against an office that is served."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.journeys.office import Office, build_sample, running
from trienkhai.web.config.api import api

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"


def list_blocks() -> list[str]:
    """Every block of commands, in order."""
    return re.findall(r"^```bash\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def run_blocks(office: Office) -> str:
    """What all blocks print in one shell that stops at the first refusal."""
    script = "set -euo pipefail\n" + "\n".join(list_blocks())
    found = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "API": f"{office.address}/api", "HOME_OF_OFFICE": str(office.home)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert found.returncode == 0, f"{found.stdout[-3000:]}\n{found.stderr[-3000:]}"
    return found.stdout


@pytest.mark.journey
def test_the_walk_on_the_page_reaches_its_end(tmp_path: Path) -> None:
    """From the upload to the Department's report: issued, proved, reported, rolled up, printed."""
    build_sample(tmp_path)
    with running(tmp_path) as office:
        said = run_blocks(office)
    assert "phòng cháy, chữa cháy" in said
    assert "16\n" in said  # duties that began
    assert "/cong-khai/svhttdl/" in said
    paper = zipfile.ZipFile(io.BytesIO((tmp_path / "bao-cao.docx").read_bytes()))
    words = re.sub(r"<[^>]+>", "", paper.read("word/document.xml").decode())
    assert "BÁO CÁO" in words
    assert "phòng cháy, chữa cháy" in words


def test_every_address_of_the_page_exists() -> None:
    """A renamed operation is renamed on the page, too."""
    told = (path.removeprefix("/api") for path in api.get_openapi_schema()["paths"])
    paths = [re.compile(re.sub(r"{[^}]+}", "[^/]+", path)) for path in told]
    named = re.findall(r'(?:call "\$\w+" [A-Z]+ "?|"\$API)(/[^\s"?`|]*)', PAGE.read_text("utf-8"))
    wanted = {re.sub(r"\$\w+|{\w+}", "X", path) for path in named}
    assert len(wanted) > 20
    assert [path for path in sorted(wanted) if not any(known.fullmatch(path) for known in paths)] == []
