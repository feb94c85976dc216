"""`trienkhai read`: what a document says, as a page, as JSON, or as one JSON object a line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO

from trienkhai.cli import Commands
from trienkhai.cli.continuing import read_done, show_progress
from trienkhai.cli.explaining import RULES, is_field, write_explanation
from trienkhai.cli.inputs import Input, Result, add_file_arguments, list_inputs, read_all
from trienkhai.cli.parser import Parser
from trienkhai.cli.summary import write_summary
from trienkhai.cli.terminal import Page, Tone, open_page
from trienkhai.parts import Json, Reading, reading_to_json

DESCRIPTION = """Đọc văn bản: số, ký hiệu, ngày, trích yếu, căn cứ, nội dung, hình thức,
nơi nhận, người ký. Máy giữ mọi chỗ còn ngờ và chỉ ra chỗ cần xem lại.

Thư mục và tệp nén được mở ra, đọc theo thứ tự tên. Tệp không đọc được không làm
dừng các tệp sau; khi đó mã thoát là 1. Với --output, chạy lại là đọc tiếp."""

EXAMPLES = """Ví dụ:
  trienkhai read cong-van.pdf
  trienkhai read --format ndjson van-ban/*.txt > ban-doc.ndjson
  trienkhai read --format ndjson --jobs 4 kho/ thang-8.zip --output ban-doc.ndjson
  trienkhai read --explain signature.position cong-van.pdf
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
        "--reread", action="store_true", help="PDF quét có lớp chữ sai dấu gần hết: bỏ lớp chữ, đọc từ ảnh trang"
    )
    parser.add_argument(
        "--jobs", type=parse_jobs, default=1, metavar="SỐ", help="số tiến trình chạy song song (mặc định 1)"
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="TỆP",
        help="ndjson: ghi vào tệp này; tệp đã có thì đọc tiếp những văn bản chưa có trong đó",
    )
    parser.add_argument(
        "--explain",
        type=parse_field,
        metavar="TRƯỜNG",
        help="vì sao đọc ra giá trị này: code, subject, signature.name, recipients[0], citations, deadlines…",
    )
    parser.set_defaults(run=run, parser=parser)
    return parser


def parse_jobs(words: str) -> int:
    """The number of processes, from 1 to 64."""
    if not words.isdecimal() or not 1 <= int(words) <= 64:
        raise argparse.ArgumentTypeError(f"cần một số từ 1 đến 64, không phải “{words}”.")
    return int(words)


def parse_field(words: str) -> str:
    """A field that can be explained."""
    if not is_field(words):
        raise argparse.ArgumentTypeError(f"không có trường “{words}”; các trường: {', '.join(RULES)}.")
    return words


def run(arguments: argparse.Namespace) -> int:
    """Print every file in order; the status is 1 where one could not be read."""
    inputs = list_inputs(arguments.files)
    if arguments.reread:
        inputs = [replace(entry, reread=True) for entry in inputs]
    if arguments.output is not None:
        if arguments.format != "ndjson":
            arguments.parser.error("--output chỉ dùng cùng --format ndjson.")
        return _continue_file(inputs, arguments.output, arguments.jobs, arguments.with_text)
    results = read_all(inputs, arguments.jobs)
    if arguments.explain is not None:
        return _write_pages(results, partial(write_explanation, field=arguments.explain))
    if arguments.format == "text":
        return _write_pages(results, write_summary)
    results = show_progress(results, len(inputs)) if not sys.stdout.isatty() else results
    write = _write_array if arguments.format == "json" else _write_lines
    return write(results, sys.stdout, arguments.with_text)


def _continue_file(inputs: Sequence[Input], path: Path, jobs: int, with_text: bool) -> int:
    """Read what the output file does not hold yet, and add it."""
    try:
        done = read_done(path)
        left = [entry for entry in inputs if entry.name not in done]
        with path.open("a", encoding="utf-8") as stream:
            whole = len(inputs)
            return _write_lines(show_progress(read_all(left, jobs), whole, whole - len(left)), stream, with_text)
    except OSError as error:
        sys.stderr.write(f"{path}: không ghi được tệp ({error.strerror}).\n")
        return 1


def _write_lines(results: Iterator[Result], stream: TextIO, with_text: bool) -> int:
    failed = False
    for result in results:
        failed |= result.reading is None
        stream.write(json.dumps(result_to_json(result, with_text=with_text), ensure_ascii=False) + "\n")
        stream.flush()
    return int(failed)


def _write_array(results: Iterator[Result], stream: TextIO, with_text: bool) -> int:
    collected = list(results)
    whole = [result_to_json(result, with_text=with_text) for result in collected]
    stream.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    return int(any(result.reading is None for result in collected))


def _write_pages(results: Iterator[Result], write: Callable[[Page, Reading], None]) -> int:
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
        write(page, result.reading)
        sys.stdout.write(page.write())
    return int(failed)


def result_to_json(result: Result, *, with_text: bool) -> dict[str, Json]:
    """One result as the contract prints it: `file` first, then the reading or the error."""
    if result.reading is None:
        return {"file": result.file, "error": {"id": result.error_id, "message": result.error_message}}
    told = reading_to_json(result.reading, with_text=with_text and result.kind != "text")
    return {"file": result.file, **told}
