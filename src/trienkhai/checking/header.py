"""The head of a state document: national title, issuer, place and date, kind and abstract (zones 1, 2, 4,
5)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trienkhai.checking.examples import locate
from trienkhai.checking.findings import Hit, Severity
from trienkhai.checking.kinds import find_kind, may_be_state_kind
from trienkhai.checking.laws import DECREE_30, GUIDANCE_05, GUIDANCE_36
from trienkhai.checking.registry import rule
from trienkhai.checking.subject import Subject, System
from trienkhai.parts import Date, Reading, Span

_HEAD = 2000
_NATION = re.compile(r"cong hoa xa hoi chu nghia viet nam")
_MOTTO = re.compile(r"doc lap(?P<first>\W{0,6})tu do(?P<second>\W{0,6})hanh phuc")
_DATE_LINE = re.compile(r"ngày\s{1,12}(?P<day>\d{1,2})\s{1,12}tháng\s{1,12}(?P<month>\d{1,2})\s{1,12}năm\s{1,12}\d{4}")
_TITLES = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


@rule(
    "motto-absent",
    "Có Quốc hiệu và Tiêu ngữ",
    laws=DECREE_30,
    article="Điều 8 và Phụ lục I, Phần I, Mục II.1",
    passing=Reading(text=_TITLES),
    failing=Reading(text="SỞ Y TẾ\nSố: 15/BC-SYT"),
)
def check_motto_present(subject: Subject) -> Iterable[Hit]:
    """The national title and the motto stand in the head."""
    head = subject.folded[:_HEAD]
    if not (_NATION.search(head) and _MOTTO.search(head)):
        yield Hit("Phần đầu không có Quốc hiệu hoặc Tiêu ngữ; có thể mất khi chuyển tệp thành chữ.")


@rule(
    "nation-capitals",
    "Quốc hiệu viết in hoa",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.1",
    severity=Severity.ERROR,
    passing=Reading(text=_TITLES),
    failing=Reading(text=_TITLES.replace("CỘNG HÒA", "Cộng hòa")),
)
def check_nation_capitals(subject: Subject) -> Iterable[Hit]:
    """The national title is in capitals."""
    found = _NATION.search(subject.folded[:_HEAD])
    if found and not subject.text[found.start() : found.end()].isupper():
        yield Hit("Quốc hiệu chưa viết in hoa toàn bộ.", found.span())


@rule(
    "motto-hyphens",
    "Tiêu ngữ có gạch nối, cách chữ hai bên",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.1",
    passing=Reading(text=_TITLES),
    failing=Reading(text=_TITLES.replace(" - ", "-")),
)
def check_motto_hyphens(subject: Subject) -> Iterable[Hit]:
    """The three parts of the motto are joined by hyphens with a space on each side.

    Other signs between them are how a page reader sees a hyphen, and say nothing of the paper.
    """
    found = _MOTTO.search(subject.folded[:_HEAD])
    if found and any(
        subject.text[found.start(name) : found.end(name)].replace("–", "-") in {"", " ", "-", " -", "- "}
        for name in ("first", "second")
    ):
        yield Hit("Giữa các cụm từ của Tiêu ngữ cần có gạch nối (-) và cách chữ hai bên.", found.span())


@rule(
    "issuer-absent",
    "Có tên cơ quan ban hành",
    laws=DECREE_30,
    article="Điều 8 và Phụ lục I, Phần I, Mục II.2",
    passing=Reading(agency="SỞ Y TẾ"),
    failing=Reading(agency=None),
)
def check_issuer(subject: Subject) -> Iterable[Hit]:
    """The head prints the issuing body."""
    if not subject.reading.agency:
        yield Hit("Phần đầu không có tên cơ quan ban hành; có thể mất khi chuyển tệp thành chữ.")


@rule(
    "issuer-capitals",
    "Tên cơ quan ban hành viết in hoa",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.2",
    passing=locate(Reading(text="SỞ Y TẾ", agency="SỞ Y TẾ"), agency="SỞ Y TẾ"),
    failing=locate(Reading(text="Sở Y tế", agency="Sở Y tế"), agency="Sở Y tế"),
)
def check_issuer_capitals(subject: Subject) -> Iterable[Hit]:
    """The issuing body and the one above it are in capitals."""
    for path, name in (("parent_agency", subject.reading.parent_agency), ("agency", subject.reading.agency)):
        if name and not name.isupper():
            yield Hit(f"Tên cơ quan “{name}” chưa viết in hoa.", subject.find_place(path))


@rule(
    "parent-without-province",
    "Cơ quan chủ quản ở địa phương kèm tên địa phương",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.2",
    severity=Severity.REMARK,
    passing=Reading(parent_agency="UBND TỈNH LẠNG SƠN", agency="SỞ Y TẾ"),
    failing=Reading(parent_agency="UBND TỈNH", agency="SỞ Y TẾ"),
)
def check_parent_province(subject: Subject) -> Iterable[Hit]:
    """A people's committee above the issuer is printed with the name of its place."""
    parent = (subject.reading.parent_agency or "").strip()
    if re.fullmatch(r"(?:UBND|[ỦU][YỶ] BAN NHÂN DÂN)(?: (?:TỈNH|THÀNH PHỐ|TP|XÃ|PHƯỜNG|HUYỆN))?", parent):
        yield Hit(f"“{parent}” chưa kèm tên địa phương.", subject.find_place("parent_agency"))


