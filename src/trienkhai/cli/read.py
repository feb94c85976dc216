"""`trienkhai read`: what a document says, as a page, as JSON, or as one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from trienkhai.cli import Commands
from trienkhai.cli.inputs import Result, add_file_arguments, read_all
from trienkhai.cli.parser import Parser
from trienkhai.cli.summary import write_summary
from trienkhai.cli.terminal import Tone, open_page
from trienkhai.parts import Json, reading_to_json

DESCRIPTION = """Đọc văn bản: số, ký hiệu, ngày, trích yếu, căn cứ, nội dung, hình thức,
nơi nhận, người ký. Máy giữ mọi chỗ còn ngờ và chỉ ra chỗ cần xem lại.

Tệp không đọc được không làm dừng các tệp sau; khi đó mã thoát là 1."""

EXAMPLES = """Ví dụ:
  trienkhai read cong-van.pdf
  trienkhai read --format ndjson van-ban/*.txt > ban-doc.ndjson
  cat cong-van.txt | trienkhai read -
"""


def add_parser(commands: Commands) -> Parser:
    """Add the command."""
    parser = commands.add_parser("read", help="đọc văn bản", description=DESCRIPTION, epilog=EXAMPLES)
    add_file_arguments(parser, several=True)
    parser.add_argument(
        "--format",
        choices=("text", "json", "ndjson"),
        default="text",
        help="text: trang để đọc (mặc định); json: một mảng; ndjson: mỗi tệp một dòng",
    )
    parser.add_argument("--with-text", action="store_true", help='json, ndjson: thêm "text" cho tệp không phải tệp chữ')
    parser.add_argument(
        "--jobs", type=parse_jobs, default=1, metavar="SỐ", help="số tiến trình chạy song song (mặc định 1)"
    )
    parser.set_defaults(run=run)
    return parser


def parse_jobs(words: str) -> int:
    """The number of processes, from 1 to 64."""
    if not words.isdecimal() or not 1 <= int(words) <= 64:
        raise argparse.ArgumentTypeError(f"cần một số từ 1 đến 64, không phải “{words}”.")
    return int(words)


def run(arguments: argparse.Namespace) -> int:
    """Print every file in order; the status is 1 where one could not be read."""
    results = read_all(arguments.files, arguments.jobs)
    write = {"text": _write_pages, "json": _write_array, "ndjson": _write_lines}[arguments.format]
    return write(results, arguments.with_text)


def _write_lines(results: Iterator[Result], with_text: bool) -> int:
    failed = False
    for result in results:
        failed |= result.reading is None
        sys.stdout.write(json.dumps(result_to_json(result, with_text=with_text), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return int(failed)


def _write_array(results: Iterator[Result], with_text: bool) -> int:
    collected = list(results)
    whole = [result_to_json(result, with_text=with_text) for result in collected]
    sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    return int(any(result.reading is None for result in collected))


def _write_pages(results: Iterator[Result], _: bool) -> int:
    failed = False
    for place, result in enumerate(results):
        if place:
            sys.stdout.write("\n")
        if result.reading is None:
            failed = True
            sys.stdout.flush()
            sys.stderr.write(f"{result.file}: {result.error_message}\n")
            continue
        page = open_page()
        page.lines.append(page.paint(result.file, Tone.STRONG))
        write_summary(page, result.reading)
        sys.stdout.write(page.write())
    return int(failed)


def result_to_json(result: Result, *, with_text: bool) -> dict[str, Json]:
    """One result as the contract prints it: `file` first, then the reading or the error."""
    if result.reading is None:
        return {"file": result.file, "error": {"id": result.error_id, "message": result.error_message}}
    told = reading_to_json(result.reading, with_text=with_text and result.kind != "text")
    return {"file": result.file, **told}
