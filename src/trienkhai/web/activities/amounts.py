"""Reading an amount as people in Viet Nam type it ("1.665", "2,5", "khoảng 350", "12 chiếc"), and saying it again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trienkhai.vietnamese.letters import compose, fold
from trienkhai.web.ui.formats import format_number

LARGEST = Decimal("999999999999")
_ABOUT = re.compile(r"(?:khoang|chung|gan|uoc(?: tinh| dat)?|~|≈)\s*")
_FIGURES = re.compile(r"[0-9](?:[0-9., ]*[0-9])?")
_SQUARE = re.compile(r"\b(m|km)2\b")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]{1,2})?")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]{1,2})?")
_COUNTED = (
    gettext_lazy("hai"),
    gettext_lazy("ba"),
    gettext_lazy("bốn"),
    pgettext_lazy("number", "năm"),
    gettext_lazy("sáu"),
    gettext_lazy("bảy"),
    gettext_lazy("tám"),
    gettext_lazy("chín"),
    gettext_lazy("mười"),
)


class InvalidAmount(ValueError):
    """The text is no amount; the message is a sentence for whoever typed it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, whether it is about that much, and the words behind the figures ("chiếc"), "" for none."""

    value: Decimal
    approximate: bool = False
    words: str = ""


def parse_amount(text: str) -> Amount:
    """The amount. A dot or a space parts thousands, a comma stands before at most two decimals.

    Raises InvalidAmount for several amounts in one field, for what could be read in two ways ("2.5", "1,665"), and for
    what is no figure at all.

    >>> parse_amount("khoảng 1.665 lượt người")
    Amount(value=Decimal('1665'), approximate=True, words='lượt người')
    """
    typed = _SQUARE.sub(r"\1²", " ".join(compose(text).text.replace("\u00a0", " ").split()))
    folded = fold(typed)
    about = _ABOUT.match(folded)
    rest, start = folded[about.end() :] if about else folded, about.end() if about else 0
    found = list(_FIGURES.finditer(rest))
    if not found:
        raise InvalidAmount(_("Số lượng “%(typed)s” không có chữ số. Nhập số, ví dụ 12 hoặc 1.665.") % {"typed": typed})
    if len(found) > 1:
        raise InvalidAmount(_several(typed, len(found)))
    if found[0].start() != 0:
        raise InvalidAmount(_("Số lượng “%(typed)s” chưa đọc được. Nhập số trước, ví dụ 12.") % {"typed": typed})
    value = _value(found[0].group())
    if value > LARGEST:
        raise InvalidAmount(_("Số lượng “%(typed)s” quá lớn. Kiểm tra lại số chữ số.") % {"typed": typed})
    return Amount(value, about is not None, typed[start + found[0].end() :].strip(" .;"))


def say_amount(value: Decimal, *, approximate: bool) -> str:
    """ "1.665", "khoảng 350"."""
    figure = format_number(value.normalize())
    return _("khoảng %(figure)s") % {"figure": figure} if approximate else figure


def _several(typed: str, count: int) -> str:
    lines = str(_COUNTED[count - 2]) if count - 2 < len(_COUNTED) else str(count)
    return _("Số lượng “%(typed)s”: ghi thành %(lines)s dòng, mỗi đơn vị tính một dòng.") % {
        "typed": typed,
        "lines": lines,
    }


def _value(figures: str) -> Decimal:
    if _PLAIN.fullmatch(figures) or _THOUSANDS.fullmatch(figures):
        return Decimal(figures.replace(".", "").replace(" ", "").replace(",", "."))
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", figures):
        comma = figures.replace(".", ",")
        raise InvalidAmount(
            _("Số “%(figures)s” đọc được hai cách. Phần thập phân viết sau dấu phẩy: %(comma)s.")
            % {"figures": figures, "comma": comma}
        )
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", figures):
        dots = figures.replace(",", ".")
        raise InvalidAmount(
            _("Số “%(figures)s” đọc được hai cách. Phần nghìn viết sau dấu chấm: %(dots)s.")
            % {"figures": figures, "dots": dots}
        )
    if re.fullmatch(r"[[0-9]., ]+, ?[0-9]+|[0-9]+ [0-9]+", figures) and (", " in figures or " " in figures):
        raise InvalidAmount(_several(figures, len(re.split(r",? ", figures))))
    raise InvalidAmount(_("Số “%(figures)s” chưa đọc được. Viết 1.665 hoặc 2,5.") % {"figures": figures})
