"""A made-up report of a made-up health department, with an appendix of 27 rows."""

from __future__ import annotations

from trienkhai.parts import Date
from trienkhai.rendering.numbers import render_number
from trienkhai.rendering.paper import (
    Align,
    Appendix,
    Column,
    Dash,
    Heading,
    Paper,
    Paragraph,
    Row,
    RowKind,
    Run,
    SentTo,
    Signing,
    Table,
)

UNITS = (
    *(f"Trạm Y tế xã Thanh Bình {number}" for number in range(1, 12)),
    *(f"Trung tâm Y tế khu vực Hòa An {number}" for number in range(1, 12)),
    "Bệnh viện Đa khoa tỉnh",
    "Bệnh viện Y học cổ truyền",
    "Bệnh viện Phục hồi chức năng",
    "Trung tâm Kiểm soát bệnh tật",
    "Trung tâm Kiểm nghiệm thuốc, mỹ phẩm",
)

_COLUMNS = (
    Column("STT", Align.CENTER, 0.6),
    Column("Đơn vị", Align.LEFT, 3.6),
    Column("Buổi", Align.RIGHT, 0.9, "Truyền thông trực tiếp"),
    Column("Lượt người", Align.RIGHT, 1.1, "Truyền thông trực tiếp"),
    Column("Chiếc", Align.RIGHT, 0.9, "Băng rôn"),
    Column("Mét", Align.RIGHT, 0.9, "Băng rôn"),
    Column("Tin, bài", Align.RIGHT, 0.9),
    Column("Hoạt động có minh chứng", Align.RIGHT, 1.2),
)


def _number_cells(place: int) -> tuple[int, ...]:
    return (place % 7 + 2, place * 37 + 80, place % 5 + 1, place * 6 + 12, place % 11 + 3, place % 9 + 4)


def _make_rows() -> tuple[Row, ...]:
    rows = [Row(("I. Trạm Y tế",), RowKind.GROUP)]
    for place, unit in enumerate(UNITS, start=1):
        if place == 12:
            rows.append(Row(("II. Trung tâm Y tế, bệnh viện và đơn vị khác",), RowKind.GROUP))
        rows.append(Row((str(place), unit, *(render_number(value) for value in _number_cells(place)))))
    totals = (sum(column) for column in zip(*(_number_cells(place) for place in range(1, 28)), strict=True))
    rows.append(Row(("", "Tổng cộng", *(render_number(value) for value in totals)), RowKind.TOTAL))
    return tuple(rows)


APPENDIX = Appendix(
    title="Kết quả truyền thông phòng, chống sốt xuất huyết năm 2023 theo đơn vị",
    landscape=True,
    blocks=(
        Table(
            _COLUMNS,
            _make_rows(),
            unit="Số liệu đến ngày 14/12/2023",
            notes=("Ghi chú: băng rôn được tính theo hai cách (chiếc, mét), không cộng với nhau.",),
        ),
    ),
)

