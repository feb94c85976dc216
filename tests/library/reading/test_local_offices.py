"""What councils, people's committees, departments, schools and hospitals print otherwise than the decree's forms."""

from __future__ import annotations

import pytest

from trienkhai import Reading, find_citations, read_text

_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
_DAY = "Huế, ngày 05 tháng 6 năm 2024\n"


def _read(
    body: str, *, number: str = "12/KH-UBND", day: str = "Hòa Vang, ngày 05 tháng 6 năm 2024", title: str = "KẾ HOẠCH"
) -> Reading:
    head = f"ỦY BAN NHÂN DÂN\nHUYỆN HÒA VANG\nSố: {number}\n{_MOTTO}{day}\n"
    return read_text(f"{head}\n{title}\nTrồng cây đầu năm\n\n{body}\n" if title else f"{head}\n{body}\n")


def _levels(reading: Reading) -> list[tuple[str, int]]:
    return [(item.label, item.level) for item in reading.outline]


@pytest.mark.parametrize(("number", "kind"), [("07/QĐ-UBND", "quyết định"), ("07/CT-UBND", "chỉ thị")])
def test_a_title_that_was_lost_is_told_by_the_symbol(number: str, kind: str) -> None:
    assert _read("Tình hình cháy rừng còn diễn biến phức tạp.", number=number, title="").doc_type == kind


def test_about_in_capitals_is_no_dispatch_but_about_in_small_letters_is() -> None:
    lost = "VỀ VIỆC TRỒNG RỪNG PHÒNG HỘ\nCăn cứ Luật Lâm nghiệp năm 2017;"
    assert _read(lost, number="07/QĐ-UBND", title="").doc_type == "quyết định"
    assert (
        _read("V/v trồng rừng phòng hộ\nChi cục gửi kèm bản đồ.", number="07/CT-TTHT", title="").doc_type == "công văn"
    )


def test_a_place_whose_name_looks_like_the_word_for_an_hour_is_whole() -> None:
    assert _read("Một câu.", day="Đồng Hới, ngày 08 tháng 9 năm 2015").place == "Đồng Hới"
    assert _read("Một câu.", day="Đồng Hới, hồi 7 giờ ngày 08 tháng 9 năm 2015").place == "Đồng Hới"


@pytest.mark.parametrize("sign", ["-", "/", "."])
def test_a_date_line_in_figures_is_read(sign: str) -> None:
    reading = _read("Một câu.", day=f"Hòa Vang, ngày 02{sign}3{sign}2015")
    assert (reading.date.day, reading.date.month, reading.date.year, reading.place) == (2, 3, 2015, "Hòa Vang")


def test_the_day_of_another_document_in_the_head_is_no_date_line() -> None:
    reading = _read("Một câu.", day="(Ban hành kèm theo Quyết định số 5/QĐ-UBND, ngày 02/3/2015)")
    assert reading.date.year is None


def test_a_subject_in_quotes_loses_them() -> None:
    text = f"SỞ Y TẾ\nSố: 15/SYT-NVY\n“V/v phòng bệnh dại”\n{_MOTTO}{_DAY}Kính gửi: Các bệnh viện\n"
    assert read_text(text).subject == "phòng bệnh dại"


@pytest.mark.parametrize("sign", ["/", "-", ")"])
def test_lettered_points_may_end_with_a_slash_or_a_dash(sign: str) -> None:
    reading = _read(f"1. Thu:\na{sign} Thu ủy thác;\nb{sign} Lãi tiền gửi.\n2. Chi thường xuyên.")
    assert _levels(reading) == [("1", 1), ("a", 2), ("b", 2), ("2", 1)]


def test_dashes_between_two_stars_lie_in_the_first_star() -> None:
    reading = _read("1. Nông nghiệp:\n* Trồng trọt đạt khá.\n- Lúa 450 ha.\n- Ngô 20 ha.\n* Chăn nuôi ổn định.")
    assert _levels(reading) == [("1", 1), ("*", 2), ("-", 3), ("-", 3), ("*", 2)]


def test_a_star_that_does_not_come_again_holds_no_dashes() -> None:
    reading = _read("1. Nông nghiệp:\n* Trồng trọt đạt khá.\n- Lúa 450 ha.\n2. Dịch vụ.")
    assert _levels(reading)[1][1] == _levels(reading)[2][1]


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("Nhận hồ sơ từ 08h ngày 15/3/2024 đến trước 17h ngày 25/3/2024.",
         "từ 08h ngày 15/3/2024 đến trước 17h ngày 25/3/2024"),
        ("Các đơn vị báo cáo hằng ngày trước 15h về Sở.", "hằng ngày trước 15h"),
        ("Các đơn vị báo cáo vào ngày 15 và ngày 30 hàng tháng.", "vào ngày 15 và ngày 30 hàng tháng"),
        ("Các đơn vị báo cáo kết quả hàng tuần về Sở.", "hàng tuần"),
    ],
)  # fmt: skip
def test_windows_with_hours_and_duties_that_come_back(sentence: str, deadline: str) -> None:
    assert [found.text for found in _read(f"1. {sentence}").deadlines] == [deadline]


