"""Who is asked to do what where doers stand elsewhere than at the head of their own point."""

from __future__ import annotations

import pytest

from tests.library.reading.orders_support import ordered
from trienkhai.parts import Directive, Role
from trienkhai.reading import sections
from trienkhai.reading.paragraphs import Paragraph


def _assigned(found: Directive) -> list[tuple[Role, tuple[str, ...]]]:
    return [(one.role, one.who) for one in found.assignments]


def _doers(found: Directive) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.kind.value, item.addressees) for item in found.items]


def test_an_opening_sentence_asks_for_what_it_lists_too() -> None:
    found = ordered("- Rà soát kho vật tư.\n", opening="Sở yêu cầu Trạm Kiểm dịch, Chi cục Thú y chủ động chống rét:\n")
    assert _doers(found) == [("task", ("Trạm Kiểm dịch", "Chi cục Thú y"))]


def test_an_opening_sentence_without_an_order_word_names_who_does_what_it_lists() -> None:
    found = ordered(
        "- Rà soát kho vật tư.\n", opening="Các hạt kiểm lâm tập trung chỉ đạo tốt các việc chính sau đây:\n"
    )
    assert _doers(found) == [("task", ("Các hạt kiểm lâm",))]


@pytest.mark.parametrize("who", ["Thủ trưởng các đơn vị trực thuộc Sở, UBND các xã, phường", "các cơ quan, đơn vị"])
def test_all_whom_the_document_addresses_need_no_name(who: str) -> None:
    assert _doers(ordered("- Rà soát kho vật tư.\n", opening=f"Sở Y tế yêu cầu {who} triển khai ngay các việc:\n")) == [
        ("task", ())
    ]


def test_what_a_report_is_to_hold_is_asked_of_nobody_again() -> None:
    found = ordered("- Kết quả tiêm phòng.\n", opening="Sở yêu cầu Chi cục Thú y báo cáo theo các nội dung sau:\n")
    assert _assigned(found) == [(Role.LEAD, ("Chi cục Thú y",))]


def test_several_orders_parted_by_semicolons() -> None:
    found = ordered(
        "",
        opening="Sở giao Chi cục Thú y kiểm tra việc mổ; yêu cầu Trạm Kiểm dịch rà soát kho; đề nghị Đoàn hỗ trợ.\n",
    )
    assert _doers(found) == [
        ("task", ("Chi cục Thú y",)),
        ("task", ("Trạm Kiểm dịch",)),
        ("task", ("Đoàn",)),
    ]


def test_two_sentences_that_ask_two_bodies_are_two_tasks() -> None:
    found = ordered("", opening="Sở giao Chi cục Thú y kiểm tra việc mổ lợn. Giao phòng Kế hoạch bố trí kinh phí.\n")
    assert _doers(found) == [("task", ("Chi cục Thú y",)), ("task", ("phòng Kế hoạch",))]


def test_many_bodies_that_are_to_ask_others_are_the_doers() -> None:
    found = ordered("1. UBND các xã yêu cầu các đội thủy nông tổ chức tiêu úng.\n")
    assert _assigned(found)[-1] == (Role.ALL, ("UBND các xã",))


def test_sectors_behind_a_colon_are_names_though_one_is_a_verb_too() -> None:
    found = ordered("2. UBND các huyện; các sở: Xây dựng, Công Thương theo phạm vi quản lý tổ chức thực hiện đề án.\n")
    assert _assigned(found)[-1] == (Role.ALL, ("UBND các huyện", "Sở Xây dựng", "Sở Công Thương"))


def test_the_council_for_information_on_law_keeps_its_name() -> None:
    found = ordered("1. Hội đồng phổ biến, giáo dục pháp luật huyện nhanh chóng kiện toàn nhân sự.\n")
    assert _assigned(found)[-1] == (Role.LEAD, ("Hội đồng phổ biến, giáo dục pháp luật huyện",))


def test_a_purpose_before_the_order_hides_it_not() -> None:
    found = ordered("", opening="Nhằm phổ biến, tuyên truyền về mũ bảo hiểm, Sở đề nghị Tỉnh đoàn tổ chức cuộc thi.\n")
    assert _assigned(found) == [(Role.LEAD, ("Tỉnh đoàn",))]


def test_a_condition_of_each_unit_names_no_doer() -> None:
    found = ordered("1. Tùy thuộc vào điều kiện của từng cơ quan, đơn vị tổ chức lễ phát động.\n")
    assert _doers(found) == [("task", ())]


