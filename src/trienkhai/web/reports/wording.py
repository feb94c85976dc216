"""A report in words: the sentences of its results, the same for the page, the DOCX and the PDF.

The shape is template 1.4 of Decree 30/2020/NĐ-CP with the five usual sections; figures are citations, so every sentence
is a list of pieces, and a piece may carry the key of the figure it prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from trienkhai.rendering.numbers import render_number
from trienkhai.web.directives.catalogue import catalogue
from trienkhai.web.directives.citing import lower_first
from trienkhai.web.reports.figures import ACTIVITIES, EMBEDDED, LATE, PROVED, Sum

OVERLAP = "Một hoạt động có thể mang nhiều nội dung; tổng theo nội dung có thể lớn hơn số hoạt động."
SERVICES = "digital_social"
ZERO = "Trong kỳ không phát sinh hoạt động."


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a printed figure where `key` names one."""

    text: str
    key: str = ""


Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as sentences need it, frozen or live."""

    key: str
    group: str
    form: str
    measure: str
    item: int | None
    value: Decimal
    approximate: bool


def shown_from(entry: Sum) -> Shown:
    """A live figure."""
    return Shown(entry.key, entry.group, entry.form, entry.measure, entry.item, entry.value, entry.approximate)


def amount(figure: Shown) -> str:
    """ "khoảng 350 lượt người", "96 m"."""
    about = "khoảng " if figure.approximate else ""
    return f"{about}{render_number(figure.value)} {measure_word(figure.measure)}".strip()


def measure_word(key: str) -> str:
    """A measure as reports print it: the first of its names ("chiếc" of "chiếc / cái")."""
    return catalogue().measure_name(key).split(" / ")[0]


def result_sentences(figures: Sequence[Shown], labels: dict[int, str]) -> list[Sentence]:
    """Section II: how many activities, then by group of forms, then by item."""
    by_key = {figure.key: figure for figure in figures}
    total = by_key.get(ACTIVITIES)
    if total is None or not total.value:
        return [(Piece(ZERO),)]
    first = [Piece("Đã tổ chức "), Piece(render_number(total.value), ACTIVITIES), Piece(" hoạt động, trong đó ")]
    first += [Piece(render_number(by_key[PROVED].value), PROVED), Piece(" hoạt động có minh chứng")]
    if EMBEDDED in by_key and by_key[EMBEDDED].value:
        first += [Piece("; "), Piece(render_number(by_key[EMBEDDED].value), EMBEDDED)]
        first += [Piece(" hoạt động lồng ghép trong sự kiện khác")]
    if LATE in by_key and by_key[LATE].value:
        first += [Piece("; "), Piece(render_number(by_key[LATE].value), LATE)]
        first += [Piece(" hoạt động bổ sung sau ngày chốt số liệu")]
    sentences: list[Sentence] = [(*first, Piece("."))]
    sentences += [group_sentence(name, members) for name, members in grouped(figures)]
    sentences += item_sentences(figures, labels)
    return sentences


def not_applicable_sentence(forms: Iterable[str]) -> str:
    """Which forms the unit has no such work in; empty where there are none."""
    names = [form_inside(form) for form in forms]
    return f"Không áp dụng với đơn vị: {', '.join(names)}." if names else ""


def form_inside(key: str) -> str:
    """A form's name inside a sentence; names of services keep their capital."""
    name = catalogue().form_name(key)
    known = catalogue().forms.get(key)
    return name if known and known.group == SERVICES else lower_first(name)


def grouped(figures: Iterable[Shown]) -> list[tuple[str, list[Shown]]]:
    """Quantities by group of forms, in the order of the catalogue."""
    found: dict[str, list[Shown]] = {}
    for figure in figures:
        if figure.measure:
            found.setdefault(figure.group, []).append(figure)
    order = {group.key: position for position, group in enumerate(catalogue().groups)}
    return [
        (catalogue().group_name(key) if key else "Hoạt động khác", found[key])
        for key in sorted(found, key=lambda key: order.get(key, len(order)))
    ]


def group_sentence(name: str, figures: list[Shown]) -> Sentence:
    """ "Cổ động trực quan: băng rôn 46 chiếc, 312 m; pa nô 84 m²." """
    pieces = [Piece(f"{name}: ")]
    forms: dict[str, list[Shown]] = {}
    for figure in figures:
        forms.setdefault(figure.form, []).append(figure)
    for position, (form, members) in enumerate(forms.items()):
        title = form_inside(form) if form else ""
        pieces.append(Piece(("; " if position else "") + (f"{title} " if title else "")))
        for place, figure in enumerate(members):
            pieces += [Piece(", ")] if place else []
            pieces.append(Piece(amount(figure), figure.key))
    return (*pieces, Piece("."))


def item_sentences(figures: Iterable[Shown], labels: dict[int, str]) -> list[Sentence]:
    """How many activities each item had; items with none are left unsaid, because units choose."""
    counted = [figure for figure in figures if figure.item is not None and figure.value]
    if not counted:
        return []
    pieces = [Piece("Theo nội dung: ")]
    for position, figure in enumerate(counted):
        label = labels.get(figure.item or 0, "")
        pieces += [Piece(("; " if position else "") + f"{label}: "), Piece(render_number(figure.value), figure.key)]
    return [(*pieces, Piece(" hoạt động.")), (Piece(OVERLAP),)]


def plain(sentence: Sentence) -> str:
    """The sentence without its links."""
    return "".join(piece.text for piece in sentence)
