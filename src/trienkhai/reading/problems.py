"""What a person should look at: gaps, doubtful spellings, parts that do not agree. Each rule stands alone.

A problem is given once, at its first place; the message names the others. Nothing here refuses a document: a
draft may lack its number, and a text that was taken out of a file may have lost its header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from trienkhai.parts import Citation, Directive, ItemKind, Problem, Reading, Span
from trienkhai.reading.directive_words import directive_words
from trienkhai.reading.labels import Style, find_label
from trienkhai.reading.orders import is_closing
from trienkhai.reading.sections import Body
from trienkhai.reading.split import Zones
from trienkhai.sources.lines import Source, TextLayer
from trienkhai.vietnamese.letters import fold, fold_whole

_MODE = re.compile(r"[KTQ](?<!\w.)(?:(?<=K)/?T|(?<=T)(?:/?[ML]|UQ)|(?<=Q))\.(?=[^\W\d_a-z])")
_MARK_BEHIND_STOP = re.compile(r"[;,.]\s*\(\s*(?:để\s+)?[^\W\d_]{1,3}/[^\W\d_]{1,4}\s*\)|[;,.]\s*\(để [^)]{2,20}\)")
_TITLES = ("doc lap", "cong hoa xa hoi chu nghia", "dang cong san", "doan tncs", "doan thanh nien cong san")
_STOPS = ".;:,!?…/)”\"'"
_YEAR_IN_CODE = re.compile(r"/(?:19|20)\d{2}/|/QH\d")
_NOT_A_UNIT = re.compile(r"^(?:VT|HC|VP|HS|VTLT|HCTH|Văn thư|Văn phòng)$", re.IGNORECASE)

Rule = Callable[["_Whole"], Iterator[Problem]]


class _Whole:
    """A reading with what several rules ask of its text."""

    def __init__(self, body: Body, zones: Zones, reading: Reading, directive: Directive) -> None:
        self.body = body
        self.zones = zones
        self.reading = reading
        self.directive = directive  # the reading carries it not yet
        self.text = reading.text
        self.folded = fold_whole(reading.text)

    def place(self, path: str) -> Span | None:
        """Where a field was found."""
        places = self.reading.places.get(path)
        return places[0] if places else None

    @property
    def orders(self) -> bool:
        """Whether the document orders anything."""
        return bool(self.directive.items or self.directive.assignments)


def find_problems(body: Body, zones: Zones, reading: Reading, directive: Directive) -> tuple[Problem, ...]:
    """All problems, in the order of the rules."""
    whole = _Whole(body, zones, reading, directive)
    return tuple(problem for rule in _RULES for problem in rule(whole))


def find_layer_problems(source: Source) -> tuple[Problem, ...]:
    """That the letters a PDF keeps behind its page images are garbled: no place of the text is to blame."""
    if source.text_layer is TextLayer.SOUND:
        return ()
    if source.text_layer is TextLayer.SET_ASIDE:
        return (
            Problem(
                "text-layer-set-aside",
                "Lớp chữ kèm trong tệp PDF sai dấu gần hết, nên máy đã bỏ lớp chữ và đọc từ ảnh trang. "
                "Đối chiếu với ảnh trang trước khi dùng.",
            ),
        )
    return (
        Problem(
            "text-layer-garbled",
            "Lớp chữ kèm trong tệp PDF sai dấu gần hết (nhận dạng bằng chương trình không biết tiếng Việt); "
            "bản đọc theo lớp chữ ấy. Cho máy đọc lại từ ảnh trang, hoặc đối chiếu từng chỗ.",
        ),
    )


def _number_missing(whole: _Whole) -> Iterator[Problem]:
    if whole.reading.number is None:
        yield Problem(
            "number-missing",
            "Chưa có số văn bản. Bản thảo được để trống; khi ban hành phải có số.",
            whole.place("symbol"),
        )


def _date_incomplete(whole: _Whole) -> Iterator[Problem]:
    date = whole.reading.date
    names = (("ngày", date.day), ("tháng", date.month), ("năm", date.year))
    missing = [name for name, value in names if value is None]
    if missing:
        yield Problem(
            "date-incomplete",
            f"Ngày ban hành còn thiếu {', '.join(missing)}. Bản thảo được để trống; khi ban hành phải đủ.",
            whole.place("date"),
        )


def _issuer_absent(whole: _Whole) -> Iterator[Problem]:
    if whole.reading.agency is None:
        issuer = whole.directive.issuer
        guess = f" Theo nội dung, có thể là {issuer.name}." if issuer else ""
        yield Problem(
            "issuer-absent",
            f"Phần đầu không có tên cơ quan ban hành (có thể mất khi lấy chữ ra).{guess}",
            issuer.span if issuer else None,
        )


def _motto_absent(whole: _Whole) -> Iterator[Problem]:
    # Two columns may put the title behind the subject; page readers lose letters of it.
    head = " ".join(whole.folded[: max(whole.zones.body[0], 600)].split())
    if not any(title in head for title in _TITLES) and "hanh phuc" not in head:
        yield Problem("motto-absent", "Không thấy Quốc hiệu và Tiêu ngữ ở phần đầu (có thể mất khi lấy chữ ra).", None)


def _authority_spacing(whole: _Whole) -> Iterator[Problem]:
    start = whole.zones.foot[0] if whole.zones.foot else whole.zones.body[1]
    end = whole.zones.foot[1] if whole.zones.foot else len(whole.text)
    match = _MODE.search(whole.text, start, end)
    if match:
        yield Problem("authority-spacing", f"Thiếu dấu cách sau “{match.group()}” trong quyền hạn ký.", match.span())


_NOTE = re.compile(r"\s*[(.].*$")


def _drafting_unit_differs(whole: _Whole) -> Iterator[Problem]:
    """A dispatch's symbol ends with the unit that drafted it; Lưu names that unit too (Decree 30/2020)."""
    symbol = whole.reading.symbol or ""
    if whole.reading.doc_type != "công văn" or "-" not in symbol:
        return
    unit = symbol.rsplit("-", 1)[1].strip()
    kept = [_NOTE.sub("", entry).strip() for entry in whole.reading.archive]
    units = [entry for entry in kept if entry.isupper() and len(entry) > 1 and not _NOT_A_UNIT.match(entry)]
    if units and not any(unit in entry or entry in unit for entry in units):
        place = next((n for n, entry in enumerate(whole.reading.archive) if entry.startswith(units[0])), 0)
        named = units[0].strip("“”\"'")
        yield Problem(
            "drafting-unit-differs",
            f"Đơn vị soạn thảo ghi khác nhau: “{unit}” trong ký hiệu, “{named}” ở dòng Lưu.",
            whole.place(f"archive[{place}]"),
        )


