"""Writes docs/cli.md from the parsers: `python -m trienkhai.cli.commands_page > docs/cli.md`."""

from __future__ import annotations

import argparse
import os
import sys

from trienkhai.cli import build_parser

_HEADING = """# Dòng lệnh

*Trang này do `python -m trienkhai.cli.commands_page` viết ra từ các bộ đọc tham số; đừng sửa ở đây.*

Mã thoát: 0 là xong; 1 là có tệp không đọc được hoặc có lỗi phải sửa; 2 là gõ sai lệnh.
"""


def write_page() -> str:
    """The page as Markdown, the same on every terminal."""
    # argparse wraps its help to the terminal; the page must not depend on who writes it.
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        parser = build_parser()
        parts = [_HEADING, _write_part("trienkhai", parser)]
        parts.extend(_write_part(f"trienkhai {name}", command) for name, command in _list_commands(parser))
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return "\n".join(parts)


def _list_commands(parser: argparse.ArgumentParser) -> list[tuple[str, argparse.ArgumentParser]]:
    return [
        (name, command)
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, command in action.choices.items()
    ]


def _write_part(title: str, parser: argparse.ArgumentParser) -> str:
    return f"## {title}\n\n```text\n{parser.format_help().rstrip()}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(write_page())
