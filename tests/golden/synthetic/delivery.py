"""A master as the tools of the trade hand it over: cells of a DOCX, a kept page layout, drawn tables, one long line."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from tests.golden.synthetic.masters import Master

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_WIDTH = 34


def date_words(master: Master) -> str:
    """The date line; days and the first two months are printed with a nought (Decree 30/2020, appendix I)."""
    day, month, year = master.date
    return f"{master.place}, ngày {day:02d} tháng {f'{month:02d}' if month < 3 else month} năm {year}"


def number_words(master: Master) -> str:
    """The number line; the Party writes it without a colon."""
    return f"Số {master.code}" if master.form == "party" else f"Số: {master.code}"


def about_words(master: Master) -> str:
    """The subject of a dispatch."""
    return f"V/v {master.subject}" if not master.title else ""


def left_lines(master: Master, width: int = _WIDTH) -> list[str]:
    """The issuer's column of the header."""
    lines = [*_wrap(master.parent, width), *_wrap(master.agency, width)]
    lines.append({"party": "*", "youth": "***"}.get(master.form, "-------"))
    return [*lines, number_words(master), *_wrap(about_words(master), width)]


def right_lines(master: Master) -> list[str]:
    """The nation's, Party's or Union's column of the header."""
    if master.form == "party":
        return ["ĐẢNG CỘNG SẢN VIỆT NAM", "", date_words(master)]
    if master.form == "youth":
        return ["ĐOÀN TNCS HỒ CHÍ MINH", "", date_words(master)]
    return [NATION, MOTTO, "---------------", date_words(master)]


def receiver_lines(master: Master) -> list[str]:
    """Nơi nhận with Lưu."""
    ends = ";" if master.form != "party" else ","
    return ["Nơi nhận:", *(f"- {text}{ends}" for text, _ in master.recv), f"- Lưu: {master.file}."]


def signing_lines(master: Master) -> list[str]:
    """The signing block."""
    return [*master.sign, "", "", "", master.signer]


def title_lines(master: Master, width: int = 70) -> list[str]:
    """Kind and subject of a named document, and who decides."""
    if not master.title:
        return []
    issuer = ["", master.issuer, ""] if master.issuer else []
    return [master.title, *_wrap(master.subject, width), "-----------" if master.form != "state" else "", *issuer]


def addressee_lines(master: Master) -> list[str]:
    """Kính gửi."""
    if not master.to:
        return []
    if len(master.to) == 1:
        return [f"Kính gửi: {master.to[0].lstrip('- ')}", *master.below_to]
    return ["Kính gửi:", *master.to, *master.below_to]


def _wrap(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, break_on_hyphens=False) if words else []


def _middle(master: Master, width: int) -> list[str]:
    lines = [*title_lines(master), "", *addressee_lines(master), ""]
    for line in master.body:
        indent = "      " if width < 200 else ""
        lines += textwrap.wrap(indent + line.text, width, break_on_hyphens=False)
    return lines


def as_cells(master: Master) -> str:
    """Paragraph and cell text of a DOCX: the left cell from top to bottom, then the right one; lines not wrapped."""
    urgency = [master.urgency] if master.urgency else []
    head = [*left_lines(master), *urgency, *right_lines(master), ""]
    return "\n".join([*head, *_middle(master, 9999), "", *receiver_lines(master), *signing_lines(master)]) + "\n"


def _beside(left: list[str], right: list[str], width: int) -> list[str]:
    rows = max(len(left), len(right))
    left, right = [*left, *[""] * (rows - len(left))], [*right, *[""] * (rows - len(right))]
    return [f"{one:<{width}}{other}".rstrip() for one, other in zip(left, right, strict=True)]


def _rows(master: Master) -> tuple[list[str], list[str]]:
    """Header columns with number and date on one line."""
    left, right = left_lines(master), right_lines(master)
    number = left.index(number_words(master))
    date = len(right) - 1
    if number > date:
        right[date:date] = [""] * (number - date)
    else:
        left[number:number] = [""] * (date - number)
    if master.urgency:
        left += ["", f"     {master.urgency}"]
    return left, right


def as_layout(master: Master) -> str:
    """The page layout kept with spaces, as pdftotext -layout prints it."""
    left, right = _rows(master)
    foot = _beside(receiver_lines(master), signing_lines(master), 52)
    return "\n".join([*_beside(left, right, 44), "", *_middle(master, 90), "", *foot, "", "\f"])


def as_drawn(master: Master) -> str:
    """Tables drawn with strokes, as antiword prints a DOC."""
    left, right = _rows(master)

    def drawn(one: list[str], other: list[str], width: int) -> list[str]:
        return [f"|{a:<{width}}|{b:<46}|" for a, b in zip(*_even(one, other), strict=True)]

    foot = drawn([f"{line}" for line in _thin(receiver_lines(master), 46)], signing_lines(master), 46)
    return "\n".join([*drawn(left, right, 38), "", *_middle(master, 76), "", *foot]) + "\n"


def _thin(lines: list[str], width: int) -> list[str]:
    return [piece for line in lines for piece in textwrap.wrap(line, width, break_on_hyphens=False)]


def _even(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    rows = max(len(one), len(other))
    return [*one, *[""] * (rows - len(one))], [*other, *[""] * (rows - len(other))]


def as_crossed(master: Master) -> str:
    """Both columns run together line by line with one space, as a page reader without layout does."""
    left, right = _rows(master)
    head = [" ".join(filter(None, pair)) for pair in zip(*_even(left, right), strict=True)]
    signing = [line for line in signing_lines(master) if line]
    signing = [*signing[:-1], "", "", signing[-1]]
    foot = [" ".join(filter(None, pair)) for pair in zip(*_even(receiver_lines(master), signing), strict=True)]
    return "\n".join([*head, "", *_middle(master, 88), "", *foot]) + "\n"


def as_stamped(master: Master) -> str:
    """The text layer of a digitally signed PDF: number, day and month stamped over the page come last."""
    day, month, _ = master.date
    left = [f"Số:         {master.code[len(master.number) :]}" if line == number_words(master) else line
            for line in left_lines(master)]  # fmt: skip
    right = [f"{master.place}, ngày      tháng      năm {master.date[2]}" if "ngày" in line else line
             for line in right_lines(master)]  # fmt: skip
    foot = [*receiver_lines(master), *signing_lines(master)]
    left += [master.urgency] if master.urgency else []
    return "\n".join([*left, *right, "", *_middle(master, 88), *foot, master.number, f"{day:02d}", f"{month}", ""])


def as_web(master: Master) -> str:
    """A web page's text: white space collapsed, no blank lines."""
    return "\n".join(" ".join(line.split()) for line in as_cells(master).splitlines() if line.strip()) + "\n"


def as_one_line(master: Master) -> str:
    """The same where even the line ends were lost."""
    return " ".join(as_cells(master).split()) + "\n"


TEXTS: dict[str, Callable[[Master], str]] = {
    "cells": as_cells,
    "layout": as_layout,
    "drawn": as_drawn,
    "crossed": as_crossed,
    "stamped": as_stamped,
    "web": as_web,
    "one line": as_one_line,
}