def _recipient_separator(whole: _Whole) -> Iterator[Problem]:
    if whole.zones.foot is None:
        return
    found = [match.span() for match in _MARK_BEHIND_STOP.finditer(whole.text, *whole.zones.foot)]
    if found:
        words = ", ".join(f"“{whole.text[start:end].strip()}”" for start, end in found)
        yield Problem("recipient-separator", f"Ở Nơi nhận, dấu câu đứng trước phần ghi chú: {words}.", found[0])


@cache
def _suspects() -> re.Pattern[str]:
    """Any abbreviation that may stand for a title."""
    either = "|".join(map(re.escape, directive_words().title_abbreviations))
    return re.compile(rf"(?<![\w&/.-])({either})(?![\w&/-])")


def _abbreviation_suspect(whole: _Whole) -> Iterator[Problem]:
    if whole.zones.foot is None:
        return
    known = directive_words().title_abbreviations
    found = list(_suspects().finditer(whole.text, *whole.zones.foot))
    if found:
        words = ", ".join(f"{match.group()} (có thể là {known[match.group()]})" for match in found)
        yield Problem("abbreviation-suspect", f"Chữ viết tắt đáng ngờ ở Nơi nhận: {words}.", found[0].span())


def _citation_incomplete(whole: _Whole) -> Iterator[Problem]:
    """The first mention names kind, number and symbol, and the day (Decree 30/2020, appendix I, part II.6)."""
    citations = whole.reading.citations
    dated = {citation.code for citation in citations if citation.date is not None}
    lacking: dict[str, tuple[Citation, str]] = {}
    for citation in citations:
        code = citation.code
        if not code or code in lacking:
            continue
        if code.isdecimal():
            lacking[code] = citation, "ký hiệu"
        elif code not in dated and not _YEAR_IN_CODE.search(code):
            lacking[code] = citation, "ngày tháng"
    if lacking:
        named = "; ".join(f"{citation.text} thiếu {part}" for citation, part in lacking.values())
        first = next(iter(lacking.values()))[0]
        yield Problem("citation-incomplete", f"Viện dẫn chưa đủ: {' '.join(named.split())}.", first.span)