def test_a_deed_of_the_issuer_before_it_asks_others() -> None:
    found = ordered(
        "- Gửi số liệu trước ngày 25 hằng tháng.\n", opening="Sở lập mẫu và yêu cầu BHXH các huyện thực hiện:\n"
    )
    assert _doers(found) == [("report", ("BHXH các huyện",))]


@pytest.mark.parametrize(
    "opening",
    [
        "Về đê, UBND tỉnh có ý kiến như sau: Sở Xây dựng chủ trì, phối hợp với Chi cục Thủy lợi tổ chức đắp.\n",
        "Phó Chủ tịch có ý kiến như sau:\nSở Xây dựng chủ trì, phối hợp với Chi cục Thủy lợi tổ chức đắp.\n",
    ],
)
def test_what_an_opinion_hands_out_is_an_order(opening: str) -> None:
    assert _assigned(ordered("", opening=opening)) == [
        (Role.LEAD, ("Sở Xây dựng",)),
        (Role.COOPERATE, ("Chi cục Thủy lợi",)),
    ]


def test_behind_an_order_bodies_are_asked_though_no_order_word_stands() -> None:
    found = ordered("", opening="Sở đề nghị Tỉnh đoàn tổ chức cuộc thi.\nTrung tâm Y tế theo dõi, đôn đốc cuộc thi.\n")
    assert _assigned(found)[-1] == (Role.LEAD, ("Trung tâm Y tế",))


def test_the_closing_formula_may_ask_for_a_report_by_a_day() -> None:
    found = ordered("- Rà soát kho.\nNhận được công văn này, yêu cầu các trạm nộp báo cáo trước ngày 12/11/2025.\n")
    report = found.items[-1]
    assert (report.kind.value, report.addressees) == ("report", ("các trạm",))
    assert report.deadline is not None


def test_carrying_out_and_reporting_is_a_report_only() -> None:
    found = ordered("", opening="Sở đề nghị các trạm nghiêm túc triển khai thực hiện và báo cáo kết quả về Sở.\n")
    assert [item.kind.value for item in found.items] == ["report"]


def test_what_made_a_report_usual_asks_for_none() -> None:
    opening = (
        "Thực hiện Quyết định số 1/QĐ-BYT ngày 02/01/2025 ban hành mẫu báo cáo gửi về Bộ trước ngày 05 hằng tháng.\n"
    )
    assert ordered("", opening=opening).items == ()


def test_a_heading_in_capitals_below_an_order_is_no_assignment() -> None:
    found = ordered("II. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế trực đêm.\n", opening="Sở yêu cầu Chi cục Thú y chống rét:\n")
    assert [one.what for one in found.assignments if one.what.isupper()] == []


@pytest.mark.parametrize(
    ("point", "who"),
    [
        ("Giao Công an tỉnh giúp UBND tỉnh theo dõi.", "Công an tỉnh"),
        ("Giao Tổ giúp việc thống kê số hộ.", "Tổ giúp việc"),
        ("Giao Giám đốc Sở kiểm tra tin báo nêu.", "Giám đốc Sở"),
        ("Giao Đoàn kiểm tra thống kê số hộ.", "Đoàn kiểm tra"),
        ("Bí thư chi bộ trực tiếp truyền đạt nghị quyết đến báo cáo viên.", "Bí thư chi bộ"),
        ("Yêu cầu Trung tâm Giống liên hệ tiếp nhận hạt giống.", "Trung tâm Giống"),
    ],
)
def test_where_a_name_ends(point: str, who: str) -> None:
    assert _assigned(ordered(f"1. {point}\n"))[-1] == (Role.LEAD, (who,))


def test_a_duty_is_told_of_nobody() -> None:
    found = ordered("", opening="Văn phòng UBND huyện có trách nhiệm đôn đốc, tổng hợp danh sách.\n")
    assert _doers(found) == [("task", ("Văn phòng UBND huyện",))]


def test_to_join_in_and_do_is_no_mere_help() -> None:
    found = ordered("1. Trạm Y tế xã phối hợp và tổ chức thực hiện việc tiêm.\n")
    assert _assigned(found)[-1] == (Role.LEAD, ("Trạm Y tế xã",))


def test_a_month_in_figures_ends_a_sentence() -> None:
    found = ordered("- Kỷ niệm ngày lập xã.\n", opening=_NEWS + "Tập trung các sự kiện sau:\n")
    assert found.items[0].text == _NEWS.strip()


