"""Moving the sample office's day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.conftest import ClientFor
from trienkhai.web import clock
from trienkhai.web.offices.actor import Actor


@pytest.fixture
def day_file(settings: object, tmp_path: Path) -> Path:
    """The sample's day, kept in a file of this test."""
    path = tmp_path / "day"
    path.write_text("2023-05-30", "ascii")
    settings.TRIENKHAI_DAY_FILE = path  # type: ignore[attr-defined]  # pytest-django's wrapper has no types
    return path


def test_the_day_moves_forward_as_people_write_it(day_file: Path, so_clerk: Actor, client_for: ClientFor) -> None:
    """Typed 21/12/2023; kept for everybody."""
    answer = client_for(so_clerk).post("/chuyen-ngay/", {"day": "21/12/2023"})
    assert (answer.status_code, day_file.read_text("ascii")) == (302, "2023-12-21")


@pytest.mark.parametrize(
    ("typed", "said"), [("31/11/2023", "Tháng 11 có 30 ngày"), ("", "Nhập ngày"), ("01/01/2023", "không lùi")]
)
def test_a_day_that_cannot_be_is_told(
    day_file: Path, so_clerk: Actor, client_for: ClientFor, typed: str, said: str
) -> None:
    """And nothing moves."""
    answer = client_for(so_clerk).post("/chuyen-ngay/", {"day": typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert day_file.read_text("ascii") == "2023-05-30"
    assert clock.today().isoformat() == "2023-05-30"
