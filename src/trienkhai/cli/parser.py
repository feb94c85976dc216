"""The argument parser with Vietnamese help and Vietnamese refusals."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

_REFUSALS = (
    (re.compile(r"the following arguments are required: (.+)"), "Còn thiếu: {0}."),
    (
        re.compile(r"argument (?:[\w/]*?)LỆNH: invalid choice: (.+?) \(choose from (.+)\)"),
        "Không có lệnh {0}. Các lệnh: {1}.",
    ),
    (
        re.compile(r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)"),
        "{0} không nhận giá trị {1}; chọn một trong: {2}.",
    ),
    (re.compile(r"unrecognized arguments: (.+)"), "Không hiểu: {0}."),
    (re.compile(r"argument (.+?): expected one argument"), "Sau {0} cần một giá trị."),
    (re.compile(r"argument (.+?): expected at least one argument"), "Sau {0} cần ít nhất một giá trị."),
    (re.compile(r"argument (.+?): ignored explicit argument (.+)"), "{0} không đi kèm giá trị {1}."),
    (re.compile(r"argument (.+?): not allowed with argument (.+)"), "{0} không dùng cùng {1}."),
    (re.compile(r"argument (.+?): (.+)"), "{0}: {1}"),
)


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help that says "Cách dùng" and keeps the lines of examples as they are."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage line in Vietnamese."""
        super().add_usage(usage, actions, groups, prefix="Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose every sentence is Vietnamese; wrong usage ends with status 2 and one clear sentence."""

    def __init__(
        self, prog: str | None = None, description: str | None = None, epilog: str | None = None, **_: str
    ) -> None:
        """Set titles and the help option in Vietnamese. Options must be written in full."""
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=HelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "Tham số"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này rồi thôi")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is, then leave with status 2."""
        sys.stderr.write(f"{self.prog}: {translate(message)}\nXem hướng dẫn: {self.prog} --help\n")
        raise SystemExit(2)


def translate(message: str) -> str:
    """The refusal of argparse as a Vietnamese sentence."""
    for pattern, sentence in _REFUSALS:
        found = pattern.fullmatch(message)
        if found:
            return sentence.format(*found.groups())
    return message
