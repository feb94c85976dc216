"""`trienkhai read --explain FIELD` says where a value stands, how sure it is, what else it might be, and the rule."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from trienkhai.cli import main
from trienkhai.cli.explaining import RULES, is_field
from trienkhai.parts import Reading, reading_to_json

FOUNDING = str(Path(str(files("trienkhai.data").joinpath("founding_dispatch.txt"))))
NOT_EXPLAINED = {"places", "candidates", "problems", "text", "layout"}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("symbol", ["SVHTTDL-QLVHGĐ", "dòng 3", "tin cậy", "Quy tắc"]),
        ("number", ["không đọc được giá trị nào", "Quy tắc"]),
        ("recipients", ["recipients[0]", "Nơi nhận"]),
        ("citations", ["citations[0]", "113-KH/TU", "dòng"]),
        ("signature.position", ["Quy tắc"]),
        ("directive", ["directive.items"]),
    ],
)
def test_a_field_is_explained(field: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--explain", field, FOUNDING]) == 0
    page = capsys.readouterr().out.replace("\xa0", " ")
    assert all(each in page for each in words), page


def test_every_field_has_its_rule() -> None:
    """A new field of the reading must say what it goes by."""
    assert set(reading_to_json(Reading())) - NOT_EXPLAINED <= set(RULES)
    assert all(is_field(name) for name in RULES)


def test_an_unknown_field_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["read", "--explain", "colour", FOUNDING])
    assert refused.value.code == 2
    assert "không có trường “colour”" in capsys.readouterr().err