_NEWS = "Đảng ủy yêu cầu cấp ủy các chi bộ lãnh đạo tốt việc treo cờ tháng 4. "


def test_who_has_not_sent_is_asked_without_a_name() -> None:
    found = ordered("1. Nơi nào chưa nộp phiếu (mẫu số 2), đề nghị hoàn thành trước ngày 12/10/2025.\n")
    assert [item.addressees for item in found.items] == [()]
    assert found.items[0].deadline is not None


def test_a_sentence_that_only_adds_a_day_belongs_to_the_order_before_it() -> None:
    found = ordered("", opening="Sở giao Chi cục Thú y rà soát kho. Yêu cầu hoàn thành trước ngày 24/5/2025.\n")
    assert _assigned(found) == [(Role.LEAD, ("Chi cục Thú y",))]
    assert found.assignments[0].deadline is not None
    assert found.items[0].deadline is not None


def test_what_another_body_does_in_the_same_paragraph_is_a_task_of_its_own() -> None:
    found = ordered("", opening="Sở yêu cầu các trạm rà soát kho. Chi cục Thú y tham mưu kế hoạch.\n")
    assert _doers(found) == [("task", ("các trạm",)), ("task", ("Chi cục Thú y",))]


def test_where_a_thing_is_done_besides_names_no_doer() -> None:
    opening = "Sở yêu cầu các trạm rà soát kho. Ngoài việc dọn tại cơ quan, đơn vị, các đội huy động xe.\n"
    assert _doers(ordered("", opening=opening))[-1] == ("task", ("các đội",))


@pytest.mark.parametrize(
    ("point", "who"),
    [
        ("Giao Ban Quản lý dự án đầu tư xây dựng huyện rà soát.", ("Ban Quản lý dự án đầu tư xây dựng huyện",)),
        ("Yêu cầu các trạm đều tiến hành rà soát.", ("các trạm",)),
        (
            "Giao Chủ tịch UBND các xã; Giám đốc Sở và thủ trưởng các đơn vị thực hiện.",
            ("Chủ tịch UBND các xã", "Giám đốc Sở", "thủ trưởng các đơn vị"),
        ),
    ],
)
def test_whole_names(point: str, who: tuple[str, ...]) -> None:
    assert _assigned(ordered(f"1. {point}\n"))[-1][1] == who


def test_for_whom_a_paragraph_is_tells_who_does_it() -> None:
    opening = "Sở có ý kiến như sau:\nĐối với các trạm thuộc Sở: Căn cứ chức năng, tổ chức trực đêm.\n"
    assert _doers(ordered("", opening=opening)) == [("task", ("các trạm thuộc Sở",))]


def test_a_heading_that_only_asks_names_who_does_what_stands_below() -> None:
    found = ordered("1. Đề nghị Chi cục Thống kê\nCung cấp tài liệu cho các xã.\n2. Trạm Y tế trực đêm.\n")
    assert found.items[0].addressees == ("Chi cục Thống kê",)


def test_besides_opens_a_task_of_others() -> None:
    opening = "Sở yêu cầu các trạm rà soát kho.\nBên cạnh đó, các đội tiếp tục thu gom rác.\n"
    assert _doers(ordered("", opening=opening))[-1] == ("task", ("các đội",))


def test_the_front_by_its_letters_is_a_body() -> None:
    found = ordered("", opening="Huyện đề nghị UB.MTTQVN và các đoàn thể huyện tổ chức diệt muỗi.\n")
    assert _assigned(found) == [(Role.ALL, ("UB.MTTQVN", "các đoàn thể huyện"))]


def test_a_verb_behind_and_is_no_part_of_who_helps() -> None:
    found = ordered("1. Sở Y tế chủ trì, phối hợp với Công an xã và chỉ đạo các trạm.\n")
    assert _assigned(found)[-1] == (Role.COOPERATE, ("Công an xã",))


def test_a_body_may_be_asked_not_to_do_something() -> None:
    found = ordered("", opening="Sở yêu cầu các trạm không cấp phép mổ lợn tại chợ.\n")
    assert _assigned(found) == [(Role.ALL, ("các trạm",))]
    assert ordered("1. Trạm Y tế không nhận được báo cáo nào.\n").items == ()


