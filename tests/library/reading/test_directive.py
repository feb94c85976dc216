"""What documents of several sectors order: tasks, reports, topics, doers, parts, periods."""

from __future__ import annotations

import pytest

from tests.library.reading.orders_support import ordered, read_dispatch
from trienkhai.parts import Directive, ItemKind
from trienkhai.reading.pipeline import read_text

LEAD, COOPERATE, ALL = "lead", "cooperate", "all"


def items_of(directive: Directive) -> list[tuple[str, str | None, tuple[str, ...], str | None]]:
    """Kind, label, addressees and deadline of each item."""
    return [
        (item.kind.value, item.label, item.addressees, item.deadline.text if item.deadline else None)
        for item in directive.items
    ]


def parts_of(directive: Directive) -> list[tuple[str, tuple[str, ...]]]:
    """Role and doers of each assignment, without the opening sentence's."""
    return [(entry.role.value, entry.who) for entry in directive.assignments[1:]]


TASKS = [
    (
        "1. Sở Y tế:\na) Chủ trì, phối hợp với Bệnh viện tỉnh, Công an tỉnh xây dựng kế hoạch, hoàn thành trước ngày "
        "15/12/2025;\n",
        [("task", "a", ("Sở Y tế",), "trước ngày 15/12/2025")],
        [(LEAD, ("Sở Y tế",)), (COOPERATE, ("Bệnh viện tỉnh", "Công an tỉnh"))],
        "the heading names the doer, the point leads and names who co-operates",
    ),
    (
        "1. Giao Phòng Giáo dục và Đào tạo chủ trì, phối hợp với Trung tâm Y tế tổ chức tập huấn.\n",
        [("task", "1", ("Phòng Giáo dục và Đào tạo",), None)],
        [(LEAD, ("Phòng Giáo dục và Đào tạo",)), (COOPERATE, ("Trung tâm Y tế",))],
        "handed to one body",
    ),
    (
        "2. UBND các xã, phường có trách nhiệm rà soát hộ nghèo.\n",
        [("task", "2", ("UBND các xã, phường",), None)],
        [(ALL, ("UBND các xã, phường",))],
        "many bodies under one name are asked alike",
    ),
    (
        "3. Giao các sở: Nội vụ, Tài chính, Xây dựng đôn đốc các hội.\n",
        [("task", "3", ("Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng"), None)],
        [(LEAD, ("Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng"))],
        "one kind word for several names",
    ),
    (
        "4. Giao đồng chí Trần Văn B, Trưởng phòng Thanh tra theo dõi.\n",
        [("task", "4", ("đồng chí Trần Văn B, Trưởng phòng Thanh tra",), None)],
        [(LEAD, ("đồng chí Trần Văn B, Trưởng phòng Thanh tra",))],
        "a person with a title is one",
    ),
    (
        "- Kiểm tra các hồ đập xung yếu.\n",
        [("task", "-", (), None)],
        [],
        "nobody named: the addressees of the document",
    ),
    (
        "5. Phòng Tài vụ phối hợp với Văn phòng bảo đảm kinh phí.\n",
        [("task", "5", ("Phòng Tài vụ",), None)],
        [(COOPERATE, ("Phòng Tài vụ",))],
        "told only to co-operate",
    ),
]

TASKS += [  # as central bodies order
    (
        "1. Đối với Chủ tịch UBND tỉnh:\n- Tổ chức kiểm điểm.\n",
        [("task", "-", ("Chủ tịch UBND tỉnh",), None)],
        [(LEAD, ("Chủ tịch UBND tỉnh",))],
        "for whom the points below are",
    ),
    (
        "1. Trung ương Đoàn\na) Tổ chức cuộc thi.\n",
        [("task", "a", ("Trung ương Đoàn",), None)],
        [(LEAD, ("Trung ương Đoàn",))],
        "the Youth Union's centre",
    ),
    (
        "1. Yêu cầu Công ty Dược A, trong thời hạn 02 ngày, gửi thông báo tới các đại lý.\n",
        [("task", "1", ("Công ty Dược A",), "trong thời hạn 02 ngày")],
        [(LEAD, ("Công ty Dược A",))],
        "a time between doer and verb",
    ),
    (
        "2. Giao Phó Thủ tướng Trần Văn B trực tiếp chỉ đạo, tháo gỡ vướng mắc.\n",
        [("task", "2", ("Phó Thủ tướng Trần Văn B",), None)],
        [(LEAD, ("Phó Thủ tướng Trần Văn B",))],
        "how it is done is no part of the name",
    ),
    (
        "3. Thẩm phán được phân công có trách nhiệm nghiên cứu hồ sơ.\n",
        [("task", "3", ("Thẩm phán được phân công",), None)],
        [(LEAD, ("Thẩm phán được phân công",))],
        "a judge",
    ),
]