def test_days_of_a_forecast_are_no_deadline() -> None:
    reading = _read("Theo bản tin của Đài Khí tượng, từ ngày 03/8 đến ngày 06/8/2023 có mưa to.")
    assert reading.deadlines == ()


def test_an_issuer_ends_before_about_with_a_capital() -> None:
    text = "nhận được Công văn số 84/UBND-VX ngày 22/3/2011 của UBND tỉnh Quảng Ninh V/v phối hợp tuyên truyền"
    assert [found.issuer for found in find_citations(text)] == ["UBND tỉnh Quảng Ninh"]


def test_resolutions_of_the_standing_committee_in_a_list_share_kind_and_issuer() -> None:
    text = (
        "Thực hiện các Nghị quyết của Ủy ban Thường vụ Quốc hội: Số 97/2020/UBTVQH14 ngày 08/7/2020 về nguyên tắc;"
        " số 26/2021/UBTVQH15 ngày 14/9/2021;"
    )
    found = [(citation.type, citation.code, citation.issuer) for citation in find_citations(text)]
    issuer = "Ủy ban Thường vụ Quốc hội"
    assert found == [("nghị quyết", "97/2020/UBTVQH14", issuer), ("nghị quyết", "26/2021/UBTVQH15", issuer)]


def test_a_greeting_in_brackets_loses_the_closing_one() -> None:
    text = f"SỞ Y TẾ\nSố: 15/SYT-NVY\n{_MOTTO}{_DAY}Kính gửi: Các bệnh viện;\n(Đồng kính gửi: Công an thành phố)\n"
    assert read_text(text).addressees == ("Các bệnh viện", "Công an thành phố")


def test_a_long_name_may_telegraph() -> None:
    text = (
        "UBND TỈNH KON TUM\nBAN CHỈ HUY PCTT VÀ TKCN\nSố: 05/CĐ-BCH\n"
        f"{_MOTTO}Kon Tum, ngày 03 tháng 8 năm 2023\nCÔNG ĐIỆN\nVề việc ứng phó mưa lớn\n"
        "BAN CHỈ HUY PHÒNG CHỐNG THIÊN TAI VÀ TÌM KIẾM CỨU NẠN TỈNH KON TUM điện:\n"
        "- Chủ tịch UBND các huyện;\n- Công ty Khai thác công trình thủy lợi.\n\nYêu cầu trực ban đầy đủ.\n"
    )
    assert read_text(text).addressees == ("Chủ tịch UBND các huyện", "Công ty Khai thác công trình thủy lợi")


def _doers(body: str) -> list[tuple[str, ...]]:
    return [item.addressees for item in _read(body, number="12/TB-UBND", title="THÔNG BÁO").directive.items]


@pytest.mark.parametrize(
    ("body", "doers"),
    [
        # whom a heading or an opening sentence hands its list to
        ("1. Giao Phòng Y tế:\n- Kiểm tra các trạm y tế.", ("Phòng Y tế",)),
        ("Huyện đề nghị Thủ trưởng các đơn vị:\n- Rà soát danh sách.", ("Thủ trưởng các đơn vị",)),
        ("Huyện đề nghị các xã thực hiện một số nội dung sau:\n1. Rà soát danh sách.", ("các xã",)),
        # whom a colon parts from what to do
        ("1. Nhà trường: Chủ trì, phối hợp với Đoàn xã trồng cây.", ("Nhà trường",)),
        ("1. Đoàn trường: Chủ trì, phối hợp với tổ Thể dục xây dựng điều lệ.", ("Đoàn trường",)),
        ("1. Tổ trưởng chuyên môn: Kiểm tra hồ sơ giáo viên.", ("Tổ trưởng chuyên môn",)),
        # bodies whose name goes on with "Hội"
        ("1. Thường trực Hội đồng nhân dân xã giám sát việc trồng cây.", ("Thường trực Hội đồng nhân dân xã",)),
        # a noun that ends like a verb
        ("1. Công ty Khai thác công trình thủy lợi rà soát hồ chứa.", ("Công ty Khai thác công trình thủy lợi",)),
    ],
)
def test_who_is_to_do_it(body: str, doers: tuple[str, ...]) -> None:
    assert _doers(body) == [doers]


