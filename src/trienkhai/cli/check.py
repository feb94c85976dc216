"""`trienkhai check`: where a document does not keep the official format, and by which rule."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from trienkhai.checking import SEVERITY_WORDS, Finding, Severity, check
from trienkhai.cli import Commands
from trienkhai.cli.inputs import Result, add_file_arguments, list_inputs, read_all
from trienkhai.cli.parser import Parser
from trienkhai.cli.summary import tell_line
from trienkhai.cli.terminal import Page, Tone, open_page
from trienkhai.parts import Json, Reading, to_json

DESCRIPTION = """Kiểm tra thể thức văn bản theo quy định có hiệu lực vào ngày của văn bản.
Văn bản của Đảng chỉ kiểm tra theo quy định của Đảng. Tệp DOCX và PDF được
kiểm tra cả trang giấy: khổ, lề, phông, cỡ chữ.

Mã thoát là 1 khi có lỗi phải sửa hoặc có tệp không đọc được."""

EXAMPLES = """Ví dụ:
  trienkhai check du-thao.docx
  trienkhai check --issued cong-van.pdf
  trienkhai check --on 2023-06-01 --format json cong-van.txt
"""

_TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.REMARK: Tone.QUIET}


def add_parser(commands: Commands) -> Parser:
    """Add the command."""
    parser = commands.add_parser("check", help="kiểm tra thể thức", description=DESCRIPTION, epilog=EXAMPLES)
    add_file_arguments(parser, several=True)
    parser.add_argument(
        "--on", type=parse_day, metavar="NGÀY", help="kiểm tra theo quy định của ngày này (2023-06-01 hoặc 01/6/2023)"
    )
    parser.add_argument(
        "--issued", action="store_true", help="coi là văn bản ban hành: thiếu số, ngày, người ký là lỗi"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "ndjson"),
        default="text",
        help="text: trang để đọc (mặc định); json: một mảng; ndjson: mỗi tệp một dòng",
    )
    parser.set_defaults(run=run)
    return parser


def parse_day(words: str) -> date:
    """A day written 2023-06-01 or 01/6/2023."""
    parts = words.split("/")[::-1] if "/" in words else words.split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{words}” không phải một ngày; viết 2023-06-01 hoặc 01/6/2023.") from error


def run(arguments: argparse.Namespace) -> int:
    """Print the findings of every file in order."""
    status = 0
    collected: list[Json] = []
    for place, result in enumerate(read_all(list_inputs(arguments.files), 1)):
        found = () if result.reading is None else check(result.reading, arguments.on, issued=arguments.issued)
        if result.reading is None or any(finding.severity is Severity.ERROR for finding in found):
            status = 1
        if arguments.format == "text":
            _write_page(result, found, first=place == 0)
            continue
        told = _findings_to_json(result, found)
        if arguments.format == "ndjson":
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        collected.append(told)
    if arguments.format == "json":
        sys.stdout.write(json.dumps(collected, ensure_ascii=False, indent=1) + "\n")
    return status


def _findings_to_json(result: Result, found: tuple[Finding, ...]) -> dict[str, Json]:
    if result.reading is None:
        return {"file": result.file, "error": {"id": result.error_id, "message": result.error_message}}
    return {"file": result.file, "findings": to_json(found)}


def _write_page(result: Result, found: tuple[Finding, ...], *, first: bool) -> None:
    if not first:
        sys.stdout.write("\n")
    if result.reading is None:
        sys.stdout.flush()
        sys.stderr.write(f"{result.file}: {result.error_message}\n")
        return
    page = open_page()
    page.lines.append(page.paint(result.file, Tone.STRONG))
    for severity, words in SEVERITY_WORDS.items():
        chosen = [finding for finding in found if finding.severity is severity]
        if chosen:
            page.title(words.upper(), str(len(chosen)))
        for finding in chosen:
            _write_finding(page, finding, result.reading)
    if not found:
        page.blank()
        page.say("Không thấy chỗ nào chưa đúng thể thức.", tone=Tone.GOOD)
    sys.stdout.write(page.write())


def _write_finding(page: Page, finding: Finding, reading: Reading) -> None:
    page.point(finding.message + tell_line(reading.text, finding.span), _TONES[finding.severity])
    if finding.source:
        page.say(finding.source, indent=4, tone=Tone.QUIET)