REPORTS = [
    (
        "- Báo cáo kết quả về Sở Y tế trước ngày 25 hằng tháng.\n",
        [("report", "-", (), "trước ngày 25 hằng tháng")],
        "a recurring report",
    ),
    (
        "1. Các bệnh viện định kỳ 6 tháng, năm báo cáo kết quả về Sở Y tế.\n",
        [("report", "1", ("Các bệnh viện",), "định kỳ 6 tháng, năm")],
        "twice a year and every year",
    ),
    (
        "1. Trạm Y tế theo dõi tình hình dịch; báo cáo kết quả về Sở trước ngày 20/12/2025.\n",
        [("task", "1", ("Trạm Y tế",), None), ("report", "1", ("Trạm Y tế",), "trước ngày 20/12/2025")],
        "work and report: the day belongs to the report",
    ),
    (
        "- Gửi danh sách đầu mối về Sở Y tế trước ngày 10/10/2025.\n",
        [("report", "-", (), "trước ngày 10/10/2025")],
        "a list to be sent in",
    ),
]

TASKS += [
    (
        "3. Ủy ban Kiểm tra chủ trì, phối hợp với Văn phòng Đảng ủy kiểm tra, giám sát việc thực hiện.\n",
        [("task", "3", ("Ủy ban Kiểm tra",), None)],
        [(LEAD, ("Ủy ban Kiểm tra",)), (COOPERATE, ("Văn phòng Đảng ủy",))],
        "'kiểm tra, giám sát' is done, not named",
    ),
    (
        "1. Giao Bộ Giáo dục và Đào tạo chủ trì, phối hợp với Bộ Nội vụ tiếp thu ý kiến, trình Chính phủ.\n",
        [("task", "1", ("Bộ Giáo dục và Đào tạo",), None)],
        [(LEAD, ("Bộ Giáo dục và Đào tạo",)), (COOPERATE, ("Bộ Nội vụ",))],
        "taking up opinions",
    ),
]

TASKS += [
    (
        "1. Ban Công tác Thiếu nhi: chủ trì tham mưu.\n",
        [("task", "1", ("Ban Công tác Thiếu nhi",), None)],
        [(LEAD, ("Ban Công tác Thiếu nhi",))],
        "a small letter behind the colon",
    ),
    (
        "2. Các tỉnh, thành đoàn: Xây dựng chương trình hành động.\n",
        [("task", "2", ("Các tỉnh, thành đoàn",), None)],
        [(ALL, ("Các tỉnh, thành đoàn",))],
        "the Youth Union of provinces and cities",
    ),
    (
        "I. Nâng cao trách nhiệm của Lãnh đạo, Kiểm sát viên; tạo chuyển biến:\n1. Tập trung kiểm sát việc khởi tố.\n",
        [("task", "1", (), None)],
        [],
        "an aim that speaks of duties names no doers",
    ),
    (
        "1. Đề nghị Bộ Công Thương có hướng dẫn việc cấp phép.\n",
        [("task", "1", ("Bộ Công Thương",), None)],
        [(LEAD, ("Bộ Công Thương",))],
        "'có' is no part of the name",
    ),
]

TASKS += [
    (
        "2. Đảng ủy UBND thành phố lãnh đạo UBND thành phố bố trí kinh phí.\n",
        [("task", "2", ("Đảng ủy UBND thành phố",), None)],
        [(LEAD, ("Đảng ủy UBND thành phố",))],
        "a Party organ leads",
    ),
    (
        "3. Ban Tuyên giáo Thành ủy định hướng công tác tuyên truyền.\n",
        [("task", "3", ("Ban Tuyên giáo Thành ủy",), None)],
        [(LEAD, ("Ban Tuyên giáo Thành ủy",))],
        "'định hướng'",
    ),
    (
        "1. Phòng Tham mưu chủ trì, phối hợp Phòng Chính trị kiểm tra, đôn đốc.\n",
        [("task", "1", ("Phòng Tham mưu",), None)],
        [(LEAD, ("Phòng Tham mưu",)), (COOPERATE, ("Phòng Chính trị",))],
        "what two do together",
    ),
    ("2. Kiên quyết xử lý hành vi găm hàng.\n", [("task", "2", (), None)], [], "'kiên quyết'"),
]