@rule(
    "place-missing",
    "Có địa danh trước ngày tháng",
    laws=(DECREE_30, GUIDANCE_36, GUIDANCE_05),
    article="mục về địa danh và thời gian ban hành",
    passing=Reading(place="Lạng Sơn", date=Date(5, 1, 2023)),
    failing=Reading(place=None, date=Date(5, 1, 2023)),
)
def check_place(subject: Subject) -> Iterable[Hit]:
    """A date line names the place before the date."""
    if subject.reading.date.year is not None and not subject.reading.place:
        yield Hit("Dòng ngày tháng không có địa danh.", subject.find_place("date"))


@rule(
    "date-incomplete",
    "Ngày, tháng, năm ban hành đủ",
    laws=DECREE_30,
    article="Điều 8 và Phụ lục I, Phần I, Mục II.4",
    severity=Severity.ERROR,
    in_draft=Severity.REMARK,
    passing=Reading(date=Date(5, 1, 2023)),
    failing=Reading(date=Date(None, None, 2023)),
)
def check_date(subject: Subject) -> Iterable[Hit]:
    """Day, month and year of issue are there."""
    date = subject.reading.date
    names = (("ngày", date.day), ("tháng", date.month), ("năm", date.year))
    absent = [name for name, value in names if value is None]
    if absent:
        yield Hit(f"Chưa có {', '.join(absent)} ban hành.", subject.find_place("date"))


def _find_date_line(subject: Subject) -> re.Match[str] | None:
    place = subject.find_place("date")
    start, end = (max(place[0] - 60, 0), place[1] + 80) if place else (0, _HEAD)
    return _DATE_LINE.search(subject.text, start, min(end, len(subject.text)))


@rule(
    "date-padding",
    "Ngày nhỏ hơn 10 và tháng 1, 2 thêm số 0",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.4",
    passing=Reading(text="Lạng Sơn, ngày 05 tháng 01 năm 2023"),
    failing=Reading(text="Lạng Sơn, ngày 5 tháng 1 năm 2023"),
)
def check_date_padding(subject: Subject) -> Iterable[Hit]:
    """Days below 10 and months 1 and 2 carry a leading zero, later months below 10 do not."""
    found = _find_date_line(subject)
    if found is None:
        return
    if len(found["day"]) == 1:
        yield Hit(f"Ngày {found['day']} viết là 0{found['day']}.", found.span("day"))
    month = found["month"]
    if month in {"1", "2"}:
        yield Hit(f"Tháng {month} viết là 0{month}.", found.span("month"))
    elif month.startswith("0") and month not in {"01", "02", "00"}:
        yield Hit(f"Tháng {month} viết là {month[1:]}; chỉ tháng 1 và 2 thêm số 0.", found.span("month"))


@rule(
    "date-comma",
    "Sau địa danh có dấu phẩy",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.4",
    passing=Reading(place="Lạng Sơn", text="Lạng Sơn, ngày 05 tháng 01 năm 2023"),
    failing=Reading(place="Lạng Sơn", text="Lạng Sơn ngày 05 tháng 01 năm 2023"),
)
def check_date_comma(subject: Subject) -> Iterable[Hit]:
    """A comma stands between the place and the date."""
    found = _find_date_line(subject)
    if found is None or not subject.reading.place:
        return
    start = subject.text.rfind(subject.reading.place, 0, found.end())
    if start >= 0 and subject.text[start + len(subject.reading.place) : found.start("day")].strip() == "ngày":
        yield Hit("Sau địa danh cần có dấu phẩy.", (start, found.end()))