def test_whom_the_issuer_directs_is_asked() -> None:
    told = "Giám đốc Sở Y tế Lê Văn B chỉ đạo Chi cục Thú y chủ trì, cùng Trạm Kiểm dịch và Công an xã rà soát kho."
    found = ordered("", opening=f"{told}\n")
    assert _assigned(found) == [
        (Role.LEAD, ("Chi cục Thú y",)),
        (Role.COOPERATE, ("Trạm Kiểm dịch", "Công an xã")),
    ]


def test_whom_another_body_directs_is_asked_by_that_body() -> None:
    found = ordered("1. UBND xã Hòa An chỉ đạo Trạm Y tế xã trực đêm.\n")
    assert _assigned(found)[1:] == [(Role.LEAD, ("UBND xã Hòa An",))]
    assert ordered("", opening="Thời gian qua, Sở Y tế đã chỉ đạo Trạm Kiểm dịch trực đêm.\n").items == ()


def test_what_the_issuer_does_itself_is_asked_of_nobody() -> None:
    opening = "Sở yêu cầu các trạm rà soát kho.\nSở Y tế tổ chức đoàn kiểm tra các trạm vào tháng 11.\n"
    assert _doers(ordered("", opening=opening)) == [("task", ("các trạm",))]


def test_a_matter_may_stand_before_who_does_it() -> None:
    opening = "Sở yêu cầu Chi cục Thú y rà soát kho.\nĐối với vắc xin còn hạn dùng, các trạm y tế lập sổ theo dõi.\n"
    assert _doers(ordered("", opening=opening))[-1] == ("task", ("các trạm y tế",))


def test_what_stands_under_a_body_is_its_task_whatever_the_verb() -> None:
    found = ordered("1. Công an phường\n- Canh phòng lối vào chợ đầu mối.\n- Đồng chí Lê Văn B, Trưởng công an.\n")
    assert _doers(found) == [("task", ("Công an phường",))]
    people = ordered("1. Trạm Kiểm dịch, gồm có:\n- Bác sĩ Lê Văn B.\n- Phó trạm là bà Lê Thị C.\n")
    assert people.items == ()


def test_an_office_of_two_councils_is_one_body() -> None:
    found = ordered("1. Giao Văn phòng HĐND và UBND huyện, các ban xây dựng Đảng rà soát kho.\n")
    assert _assigned(found)[1:] == [(Role.LEAD, ("Văn phòng HĐND và UBND huyện", "các ban xây dựng Đảng"))]


def test_quarters_of_a_town_are_bodies() -> None:
    found = ordered("1. Các khu phố\nVận động mỗi hộ diệt lăng quăng.\n2. Ấp Bắc rà soát lu nước.\n")
    assert _doers(found) == [("task", ("Các khu phố",)), ("task", ("Ấp Bắc",))]


def test_a_feast_is_no_answer() -> None:
    assert (
        ordered("1. Phần lễ\n- Khen thưởng các trạm.\n2. Phần hội: tổ chức kéo co.\n3. Trực đêm.\n").items[0].label
        == "3"
    )


def test_paragraphs_without_numbers_are_tasks_where_a_sentence_asks_for_what_follows() -> None:
    opening = "Sở yêu cầu các trạm triển khai các nội dung sau.\nKhử khuẩn kho lạnh.\nCác trạm lập sổ trực.\n"
    assert _doers(ordered("", opening=opening)) == [("task", ()), ("task", ("Các trạm",))]
    assert ordered("", opening="Sở cung cấp số liệu sau.\nTăng cường vệ sinh là việc của năm ngoái.\n").items == ()


def test_lines_that_lost_their_numbers_still_head_what_follows() -> None:
    body = "I. PHÂN CÔNG\nTrạm Kiểm dịch\nRà soát kho lạnh.\nTổ chức Công đoàn cơ sở\nVận động đoàn viên.\n"
    assert _doers(ordered(body)) == [("task", ("Trạm Kiểm dịch",)), ("task", ())]


def test_a_bracket_may_tell_who_a_body_is() -> None:
    body = (
        "1. Trạm Kiểm dịch vùng cao và hải đảo của tỉnh (đồng chí Lê Văn B, Phó trưởng trạm phụ trách)\nRà soát kho.\n"
    )
    assert _doers(ordered(body)) == [("task", ("Trạm Kiểm dịch vùng cao và hải đảo của tỉnh",))]


def test_to_raise_the_duty_of_somebody_heads_nothing() -> None:
    found = ordered(
        "1. Đẩy mạnh tuyên truyền nâng cao nhận thức, trách nhiệm của cán bộ y tế; tập huấn cho cộng tác viên.\n"
    )
    assert _doers(found) == [("task", ())]


