"""The lists of documents, the registers and the files as workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.http import HttpResponse

from trienkhai.web.documents.book_lines import BookLine, book_line
from trienkhai.web.documents.models import CaseFile, Direction, Document, Filing, RegisterEntry
from trienkhai.web.documents.viewing import listed
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.downloads import send_list
from trienkhai.web.ui.sheets import MOST_ROWS, Cell, Column, Kind, batches

COLUMNS = (
    Column("Số, ký hiệu", width=26),
    Column("Tên loại", width=16),
    Column("Trích yếu", width=60),
    Column("Cơ quan ban hành", width=32),
    Column("Ngày văn bản", Kind.DAY, 12),
    Column("Loại", width=14),
    Column("Trạng thái", width=24),
)


def send_documents(
    actor: Actor, found: QuerySet[Document], *, total: int, words: str = "", side: str = ""
) -> HttpResponse:
    """Every document of the list as this person sees it; `words` and `side` are how it was narrowed."""
    return send_list(
        actor,
        "van-ban",
        "Danh sách văn bản",
        COLUMNS,
        _rows(actor, found),
        total=total,
        filters=(f"tìm “{words}”" if words else "", side),
    )


def _rows(actor: Actor, found: QuerySet[Document]) -> Iterator[tuple[Cell, ...]]:
    for documents in batches(found[:MOST_ROWS].iterator()):
        for line in listed(actor, documents):
            it = line.document
            own = it.office_id == actor.office_id
            yield (
                it.code or (f"…/{it.symbol}" if it.symbol else "chưa có ký hiệu"),
                it.kind_name,
                it.subject,
                it.issuer_name,
                it.dated_on,
                it.get_direction_display() if own else "văn bản đến",
                line.words,
            )


OUTGOING_COLUMNS = (
    Column("Số, ký hiệu văn bản", width=26),
    Column("Ngày tháng văn bản", Kind.DAY, 12),
    Column("Tên loại và trích yếu nội dung văn bản", width=60),
    Column("Người ký", width=30),
    Column("Nơi nhận văn bản", width=50),
    Column("Đơn vị, người nhận bản lưu", width=22),
    Column("Số lượng bản", Kind.NUMBER, 10),
    Column("Ngày chuyển", Kind.DAY, 12),
    Column("Ký nhận", width=20),
    Column("Ghi chú", width=20),
)
INCOMING_COLUMNS = (
    Column("Ngày đến", Kind.DAY, 12),
    Column("Số đến", Kind.NUMBER, 9),
    Column("Tác giả", width=34),
    Column("Số, ký hiệu văn bản", width=26),
    Column("Ngày tháng văn bản", Kind.DAY, 12),
    Column("Tên loại và trích yếu nội dung văn bản", width=60),
    Column("Đơn vị hoặc người nhận", width=34),
    Column("Ngày chuyển", Kind.DAY, 12),
    Column("Ký nhận", width=30),
    Column("Ghi chú", width=34),
)
FILE_COLUMNS = (
    Column("Thứ tự", Kind.NUMBER, 8),
    Column("Số, ký hiệu", width=26),
    Column("Ngày văn bản", Kind.DAY, 12),
    Column("Tác giả", width=34),
    Column("Tên loại và trích yếu", width=60),
    Column("Ngày lưu", Kind.DAY, 12),
    Column("Người lưu", width=34),
)
FILES_COLUMNS = (
    Column("Năm", width=8),
    Column("Ký hiệu", width=18),
    Column("Tiêu đề", width=60),
    Column("Số văn bản", Kind.NUMBER, 11),
    Column("Trạng thái", width=16),
    Column("Ngày mở", Kind.DAY, 12),
    Column("Ngày kết thúc", Kind.DAY, 12),
)


def send_register(
    actor: Actor, found: QuerySet[RegisterEntry], *, direction: Direction, year: int, total: int, words: str
) -> HttpResponse:
    """One register of one year with the ten columns of the decree."""
    outgoing = direction == Direction.OUTGOING
    row = _outgoing if outgoing else _incoming
    return send_list(
        actor,
        "so-van-ban-di" if outgoing else "so-van-ban-den",
        f"Sổ đăng ký {direction.label} năm {year}",
        OUTGOING_COLUMNS if outgoing else INCOMING_COLUMNS,
        (row(book_line(entry)) for entry in found[:MOST_ROWS].iterator(chunk_size=500)),
        total=total,
        filters=(f"năm {year}", f"tìm “{words}”" if words else ""),
    )


def _outgoing(line: BookLine) -> tuple[Cell, ...]:
    paper = (None, line.handed_on, line.taken, line.remark)
    return line.code, line.entry.day, line.name, line.signer, line.receivers, line.kept_by, *paper


def _incoming(line: BookLine) -> tuple[Cell, ...]:
    document = line.entry.document
    came = (line.entry.day, line.entry.number, document.issuer_name, line.code, document.dated_on, line.name)
    return *came, line.receivers, line.handed_on, line.taken, line.remark


def send_case_files(
    actor: Actor, found: QuerySet[CaseFile], *, total: int, words: str = "", year: str = ""
) -> HttpResponse:
    """The list of the office's files."""
    rows = (
        (
            str(row.year),
            row.code,
            row.title,
            row.size,  # type: ignore[attr-defined]  # annotated by the query
            row.get_state_display(),
            row.opened_on,
            row.closed_on,
        )
        for row in found[:MOST_ROWS].iterator()
    )
    filters = (f"năm {year}" if year else "", f"tìm “{words}”" if words else "")
    return send_list(actor, "ho-so", "Danh mục hồ sơ", FILES_COLUMNS, rows, total=total, filters=filters)


def send_case_file(actor: Actor, case_file: CaseFile, filings: Sequence[Filing]) -> HttpResponse:
    """What lies in one file."""
    rows = (
        (
            row.position,
            row.document.code or row.document.symbol,
            row.document.dated_on,
            row.document.issuer_name,
            f"{row.document.kind_name}: {row.document.subject}",
            row.filed_on,
            row.filed_by,
        )
        for row in filings
    )
    title = f"Mục lục văn bản trong hồ sơ {case_file}"
    return send_list(actor, "ho-so-muc-luc", title, FILE_COLUMNS, rows, total=len(filings), notes=(case_file.title,))