def test_by_when_to_answer_is_asked_under_a_heading_of_times_and_papers_too() -> None:
    reading = _read("1. Thời gian, hồ sơ\nVăn bản đăng ký gửi về Phòng Nội vụ trước ngày 31/10/2024.\n")
    assert [(item.kind, item.deadline and item.deadline.text) for item in reading.directive.items] == [
        ("report", "trước ngày 31/10/2024")
    ]


def test_an_article_may_stand_alone_on_its_line() -> None:
    reading = _read("Căn cứ Luật Lâm nghiệp năm 2017;\nQUYẾT ĐỊNH:\nĐiều 1.\nTrồng rừng.\nĐiều 2.\nThi hành.")
    assert _levels(reading) == [("Điều 1", 1), ("Điều 2", 1)]


def test_what_stands_below_a_lone_article_is_its_own() -> None:
    body = "QUYẾT ĐỊNH:\nĐiều 1.\nTrồng rừng phòng hộ.\nĐiều 2.\nGiao Phòng Y tế rà soát danh sách.\n"
    items = _read(body, number="12/QĐ-UBND", title="QUYẾT ĐỊNH").directive.items
    assert [(item.label, item.addressees) for item in items] == [("Điều 2", ("Phòng Y tế",))]


def test_a_title_whose_line_was_cut_within_a_name_goes_on() -> None:
    head = f"ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 68/KH-UBND\n{_MOTTO}Lào Cai, ngày 11 tháng 3 năm 2020\nKẾ HOẠCH\n"
    title = "THỰC HIỆN CHỈ THỊ SỐ 7-CT/TW CỦA BAN\nBÍ THƯ VỀ TRỒNG RỪNG, GIỮ\nĐẤT MIỀN NÚI\n"
    reading = read_text(f"{head}{title}Căn cứ Luật Lâm nghiệp năm 2017;\n")
    assert reading.subject == "THỰC HIỆN CHỈ THỊ SỐ 7-CT/TW CỦA BAN BÍ THƯ VỀ TRỒNG RỪNG, GIỮ ĐẤT MIỀN NÚI"
    assert reading.citations[0].issuer == "BAN BÍ THƯ"


def test_the_law_on_making_laws_is_cited_in_small_letters_too() -> None:
    text = "Căn cứ Luật ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;"
    assert [found.date and found.date.year for found in find_citations(text)] == [2015]


def test_a_dispatch_may_write_about_with_a_colon_and_file_in_brackets() -> None:
    text = (
        f"SỞ Y TẾ\nSố: 15/SYT-NVY\nVề: góp ý dự thảo quy chế\n{_MOTTO}{_DAY}Kính gửi: Các bệnh viện\n\n"
        "Các đơn vị gửi ý kiến về Phòng Nghiệp vụ trước ngày 13/12/2024.\n\n"
        "Nơi nhận:\n- Như trên;\n- Lưu (VP ; NVY).\nGIÁM ĐỐC\nNguyễn Văn Hải\n"
    )
    reading = read_text(text)
    assert (reading.subject, reading.archive) == ("góp ý dự thảo quy chế", ("VP", "NVY"))
    assert [item.addressees for item in reading.directive.items] == [("Các đơn vị",)]


def test_an_annex_issued_with_a_paper_is_named_without_the_issuing() -> None:
    reading = _read("Công bố danh mục thủ tục.\n(Theo phụ lục ban hành kèm theo Kế hoạch này).")
    assert reading.attachments == ("phụ lục",)


def test_a_year_that_something_runs_to_is_no_period() -> None:
    head = f"ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 68/KH-UBND\n{_MOTTO}Lào Cai, ngày 11 tháng 3 năm 2020\nKẾ HOẠCH\n"
    assert read_text(f"{head}Trồng rừng đến năm 2030\n\nMột câu.\n").directive.period is None
    assert read_text(f"{head}Trồng rừng năm 2030\n\nMột câu.\n").directive.period is not None


def test_a_school_whose_name_holds_a_verb_but_for_its_mark_is_named_whole() -> None:
    issuer = read_text("Trường Mẫu giáo Hoa Mai thông báo lịch nghỉ như sau:\n1. Nghỉ một ngày.\n").directive.issuer
    assert issuer is not None
    assert issuer.name == "Trường Mẫu giáo Hoa Mai"


def test_the_subject_behind_whose_decision_it_is_stays() -> None:
    head = f"ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 68/QĐ-UB\n{_MOTTO}Lào Cai, ngày 11 tháng 3 năm 2003\nQUYẾT ĐỊNH\n"
    reading = read_text(f"{head}CỦA ỦY BAN NHÂN DÂN TỈNH V/V PHÊ DUYỆT QUY HOẠCH\nTRỒNG RỪNG\nCăn cứ Luật Đất đai;\n")
    assert reading.subject == "PHÊ DUYỆT QUY HOẠCH TRỒNG RỪNG"