def test_help_offered_with_difficulties_asks_nothing() -> None:
    help_offered = "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các trạm báo cáo về Sở để được hướng dẫn."
    found = ordered("", opening=f"Sở yêu cầu các trạm rà soát kho. {help_offered}\n")
    assert _doers(found) == [("task", ("các trạm",))]


def test_a_bound_before_the_verb_changes_no_role() -> None:
    found = ordered("1. Trạm Kiểm dịch trong phạm vi nhiệm vụ được giao phối hợp với Chi cục Thú y rà soát kho.\n")
    assert _assigned(found)[1:] == [(Role.COOPERATE, ("Trạm Kiểm dịch",))]


def test_which_of_many_bodies_is_part_of_their_name() -> None:
    found = ordered("1. Các bộ phận được phân công rà soát kho lạnh.\n")
    assert _doers(found) == [("task", ("Các bộ phận được phân công",))]


def test_when_may_stand_before_who() -> None:
    found = ordered("1. Định kỳ cuối học kỳ 1 và cuối học kỳ 2, Trạm Kiểm dịch tổng hợp kết quả, gửi báo cáo về Sở.\n")
    assert _doers(found) == [("report", ("Trạm Kiểm dịch",))]
    assert found.items[0].deadline is not None


@pytest.mark.parametrize(
    ("point", "kinds"),
    [
        ("Báo cáo số lượng mũi tiêm và kết quả về Sở.", ["report"]),
        ("Báo cáo chuyên đề về an toàn tiêm chủng.", ["task"]),
        ("Sơ kết công tác (lồng ghép vào báo cáo giữa năm gửi về Sở).", ["task"]),
        ("Là đầu mối theo dõi, định kỳ hằng tháng báo cáo kết quả về Sở.", ["task", "report"]),
        ("Trao đổi thông tin về số ca mắc.", ["task"]),
    ],
)
def test_work_and_reports(point: str, kinds: list[str]) -> None:
    assert [item.kind.value for item in ordered(f"1. Trạm Kiểm dịch\n- {point}\n").items] == kinds


def test_names_in_small_letters_that_each_say_which_of_its_kind() -> None:
    found = ordered("1. Đối với các tổ chuyên môn, giáo viên chủ nhiệm và bộ phận y tế trường học\n- Rà soát kho.\n")
    assert _doers(found) == [("task", ("các tổ chuyên môn", "giáo viên chủ nhiệm", "bộ phận y tế trường học"))]
    assert _doers(ordered("1. Các cán bộ, giáo viên rà soát kho.\n")) == [("task", ("Các cán bộ, giáo viên",))]


def test_for_whom_a_heading_is_may_hold_a_verb_and_a_comma() -> None:
    found = ordered("1. Đối với bộ phận phụ trách căn tin, dịch vụ ăn uống (nếu có)\n- Rà soát kho.\n")
    assert _doers(found) == [("task", ("bộ phận phụ trách căn tin, dịch vụ ăn uống",))]


def test_a_long_heading_without_a_stop_holds_what_follows() -> None:
    heading = (
        "Tăng cường công tác kiểm tra, giám sát của các cấp; kịp thời phát hiện, xử lý nghiêm minh các sai phạm về giá"
    )
    found = ordered(f"1. {heading}\nTrạm Kiểm dịch rà soát kho.\nNhận được công văn này, yêu cầu các trạm thực hiện.\n")
    assert _doers(found) == [("task", ("Trạm Kiểm dịch",))]


def test_a_name_with_a_colon_between_bullets_heads_the_next_of_them() -> None:
    body = "1. Nhiệm vụ\nTrạm Kiểm dịch:\n- Rà soát kho.\nBan Hành chính - Quản trị:\n- Trực đêm.\n"
    assert _doers(ordered(body)) == [("task", ("Trạm Kiểm dịch",)), ("task", ("Ban Hành chính - Quản trị",))]


def test_two_bodies_parted_by_a_semicolon_each_have_their_verb() -> None:
    opening = "Trạm Kiểm dịch có trách nhiệm rà soát kho; Thủ trưởng các đơn vị bố trí người trực đêm.\n"
    assert _doers(ordered("", opening=opening))[-1] == ("task", ("Thủ trưởng các đơn vị",))
    helped = ordered("1. Trạm Kiểm dịch chủ trì, phối hợp với Sở Nội vụ; Công an xã rà soát kho.\n")
    assert _assigned(helped)[1:] == [
        (Role.LEAD, ("Trạm Kiểm dịch",)),
        (Role.COOPERATE, ("Sở Nội vụ", "Công an xã")),
    ]