REPORTS += [
    (
        "3. Định kỳ 15h00 ngày thứ Sáu hằng tuần báo cáo kết quả về Sở Y tế.\n",
        [("report", "3", (), "hằng tuần")],
        "hour and day between 'định kỳ' and the report",
    ),
]

NO_ITEMS = [
    ("I. MỤC ĐÍCH\n- Nâng cao nhận thức của cán bộ.\n", "an aim is no task"),
    ("1. Thời gian: Tổ chức vào ngày 20/12/2025.\n", "time and place are no task"),
    ("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị liên hệ Sở Y tế.\n", "whom to ask"),
    ("Nhận được công văn này, đề nghị các đơn vị triển khai thực hiện.\n", "the closing formula"),
    ("1. Sở Y tế đã ban hành kế hoạch kiểm tra.\n", "told, not asked"),
    ("1. Đánh giá cao các bệnh viện.\n", "praise"),
    ("1. Sửa đổi Điều 5:\n“Điều 5. Kiểm soát\n1. Sở Y tế rà soát nhân lực.\n2. Sở Nội vụ tổng hợp.”\n", "quoted law"),
    ("1. Sở Y tế kính chuyển Bộ Công Thương xem xét.\n", "what the issuer sends"),
    ("4. Nội dung: Sơ kết thực hiện Nghị quyết.\n", "what a meeting is about"),
    ("1. Ủy ban Xã hội tán thành sự cần thiết ban hành Luật.\n", "'cần thiết' is no 'cần'"),
    (
        "1. Sở Y tế đã kiểm tra kho thuốc.\nSở Y tế thông báo để các bệnh viện biết, thực hiện./.\n",
        "the issuer lets others know",
    ),
    (
        "1. Sở Y tế đã kiểm tra kho thuốc.\nSở Y tế kính trình UBND tỉnh xem xét, bổ sung kinh phí.\n",
        "the issuer asks its superior",
    ),
    ("1. Viên chức dự bị là công dân hưởng lương, đáp ứng tiêu chuẩn quy định, cần được tập sự.\n", "a definition"),
]


@pytest.mark.parametrize(("body", "items", "parts", "reason"), TASKS)
def test_tasks_with_doers_and_parts(
    body: str,
    items: list[tuple[str, str | None, tuple[str, ...], str | None]],
    parts: list[tuple[str, tuple[str, ...]]],
    reason: str,
) -> None:
    """Each point gives its task, who must do it, and in which part."""
    directive = ordered(body)
    assert items_of(directive) == items, reason
    assert parts_of(directive) == parts, reason


@pytest.mark.parametrize(("body", "items", "reason"), REPORTS)
def test_report_requests(
    body: str, items: list[tuple[str, str | None, tuple[str, ...], str | None]], reason: str
) -> None:
    """A request for a report is an item of its own kind, recurring ones included."""
    assert items_of(ordered(body)) == items, reason


@pytest.mark.parametrize(("body", "reason"), NO_ITEMS)
def test_what_orders_nothing_gives_no_item(body: str, reason: str) -> None:
    """Aims, places, formulas and accounts of the past are no tasks."""
    assert ordered(body).items == (), reason


def test_a_decision_orders_only_what_it_hands_to_somebody() -> None:
    """The members of a team and what is enclosed are no tasks; the team's duties are."""
    text = (
        "UBND TỈNH A\nSỞ Y TẾ\nSố: 5/QĐ-SYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "A, ngày 2 tháng 10 năm 2025\nQUYẾT ĐỊNH\nVề việc thành lập Tổ công tác\nGIÁM ĐỐC SỞ Y TẾ\n"
        "Căn cứ Quyết định số 1/QĐ-UBND ngày 02/01/2025 của UBND tỉnh;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Thành lập Tổ công tác gồm:\n1. Ông Nguyễn Văn A, Tổ trưởng;\n2. Bà Trần Thị B, Thành viên.\n"
        "Điều 2. Nhiệm vụ của Tổ công tác:\n1. Xây dựng kế hoạch kiểm tra.\n"
        "Điều 3. Chánh Văn phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.\n"
        "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn C\n"
    )
    directive = read_text(text).directive
    assert items_of(directive) == [("task", "1", ("Tổ công tác",), None)]
    assert directive.assignments[-1].what == "chịu trách nhiệm thi hành Quyết định này"