@rule(
    "kind-unknown",
    "Tên loại thuộc 29 loại văn bản hành chính",
    laws=DECREE_30,
    article="Điều 7",
    severity=Severity.REMARK,
    passing=Reading(doc_type="báo cáo"),
    failing=Reading(doc_type="thông tri"),
)
def check_kind(subject: Subject) -> Iterable[Hit]:
    """The kind is one of the 29 of article 7."""
    kind = subject.reading.doc_type
    if kind and not may_be_state_kind(kind):
        yield Hit(f"“{kind}” không thuộc 29 loại văn bản hành chính.", subject.find_place("doc_type"))


@rule(
    "kind-capitals",
    "Tên loại văn bản viết in hoa",
    laws=DECREE_30,
    article="Phụ lục I, Phần I, Mục II.5",
    passing=locate(Reading(doc_type="báo cáo", text="BÁO CÁO\nKết quả"), doc_type="BÁO CÁO"),
    failing=locate(Reading(doc_type="báo cáo", text="Báo cáo\nKết quả"), doc_type="Báo cáo"),
)
def check_kind_capitals(subject: Subject) -> Iterable[Hit]:
    """The kind of a named document is its title, in capitals."""
    place = subject.find_place("doc_type")
    if place is None or subject.is_dispatch or find_kind(subject.reading.doc_type) is None:
        return
    if not subject.text[place[0] : place[1]].isupper():
        yield Hit("Tên loại văn bản chưa viết in hoa.", place)


@rule(
    "subject-missing",
    "Có trích yếu nội dung",
    laws=DECREE_30,
    article="Điều 8 và Phụ lục I, Phần I, Mục II.5",
    passing=Reading(doc_type="báo cáo", subject="Kết quả thực hiện"),
    failing=Reading(doc_type="báo cáo", subject=None),
)
def check_subject(subject: Subject) -> Iterable[Hit]:
    """The abstract is there; letters of invitation and the like have none in their templates."""
    if subject.reading.doc_type and not subject.reading.subject and not _has_no_abstract(subject):
        yield Hit("Văn bản không có trích yếu nội dung.")


def _has_no_abstract(subject: Subject) -> bool:
    kind = find_kind(subject.reading.doc_type)
    return kind is not None and kind.template not in {"1.1", "1.2 / 1.3", "1.4", "1.5", "1.6"}


@rule(
    "subject-prefix",
    "Trích yếu công văn mở đầu bằng V/v",
    laws=DECREE_30,
    article="Phụ lục III, Mẫu 1.5",
    severity=Severity.REMARK,
    passing=locate(Reading(doc_type="công văn", text="V/v báo cáo", subject="báo cáo"), subject="báo cáo"),
    failing=locate(Reading(doc_type="công văn", text="Về việc báo cáo", subject="báo cáo"), subject="báo cáo"),
)
def check_subject_prefix(subject: Subject) -> Iterable[Hit]:
    """The abstract of a công văn follows "V/v"."""
    place = subject.find_place("subject")
    if place is None or not subject.is_dispatch:
        return
    before: Span = (max(place[0] - 12, 0), place[0])
    if re.search(r"v/v|v\W?v", subject.folded[before[0] : place[0] + 4]) is None:
        yield Hit("Trích yếu của công văn mở đầu bằng “V/v”.", place)


@rule(
    "party-title",
    "Có tiêu đề Đảng Cộng sản Việt Nam",
    laws=(GUIDANCE_36, GUIDANCE_05),
    article="mục II.1.1",
    system=System.PARTY,
    passing=Reading(symbol="KH/TU", text="TỈNH ỦY LẠNG SƠN\nĐẢNG CỘNG SẢN VIỆT NAM"),
    failing=Reading(symbol="KH/TU", text="TỈNH ỦY LẠNG SƠN\n*"),
)
def check_party_title(subject: Subject) -> Iterable[Hit]:
    """A Party document carries the title of the Party at its head, in capitals."""
    if "ĐẢNG CỘNG SẢN VIỆT NAM" not in subject.text[:_HEAD]:
        yield Hit("Phần đầu không có tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”.")