def test_one_office_of_a_body_is_no_group() -> None:
    found = ordered("1. Cơ quan Ủy ban Kiểm tra Đảng ủy rà soát kho.\n2. Cơ quan báo chí rà soát kho.\n")
    assert [role for role, _ in _assigned(found)[1:]] == [Role.LEAD, Role.ALL]


def test_members_and_titles_are_no_orders() -> None:
    members = "- Trưởng ban: Phó Hiệu trưởng phụ trách chuyên môn\n- Trung tâm Tin học: Phối hợp\n"
    assert ordered(f"1. Ban Tổ chức\nĐược thành lập để chuẩn bị hội thi, bao gồm:\n{members}").items == ()


def test_this_plan_is_no_ground_but_what_is_carried_out() -> None:
    found = ordered(
        "1. Trạm Kiểm dịch\nCăn cứ Kế hoạch này, tổ chức trực đêm.\n2. Phòng Hậu cần - Kỹ thuật rà soát kho.\n"
    )
    assert _doers(found) == [("task", ("Trạm Kiểm dịch",)), ("task", ("Phòng Hậu cần - Kỹ thuật",))]


def test_a_role_played_ends_no_name() -> None:
    found = ordered("1. Công đoàn và các đoàn thể xã phát huy hiệu quả vai trò giám sát.\n")
    assert _doers(found) == [("task", ("Công đoàn", "các đoàn thể xã"))]


def test_points_counted_in_words() -> None:
    points = "Một là, rà soát kho lạnh.\nHai là, các trạm lập sổ trực.\n"
    found = ordered("", opening=f"Sở yêu cầu các đơn vị thực hiện một số nội dung sau:\n{points}")
    assert _doers(found) == [("task", ()), ("task", ("các trạm",))]


def test_a_body_set_apart() -> None:
    found = ordered("1. Riêng Trạm Kiểm dịch có trách nhiệm khử khuẩn kho.\n")
    assert _doers(found) == [("task", ("Trạm Kiểm dịch",))]


def test_a_point_that_is_asked_for_is_a_task_whatever_its_verb() -> None:
    assert _doers(ordered("1. Canh phòng lối vào chợ đầu mối.\n")) == [("task", ())]
    listed = "Sở yêu cầu các đơn vị báo cáo các nội dung sau:\n- Tình trạng kho lạnh hiện nay.\n"
    assert [item.kind.value for item in ordered(listed, opening="").items] == []


def test_a_body_is_asked_whoever_answers_for_it_there() -> None:
    found = ordered("1. Giao UBND phường, trực tiếp là đồng chí Chủ tịch UBND phường chỉ đạo rà soát kho.\n")
    assert _doers(found) == [("task", ("UBND phường",))]


def test_what_a_school_holds_is_no_order() -> None:
    found = ordered(
        "1. Quy mô: Trường gồm 3 phòng, một sân và bãi gửi xe.\n2. Phòng Thanh tra, giám sát giá rà soát kho.\n"
    )
    assert _doers(found) == [("task", ("Phòng Thanh tra, giám sát giá",))]


def test_to_carry_out_in_time_is_the_document_as_a_whole() -> None:
    found = ordered("", opening="Sở yêu cầu Thủ trưởng các đơn vị nghiêm túc triển khai theo đúng tiến độ.\n")
    assert found.items == ()
    assert len(found.assignments) == 1


def test_a_body_before_organise_may_be_an_office() -> None:
    assert _doers(ordered("1. Các cơ quan tổ chức gặp mặt cán bộ hưu trí.\n")) == [("task", ("Các cơ quan",))]
    assert _doers(ordered("1. Các cơ quan tổ chức có liên quan rà soát kho.\n")) == [
        ("task", ("Các cơ quan tổ chức có liên quan",))
    ]


def test_an_opening_is_asked_once_for_all_its_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many points stand below it: else a long opening above many points takes a time that grows with both."""
    asked: list[Paragraph] = []
    asks_for_work = sections._asks_for_work

    def count(opening: Paragraph) -> bool:
        asked.append(opening)
        return asks_for_work(opening)

    monkeypatch.setattr(sections, "_asks_for_work", count)
    points = "".join(f"{number}. Canh phòng lối vào chợ số {number}.\n" for number in range(1, 30))
    assert len(ordered(points).items) == 29
    assert len(asked) == 1