BODY = (
    Paragraph(
        "Thực hiện Công văn số 4235/UBND-KGVX ngày 05/6/2023 của Ủy ban nhân dân tỉnh về việc tăng cường "
        "truyền thông phòng, chống sốt xuất huyết năm 2023, Sở Y tế báo cáo kết quả như sau:"
    ),
    Heading("Công tác lãnh đạo, chỉ đạo", 1, "I"),
    Paragraph(
        "Sở Y tế đã ban hành Công văn số 1236/SYT-NVY ngày 12/6/2023, giao nhiệm vụ cho 27 đơn vị; 26 đơn vị "
        "đã tiếp nhận, 25 đơn vị đã xây dựng kế hoạch."
    ),
    Heading("Kết quả thực hiện", 1, "II"),
    Heading("Số liệu chung", 2, "1"),
    Paragraph(
        (
            Run("Tính đến ngày 14/12/2023, theo báo cáo của 20/26 đơn vị, đã tổ chức "),
            Run("400", link="https://example.vn/hoat-dong"),
            Run(" hoạt động, trong đó 346 hoạt động có minh chứng. Cụ thể:"),
        )
    ),
    Dash("Truyền thông trực tiếp: 136 buổi, 11.974 lượt người dự."),
    Dash("Băng rôn: 550 chiếc và 1.665 m (hai cách tính, không cộng)."),
    Heading("Theo hình thức", 3, "a"),
    Paragraph("Số liệu theo từng đơn vị tại Phụ lục kèm theo.", "b"),
    Table(
        (Column("Hình thức", width=3), Column("Số lượng", Align.RIGHT), Column("Đơn vị tính", Align.CENTER)),
        (Row(("Tin, bài", "301", "tin, bài")), Row(("Pa nô", "831,5", "m²"))),
    ),
    Heading("Đánh giá chung", 1, "III"),
    Paragraph("Ưu điểm: các đơn vị đã chủ động lựa chọn nội dung, hình thức phù hợp.", "1"),
    Paragraph("Tồn tại, hạn chế: 06 đơn vị chưa có báo cáo; 54 hoạt động chưa có minh chứng.", "2"),
    Paragraph("Nguyên nhân: một số đơn vị chưa nhận được tài liệu gửi kèm công văn.", "3"),
    Heading("Phương hướng, nhiệm vụ", 1, "IV"),
    Paragraph("Tiếp tục đôn đốc các đơn vị chưa gửi báo cáo; bổ sung số liệu vào báo cáo kỳ sau."),
    Heading("Kiến nghị, đề xuất", 1, "V"),
    Paragraph("Không."),
    Paragraph("Trên đây là kết quả truyền thông phòng, chống sốt xuất huyết năm 2023, Sở Y tế trân trọng báo cáo."),
)

REPORT = Paper(
    kind="Báo cáo",
    subject="Kết quả truyền thông phòng, chống sốt xuất huyết và tăng cường vệ sinh môi trường năm 2023",
    parent_agency="UBND tỉnh Lạng Sơn",
    agency="Sở Y tế",
    symbol="BC-SYT",
    place="Lạng Sơn",
    date=Date(None, 12, 2023),
    addressees=("Văn phòng Ủy ban nhân dân tỉnh",),
    body=BODY,
    signing=Signing("KT.", ("Giám đốc",), "Phó Giám đốc", "Nguyễn Văn An"),
    recipients=(SentTo("Như trên"), SentTo("Giám đốc Sở", "b/c"), SentTo("Các Phó Giám đốc Sở")),
    archive=("VT", "NVY"),
    appendices=(APPENDIX,),
    trace="Số liệu chốt ngày 21/12/2023, mã 7C4A-19E2",
)

DISPATCH = Paper(
    subject="tăng cường truyền thông phòng, chống sốt xuất huyết trong mùa mưa năm 2023 trên địa bàn tỉnh",
    parent_agency="UBND tỉnh Lạng Sơn",
    agency="Sở Văn hóa, Thể thao và Du lịch",
    number="7",
    symbol="SVHTTDL-QLVH&GĐ",
    place="Lạng Sơn",
    date=Date(5, 1, 2023),
    urgency="hỏa tốc",
    addressees=("Các đơn vị trực thuộc Sở", "Phòng Văn hóa và Thông tin các huyện, thành phố"),
    bases=("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",),
    body=(
        Paragraph("Sở yêu cầu các đơn vị thực hiện."),
        Paragraph("Đề nghị các đơn vị báo cáo trước ngày 20/12/2023."),
    ),
    signing=Signing("TM.", ("Ủy ban nhân dân", "KT. Chủ tịch"), "Phó Chủ tịch"),
    recipients=(SentTo("Như trên"),),
    archive=("VT", "QLVH&GĐ"),
    contact="Địa chỉ: số 1, đường Mai Thế Chuẩn; điện thoại: (0205) 000 000",
    electronic=False,
)
