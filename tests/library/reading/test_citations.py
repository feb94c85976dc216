"""Which documents a text names: a table of snippets, each with the reason it is there."""

from __future__ import annotations

import pytest

from trienkhai.reading.citations import find_citations

Row = tuple[str, str | None, str | None, str | None]
NATION, BUILDING = "Quốc hội", "Bộ Thông tin và Truyền thông"
TABLE: list[tuple[str, list[Row], str]] = [
    (
        "Thực hiện các Quyết định số: 12/QĐ-UBND ngày 01/02/2024, 15/QĐ-UBND ngày 03/02/2024 của UBND tỉnh Sơn La",
        [
            ("quyết định", "12/QĐ-UBND", "1/2/2024", "UBND tỉnh Sơn La"),
            ("quyết định", "15/QĐ-UBND", "3/2/2024", "UBND tỉnh Sơn La"),
        ],
        "one kind word and one issuer serve a list",
    ),
    (
        "Luật Đất đai 2024; Bộ\nluật Lao động năm 2019; Luật Giáo dục ngày 14/6/2019",
        [
            ("luật", None, "0/0/2024", None),
            ("bộ luật", None, "0/0/2019", None),
            ("luật", None, "14/6/2019", None),
        ],
        "laws by name with a year or a day, over a line end",
    ),
    (
        "Thực hiện Quy chế số 9/QC-SYT-TĐ ngày 04/5/2022 giữa Sở Y tế và Tỉnh đoàn, Sở Y tế đề nghị các đơn vị báo cáo",
        [("quy chế", "9/QC-SYT-TĐ", "4/5/2022", "Sở Y tế và Tỉnh đoàn")],
        "the body that asks is none of the two that agreed",
    ),
    (
        "Công văn số 637/UBND-VX ngày 18/5/2023 của UBND tỉnh về việc thực hiện Kế hoạch số 113-KH/TU ngày 16/5/2023",
        [
            ("công văn", "637/UBND-VX", "18/5/2023", "UBND tỉnh"),
            ("kế hoạch", "113-KH/TU", "16/5/2023", None),
        ],
        "a citation inside the title of another",
    ),
    (
        "Hướng dẫn số 31 HD/TWĐTN-BTC ngày 05/3/2018 của Trung ương Đoàn; Nghị quyết số 18 ngày 2/3/2018",
        [
            ("hướng dẫn", "31 HD/TWĐTN-BTC", "5/3/2018", "Trung ương Đoàn"),
            ("nghị quyết", "18", "2/3/2018", None),
        ],
        "the Youth Union parts number and kind by a blank",
    ),
    (
        "Trả lời công văn số 51/CTHDU-TTHT ngày 2/3/2024 của Cục Thuế tỉnh Hải Dương hỏi về hóa đơn",
        [("công văn", "51/CTHDU-TTHT", "2/3/2024", "Cục Thuế tỉnh Hải Dương")],
        "a body that asks",
    ),
    (
        "Luật Giao dịch điện tử số 20/2023/QH15 năm 2023; Báo cáo kiểm toán số 87/BC-KV VII ngày 12/12/2022",
        [("luật", "20/2023/QH15", "0/0/2023", None), ("báo cáo", "87/BC-KV VII", "12/12/2022", None)],
        "a year behind a law's number; a symbol that ends with a Roman number",
    ),
    (
        "Thông báo số 5-TB/BCĐ ngày 4/7/2025 của Ban Chỉ đạo Trung ương về khoa học, công nghệ về kết luận họp",
        [("thông báo", "5-TB/BCĐ", "4/7/2025", "Ban Chỉ đạo Trung ương về khoa học, công nghệ")],
        "a board's field with a comma, then the matter",
    ),
    (
        "Thông báo số 4/TB-TTKQH ngày 2/5/2023 của Tổng Thư ký Quốc hội; dự án Luật theo Tờ trình số 9/TTr-CP",
        [("thông báo", "4/TB-TTKQH", "2/5/2023", "Tổng Thư ký Quốc hội"), ("tờ trình", "9/TTr-CP", None, None)],
        "'ký' of a secretary; a bill is no law with that number",
    ),
    (
        "hướng dẫn Luật Quản lý thuế theo yêu cầu tại công văn số 64/VPCP-KTTH ngày 30/9/2022",
        [("công văn", "64/VPCP-KTTH", "30/9/2022", None)],
        "a law without number or date does not reach over another paper",
    ),
    (
        "Theo đề nghị của Thống đốc Ngân hàng Nhà nước Việt Nam tại Tờ trình số 5/TTr-NHNN; đề nghị của Tổng Giám đốc"
        " Đài Truyền hình Việt Nam tại Tờ trình số 8/TTr-THVN",
        [
            ("tờ trình", "5/TTr-NHNN", None, "Thống đốc Ngân hàng Nhà nước Việt Nam"),
            ("tờ trình", "8/TTr-THVN", None, "Tổng Giám đốc Đài Truyền hình Việt Nam"),
        ],
        "heads of state bodies by other titles, one of three words",
    ),
    (
        "Kết luận số 177-KL/TW ngày 11/7/2025 của Bộ Chính trị, Ban Bí thư. Chỉ lệnh số 5/CL-TM ngày 2/3/2024",
        [
            ("kết luận", "177-KL/TW", "11/7/2025", "Bộ Chính trị, Ban Bí thư"),
            ("chỉ lệnh", "5/CL-TM", "2/3/2024", None),
        ],
        "two organs that conclude together; a kind of the armed forces",
    ),
    (
        "chỉ tiêu được Giám đốc Sở Tài chính giao tại Quyết định 05/QĐ-STC ngày 15/01/2024",
        [("quyết định", "05/QĐ-STC", "15/1/2024", "Giám đốc Sở Tài chính")],
        "what the issuer did is no part of its name",
    ),
    (
        "Mệnh lệnh số 7/ML-QK ngày 2/3/2024 của Tư lệnh Quân khu",
        [("mệnh lệnh", "7/ML-QK", "2/3/2024", "Tư lệnh Quân khu")],
        "a kind of the armed forces, not their 'lệnh'",
    ),
    (
        "Nghị quyết số 202/2025/QH15 của Quốc hội ngày 12/6/2025",
        [("nghị quyết", "202/2025/QH15", "12/6/2025", NATION)],
        "the date stands behind the issuer",
    ),
    (
        "Giấy phép số 25/GP-BTTTT do Bộ Thông tin và Truyền thông cấp ngày 12/3/2020",
        [("giấy phép", "25/GP-BTTTT", "12/3/2020", BUILDING)],
        "the issuer behind 'do', with a verb",
    ),
    (
        "Hướng dẫn liên ngành số 12/HDLN-SYT-BHXH ngày 3/4/2019; Công văn hỏa tốc số 123/UBND-TH ngày 2/3/2024",
        [
            ("hướng dẫn", "12/HDLN-SYT-BHXH", "3/4/2019", None),
            ("công văn", "123/UBND-TH", "2/3/2024", None),
        ],
        "a word between kind and number that tells the sort",
    ),
    (
        "Công văn số 16/HV-KT ngày 25/8/2025 của Công ty TNHH Sản xuất và Thương mại Hùng Vương đề nghị",
        [("công văn", "16/HV-KT", "25/8/2025", "Công ty TNHH Sản xuất và Thương mại Hùng Vương")],
        "'và Thương mại' is no second body",
    ),
    (
        "Quyết định số 4050/QĐ-UBND ngày 02/8/2024 của Ủy ban nhân dân Thành phố Hà\nNội về kế hoạch",
        [("quyết định", "4050/QĐ-UBND", "2/8/2024", "Ủy ban nhân dân Thành phố Hà Nội")],
        "a name cut before 'Nội' is not cut before 'Nơi nhận'",
    ),
    (
        "được Chủ tịch UBND tỉnh phê duyệt theo Quyết định số 507/QĐ-UBND ngày 22/02/2022.",
        [("quyết định", "507/QĐ-UBND", "22/2/2022", "Chủ tịch UBND tỉnh")],
        "the agent of a passive",
    ),
    (
        "Căn cứ các Nghị định của Chính phủ: số 30/2020/NĐ-CP ngày 05/3/2020 về công tác văn thư; số 09/2019/NĐ-CP "
        "ngày 24/01/2019 quy định về chế độ báo cáo.\n\nSố 5/2020/NĐ-CP",
        [
            ("nghị định", "30/2020/NĐ-CP", "5/3/2020", "Chính phủ"),
            ("nghị định", "09/2019/NĐ-CP", "24/1/2019", "Chính phủ"),
        ],
        "kind and issuer stand once, at the head of the list; it ends with the sentence",
    ),
    (
        "Căn cứ các Thông tư của Bộ Nội vụ sau đây:\n- Số 01/2019/TT-BNV về văn bản điện tử;\n- Số 02/2019/TT-BNV.",
        [
            ("thông tư", "01/2019/TT-BNV", None, "Bộ Nội vụ"),
            ("thông tư", "02/2019/TT-BNV", None, "Bộ Nội vụ"),
        ],
        "the entries of such a list on lines of their own",
    ),
    (
        "các Công văn của Sở Y tế: 123/SYT-NVY, 124/SYT-NVY và Kế hoạch của UBND tỉnh số 12/KH-UBND, số 13/KH-UBND",
        [
            ("công văn", "123/SYT-NVY", None, "Sở Y tế"),
            ("công văn", "124/SYT-NVY", None, "Sở Y tế"),
            ("kế hoạch", "12/KH-UBND", None, "UBND tỉnh"),
            ("kế hoạch", "13/KH-UBND", None, "UBND tỉnh"),
        ],
        "numbers alone behind a head; an issuer between kind and number",
    ),
    ("các Nghị định của Chính phủ: có hiệu lực; số 12/KH-UBND", [], "the symbol is of another kind than the head"),
    (
        "THỰC HIỆN NGHỊ QUYẾT SỐ 41/2022/NQ-HĐND NGÀY 09/12/2022 CỦA HỘI ĐỒNG NHÂN DÂN TỈNH VỀ QUY ĐỊNH CƠ CHẾ",
        [("nghị quyết", "41/2022/NQ-HĐND", "9/12/2022", "HỘI ĐỒNG NHÂN DÂN TỈNH")],
        "an issuer in a title in capitals ends before VỀ",
    ),
    (
        "Quy chế số 5/QCPH-CA-VKS ngày 1/2/2020 giữa Công an tỉnh và Viện kiểm sát nhân dân tỉnh; Thông tư liên tịch"
        " số 7/2014/TTLT-BYT-BNV ngày 3/4/2014 của liên Bộ Y tế, Bộ Nội vụ về dân số",
        [
            ("quy chế", "5/QCPH-CA-VKS", "1/2/2020", "Công an tỉnh và Viện kiểm sát nhân dân tỉnh"),
            ("thông tư liên tịch", "7/2014/TTLT-BYT-BNV", "3/4/2014", "liên Bộ Y tế, Bộ Nội vụ"),
        ],
        "papers of two bodies",
    ),
    (
        "Hợp đồng thuê đất số 15/HĐTĐ ngày 4/5/2019; Giấy chứng nhận đăng ký hoạt động dạy nghề số 9/GCNĐK-SLĐ",
        [("hợp đồng", "15/HĐTĐ", "4/5/2019", None), ("giấy chứng nhận", "9/GCNĐK-SLĐ", None, None)],
        "contracts and certificates are named at length",
    ),
    (
        "Tờ trình liên Sở số 4/TTrLS ngày 1/3/2021; Công văn số 88/SGDĐT- GDTrH ngày 2/3/2021 của Sở Giáo dục vềviệc"
        " thi; Tờ trình số 9/TTr -\nNN&PTNT ngày 3/3/2021",
        [
            ("tờ trình", "4/TTrLS", "1/3/2021", None),
            ("công văn", "88/SGDĐT-GDTrH", "2/3/2021", "Sở Giáo dục"),
            ("tờ trình", "9/TTr-NN&PTNT", "3/3/2021", None),
        ],
        "a break before a unit's mixed letters; a lost blank",
    ),
    (
        "Kế hoạch số 8 ngày 2/9/2019 của Hội đồng trường về hoạt động năm học về việc mở lớp; Nghị quyết số 6, khóa XI"
        " của Ban Chấp hành Trung ương",
        [
            ("kế hoạch", "8", "2/9/2019", "Hội đồng trường"),
            ("nghị quyết", "6", None, "Ban Chấp hành Trung ương"),
        ],
        "a school's council has no field; a term between number and issuer",
    ),
    (
        "Sở Y tế trình Ủy ban nhân dân tỉnh phê duyệt tại Quyết định số 15/QĐ-UBND; Bộ Y tế đã tham mưu Chính phủ ban"
        " hành Nghị định số 4/2018/NĐ-CP ngày 2/2/2018",
        [
            ("quyết định", "15/QĐ-UBND", None, "Ủy ban nhân dân tỉnh"),
            ("nghị định", "4/2018/NĐ-CP", "2/2/2018", "Chính phủ"),
        ],
        "the body that was advised or asked to approve",
    ),
    (
        "công văn hướng dẫn số 237/SGD-MN ngày 1/3/2012 của Sở Giáo dục; văn bản hướng dẫn số 12/HD-SYT ngày 2/3/2020",
        [
            ("công văn", "237/SGD-MN", "1/3/2012", "Sở Giáo dục"),
            ("hướng dẫn", "12/HD-SYT", "2/3/2020", None),
        ],
        "a dispatch that guides, unless the symbol says guidance",
    ),
    (
        "Quy chế làm việc số 01-QC/TW, ngày 17/4/2021 của Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư khóa XI,",
        [
            ("quy chế", "01-QC/TW", "17/4/2021", "Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư khóa XI"),
        ],
        "the three central bodies of the Party together",
    ),
    (
        "Thông báo kết luận số 5-TB/TU ngày 2/3/2024 của Tỉnh ủy; Kết luận số 6-KL/TU ngày 3/3/2024 của Tỉnh ủy",
        [
            ("thông báo kết luận", "5-TB/TU", "2/3/2024", "Tỉnh ủy"),
            ("kết luận", "6-KL/TU", "3/3/2024", "Tỉnh ủy"),
        ],
        "a kind that ends with the words of another",
    ),
    (
        "Thông tư số 5/2020/TT-BYT của Bộ\n\nY tế; Kế hoạch số 3/KH-UBND của Ủy ban nhân\n\ndân tỉnh;"
        " Hướng dẫn số 9-HD/BTCTW của Ban Tổ chức\n\nTrung ương;"
        " Công văn số 7/STP-VB của Sở Tư pháp\n\nĐề nghị các đơn vị",
        [
            ("thông tư", "5/2020/TT-BYT", None, "Bộ Y tế"),
            ("kế hoạch", "3/KH-UBND", None, "Ủy ban nhân dân tỉnh"),
            ("hướng dẫn", "9-HD/BTCTW", None, "Ban Tổ chức Trung ương"),
            ("công văn", "7/STP-VB", None, "Sở Tư pháp"),
        ],
        "a blank line that a page reader made within a name",
    ),
    (
        "Quyết định số 12/QĐ -UBND ngày 3/4/2020 và Kế hoạch số 5/KH -SYT của Sở Y tế; Công văn số 8/SYT -Các sở",
        [
            ("quyết định", "12/QĐ-UBND", "3/4/2020", None),
            ("kế hoạch", "5/KH-SYT", None, "Sở Y tế"),
            ("công văn", "8/SYT", None, None),
        ],
        "a blank before the dash alone",
    ),
    (
        "Quyết định số 1/QĐ–UBND ngày 3/4/2020; Kế hoạch số 113 – KH/TU ngày 5/6/2023; Kết luận số 7—KL/TW;"
        " Công văn số 8/SYT_NVY và Công văn số 9/SYT~VP",
        [
            ("quyết định", "1/QĐ–UBND", "3/4/2020", None),
            ("kế hoạch", "113–KH/TU", "5/6/2023", None),
            ("kết luận", "7—KL/TW", None, None),
            ("công văn", "8/SYT_NVY", None, None),
            ("công văn", "9/SYT~VP", None, None),
        ],
        "long dashes, as word processors and page readers write them",
    ),
    (
        "các Quyết định số 1/QĐ-UBND, 3/KH-UBND ngày 1/2/2024; các văn bản số 5/SYT-VP, 6/QĐ-SYT",
        [
            ("quyết định", "1/QĐ-UBND", None, None),
            ("kế hoạch", "3/KH-UBND", "1/2/2024", None),
            ("văn bản", "5/SYT-VP", None, None),
            ("văn bản", "6/QĐ-SYT", None, None),
        ],
        "the symbol of a later code names another kind; 'các văn bản' is the kind of all",
    ),
    (
        "các Công văn: số 12/CT-TTHT ngày 1/2/2024, số 3/CT-KK ngày 2/2/2024 của Cục Thuế tỉnh",
        [
            ("công văn", "12/CT-TTHT", "1/2/2024", "Cục Thuế tỉnh"),
            ("công văn", "3/CT-KK", "2/2/2024", "Cục Thuế tỉnh"),
        ],
        "the symbol of a dispatch begins with its author's letters, which may be those of a kind",
    ),
    (
        "Kế hoạch số 5/KH-BCĐ của Ban Chỉ đạo 389 tỉnh về việc triển khai Chỉ thị số 6/CT-TTg về chống buôn lậu",
        [("kế hoạch", "5/KH-BCĐ", None, "Ban Chỉ đạo 389 tỉnh"), ("chỉ thị", "6/CT-TTg", None, None)],
        "'về việc' names no board's field",
    ),
    (
        "Công văn số 5/SYT-VP ngãy 1/2/2024 cũa Sở Y tế; Sở Nội vụ tại Tờ trình số 6/TTr-SNV ngảy 2/2/2024",
        [("công văn", "5/SYT-VP", "1/2/2024", "Sở Y tế"), ("tờ trình", "6/TTr-SNV", "2/2/2024", "Sở Nội vụ")],
        "small words with another mark, as scans leave them",
    ),
    ("KINH TẾ - LUẬT\n    Số: 905/QĐ-ĐHKT\n", [], "the number below a body's name in capitals"),
    ("theo Nghị định này và Mẫu báo cáo số 1", [], "neither a code nor a date"),
]


@pytest.mark.parametrize(("text", "rows", "reason"), TABLE)
def test_citations(text: str, rows: list[Row], reason: str) -> None:
    found = [
        (
            one.type,
            one.code,
            f"{one.date.day or 0}/{one.date.month or 0}/{one.date.year}" if one.date else None,
            one.issuer,
        )
        for one in find_citations(text)
    ]
    assert found == rows, reason
    assert all(text[one.span[0] : one.span[1]] == one.text for one in find_citations(text))