def test_a_submission_to_a_superior_orders_nothing() -> None:
    """A tờ trình asks and explains."""
    text = (
        "UBND TỈNH A\nSỞ Y TẾ\nSố: 5/TTr-SYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "A, ngày 2 tháng 10 năm 2025\nTỜ TRÌNH\nVề việc bổ sung kinh phí\nKính gửi: UBND tỉnh.\n"
        "Thực hiện Kế hoạch số 9/KH-UBND ngày 01/9/2025, Sở Y tế kính trình UBND tỉnh:\n"
        "1. Bố trí kinh phí mua thuốc.\nKính đề nghị UBND tỉnh xem xét./.\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn C\n"
    )
    directive = read_text(text).directive
    assert directive.items == ()
    assert directive.assignments == ()


def test_content_of_information_work_gives_topics() -> None:
    """What to speak about is chosen by units; what to do there is required."""
    directive = ordered(
        "I. NỘI DUNG TUYÊN TRUYỀN\n1. Nội dung trọng tâm\n- Truyền thống 80 năm của ngành.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Nghiệp vụ\n- Xây dựng đề cương.\n"
    )
    assert [(item.kind, item.emphasis, item.addressees) for item in directive.items] == [
        (ItemKind.TOPIC, "trọng tâm", ()),
        (ItemKind.TASK, None, ("Phòng Nghiệp vụ",)),
    ]


PERIODS = [
    ("tuyên truyền năm 2025", ("2025-01-01", "2025-12-31")),
    ("nhiệm vụ quý III/2025", ("2025-07-01", "2025-09-30")),
    ("kết quả 6 tháng đầu năm 2025", ("2025-01-01", "2025-06-30")),
    ("chương trình giai đoạn 2021-2025", ("2021-01-01", "2025-12-31")),
    ("trực Tết từ ngày 15/01 đến ngày 24/01/2026", ("2026-01-15", "2026-01-24")),
    ("phòng, chống dịch bệnh", None),
    ("quy định chi tiết Quyết định số 20/QĐ-TTg ngày 11 tháng 5 năm 2016 của Thủ tướng Chính phủ", None),
    ("tuyển sinh năm học 2025-2026", None),
    ("họp từ ngày 31/02 đến ngày 24/03/2026", None),
]


@pytest.mark.parametrize(("subject", "days"), PERIODS)
def test_the_period_is_what_the_subject_names(subject: str, days: tuple[str, str] | None) -> None:
    """A year, part of a year, several years or two dates; a school year has no fixed days, 31/02 is no day."""
    period = ordered("- Rà soát.\n", subject=subject).period
    assert (period and (period.start, period.end)) == days


def test_an_enclosure_that_follows_is_not_missing() -> None:
    """ "Danh sách kèm theo" is absent where nothing follows, and present where the list does."""
    body = "Sở Y tế yêu cầu các đơn vị báo cáo (Danh sách đơn vị gửi kèm).\n"
    assert [entry.text for entry in read_dispatch(body).directive.announced_but_absent] == ["Danh sách đơn vị"]
    foot = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn C\n\nDANH SÁCH ĐƠN VỊ\n1. Trạm Y tế xã Một.\n"
    assert read_dispatch(body, foot=foot).directive.announced_but_absent == ()


def test_places_hold_the_words_of_items_and_assignments() -> None:
    """Every place of an item begins with its label or words and lies in the text."""
    reading = read_dispatch(
        "Sở Y tế yêu cầu các đơn vị:\n1. Rà soát cơ số thuốc.\n"
        "2. Giao Văn phòng theo dõi; báo cáo trước ngày 20/12/2025.\n"
    )
    for item in reading.directive.items:
        found = " ".join(reading.text[start:end] for start, end in item.spans)
        assert item.text in found
    for entry in reading.directive.assignments:
        assert entry.what in " ".join(reading.text[slice(*entry.span)].split())


def test_a_year_at_the_head_of_a_line_goes_on_with_its_sentence() -> None:
    found = ordered("- Hoàn thành tổng kết công tác trồng rừng năm\n2024 trước ngày 20/4/2025.\n")
    assert found.items[0].deadline is not None
