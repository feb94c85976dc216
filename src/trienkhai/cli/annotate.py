"""`trienkhai annotate`: the document with everything found highlighted, as one HTML file that needs nothing
else."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from trienkhai.checking import check
from trienkhai.cli import Commands
from trienkhai.cli.annotation import write_html
from trienkhai.cli.inputs import STANDARD_INPUT, add_file_arguments, read_one
from trienkhai.cli.parser import Parser

DESCRIPTION = """Tô màu trong văn bản mọi chỗ máy đã đọc được và mọi chỗ cần xem lại,
thành một tệp HTML mở bằng trình duyệt, không cần mạng."""

EXAMPLES = """Ví dụ:
  trienkhai annotate cong-van.pdf -o cong-van.html
  trienkhai annotate cong-van.txt > cong-van.html
"""


def add_parser(commands: Commands) -> Parser:
    """Add the command."""
    parser = commands.add_parser("annotate", help="tô màu chỗ đã đọc", description=DESCRIPTION, epilog=EXAMPLES)
    add_file_arguments(parser, several=False)
    parser.add_argument(
        "-o", "--output", metavar="TỆP", default=STANDARD_INPUT, help="tệp HTML; mặc định in ra màn hình"
    )
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Write the page; the status is 1 where the file could not be read or the page not be written."""
    result = read_one(arguments.file)
    if result.reading is None:
        sys.stderr.write(f"{result.file}: {result.error_message}\n")
        return 1
    name = "Đầu vào chuẩn" if arguments.file == STANDARD_INPUT else Path(arguments.file).name
    page = write_html(name, result.reading, check(result.reading))
    if arguments.output == STANDARD_INPUT:
        sys.stdout.write(page)
        return 0
    try:
        Path(arguments.output).write_text(page, encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"{arguments.output}: không ghi được tệp ({error.strerror}).\n")
        return 1
    return 0