def _addressees_differ(whole: _Whole) -> Iterator[Problem]:
    """Kính gửi, the request and the closing sentence should name the same bodies."""
    printed = {_plain(name) for name in whole.reading.addressees}
    if len(printed) < 2:
        return
    for paragraph, orders in zip(whole.body.paragraphs, whole.body.orders, strict=True):
        if paragraph.item is not None:
            continue
        for order in orders:
            named = {_plain(name) for name in order.who}
            if len(named) > 1 and named & printed and named != printed:
                where = "câu kết" if is_closing(paragraph.folded) else "câu yêu cầu"
                yield Problem(
                    "addressees-differ",
                    f"Nơi nhận việc ghi khác nhau giữa Kính gửi và {where}.",
                    paragraph.span(*order.doers) if order.doers else None,
                )
                return


_NO_WORD = re.compile(r"[\W_]+")


def _plain(name: str) -> str:
    return " ".join(_NO_WORD.sub(" ", fold(name)).split())


@cache
def _spellings() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The groups of words that are spelt in several ways, each beside its folded letters."""
    return tuple((group, tuple(map(fold, group))) for group in directive_words().spelling_groups)


def _spelling_varies(whole: _Whole) -> Iterator[Problem]:
    groups = [group for group, folded in _spellings() if sum(map(whole.folded.__contains__, folded)) > 1]
    if not groups:
        return
    lower = whole.text.lower()
    if len(lower) != len(whole.text):  # "İ" becomes two letters, and places would shift
        lower = "".join(letter.lower()[0] for letter in whole.text)
    found: list[tuple[int, str]] = []
    for group in groups:
        used = [(place, word) for word in group if (place := _find_word(lower, word)) >= 0]
        if len(used) > 1:
            found += used
    if found:
        found.sort()
        words = ", ".join(f"“{word}”" for _, word in found)
        start, first = found[0]
        yield Problem("spelling-varies", f"Cùng một từ viết nhiều cách: {words}.", (start, start + len(first)))


def _find_word(lower: str, word: str) -> int:
    place = lower.find(word)
    while place >= 0:
        end = place + len(word)
        if not (lower[place - 1 : place].isalnum() or lower[end : end + 1].isalnum()):
            return place
        place = lower.find(word, end)
    return -1


def _attachment_absent(whole: _Whole) -> Iterator[Problem]:
    absent = whole.directive.announced_but_absent
    if absent:
        names = "; ".join(f"“{entry.text}”" for entry in absent)
        yield Problem("attachment-absent", f"Có nhắc tài liệu kèm theo nhưng không thấy: {names}.", absent[0].span)


def _punctuation_missing(whole: _Whole) -> Iterator[Problem]:
    """A sentence of the opening that just stops. Headings and items are no sentences."""
    for paragraph in whole.body.paragraphs:
        if paragraph.item is not None:
            break
        words = paragraph.text.rstrip()
        if len(words) >= 60 and words[-1] not in _STOPS and not words.isupper():
            end = paragraph.spans[-1][1]
            yield Problem(
                "punctuation-missing",
                f"Câu mở đầu kết thúc không có dấu câu: “…{words[-30:].split(' ', 1)[-1]}”.",
                (paragraph.spans[-1][0], end),
            )
            return


def _numbering_unusual(whole: _Whole) -> Iterator[Problem]:
    """Decree 30/2020 names phần, chương, mục, điều, khoản, điểm; 1.1 is none of them. The Party uses it."""
    if "dang cong san" in whole.folded[: max(whole.zones.body[0], 600)]:
        return
    for item in whole.reading.outline:
        label = find_label(item.text)
        if label is not None and label.style is Style.DECIMAL:
            yield Problem(
                "numbering-unusual",
                f"Đánh số “{item.label}” không thuộc các cấp nêu trong Nghị định 30/2020 (nhận xét, không phải lỗi).",
                item.span,
            )
            return


def _deadline_none(whole: _Whole) -> Iterator[Problem]:
    reports = any(item.kind is ItemKind.REPORT for item in whole.directive.items)
    if whole.orders and not whole.reading.deadlines and not reports:
        yield Problem("deadline-none", "Văn bản giao việc nhưng không nêu thời hạn và không yêu cầu báo cáo.", None)


_RULES: tuple[Rule, ...] = (
    _number_missing,
    _date_incomplete,
    _issuer_absent,
    _motto_absent,
    _authority_spacing,
    _drafting_unit_differs,
    _recipient_separator,
    _abbreviation_suspect,
    _citation_incomplete,
    _addressees_differ,
    _spelling_varies,
    _attachment_absent,
    _punctuation_missing,
    _numbering_unusual,
    _deadline_none,
)
