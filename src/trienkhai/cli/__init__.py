"""The command `trienkhai`: one file per command; none of read, check, annotate ever imports the office."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Protocol, cast

from trienkhai.cli.parser import Parser
from trienkhai.errors import TrienkhaiError

_COMMANDS = ("read", "check", "annotate", "serve", "work", "sample", "reindex")

DESCRIPTION = """Đọc văn bản chỉ đạo, kiểm tra thể thức, và chạy văn phòng triển khai.

Văn bản có thể là tệp chữ, DOCX, DOC, PDF hoặc ảnh quét; "-" là đầu vào chuẩn."""

EXAMPLES = """Ví dụ:
  trienkhai read cong-van.pdf
  trienkhai read --format ndjson *.docx > ban-doc.ndjson
  trienkhai check du-thao.docx
  trienkhai annotate cong-van.txt -o cong-van.html
  trienkhai read --help
"""


class Command(Protocol):
    """What a file of this folder offers: it adds its parser, whose default `run` does the work."""

    def add_parser(self, commands: Commands) -> Parser:
        """Add the command's parser and set its default `run`, which takes the arguments and gives a
        status."""


class Commands(Protocol):
    """Where commands add their parsers."""

    def add_parser(self, name: str, *, help: str, description: str, epilog: str) -> Parser:
        """A new parser for the command of this name."""


def build_parser() -> Parser:
    """The whole parser, with those commands whose file is there."""
    parser = Parser(prog="trienkhai", description=DESCRIPTION, epilog=EXAMPLES)
    parser.add_argument(
        "--version", action="version", version=f"trienkhai {_find_version()}", help="in phiên bản rồi thôi"
    )
    commands = parser.add_subparsers(title="Lệnh", metavar="LỆNH", dest="command", parser_class=Parser)
    for name in _COMMANDS:
        if find_spec(f"trienkhai.cli.{name}") is not None:
            module = cast(Command, importlib.import_module(f"trienkhai.cli.{name}"))
            module.add_parser(cast(Commands, commands))
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the status is 0, 1 where something could not be read or is wrong, 2 for wrong
    usage."""
    _speak_utf8()
    parser = build_parser()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return 2
    try:
        status = int(arguments.run(arguments))
        sys.stdout.flush()
    except TrienkhaiError as error:
        sys.stderr.write(f"trienkhai: {error.message}\n")
        return 1
    except BrokenPipeError:
        # The reader (head, less) has enough. Point the stream elsewhere so that closing it stays silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("\nĐã dừng.\n")
        return 130
    return status


def _find_version() -> str:
    try:
        return version("trienkhai")
    except PackageNotFoundError:
        return "(chưa cài đặt)"


def _speak_utf8() -> None:
    """Vietnamese goes out as UTF-8 whatever the machine's locale is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
