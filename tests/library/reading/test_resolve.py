"""Which mentions are one document, and what short references point to."""

from __future__ import annotations

from tests.library.reading.orders_support import read_dispatch
from trienkhai.parts import EdgeKind
from trienkhai.reading.citations import find_citations
from trienkhai.reading.pipeline import read_text
from trienkhai.reading.resolve import resolve_documents, resolve_references

TEXT = (
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 1/2/2024 của UBND tỉnh; Kế hoạch trên giao Sở Y tế. "
    "Theo Kế hoạch số 12, các đơn vị thực hiện Nghị quyết này và Quyết định nêu trên."
)


def test_a_later_mention_by_number_alone_is_the_same_document() -> None:
    citations = find_citations(TEXT)
    documents = resolve_documents(citations)
    assert [(one.code, one.mentions) for one in documents] == [("12/KH-UBND", (0, 1))]


def test_two_documents_of_one_number_and_different_days_stay_two() -> None:
    text = "Nghị quyết số 05-NQ/TW ngày 1/11/2016 và Nghị quyết số 05-NQ/TW ngày 2/3/2021"
    assert len(resolve_documents(find_citations(text))) == 2


def test_short_references_point_back_to_the_nearest_of_their_kind() -> None:
    """The document itself is none of the citations; what points nowhere is left out."""
    references = resolve_references(TEXT, find_citations(TEXT), "nghị quyết")
    assert [(one.text, one.citation) for one in references] == [("Kế hoạch trên", 0), ("Nghị quyết này", None)]


def test_kinds_of_edges_in_the_chain() -> None:
    """Căn cứ, thực hiện, passing on, replacing."""
    body = (
        "Căn cứ Luật Phòng bệnh số 114/2025/QH15 ngày 10/12/2025;\n"
        "Thực hiện Công văn số 637/UBND-VX ngày 18/5/2025 của UBND tỉnh về việc thực hiện Kế hoạch số 113-KH/TU "
        "ngày 16/5/2025 của Tỉnh ủy, Sở Y tế yêu cầu các đơn vị như sau:\n"
        "1. Rà soát nhân lực.\n2. Công văn này thay thế Công văn số 9/SYT-NVY ngày 3/1/2024.\n"
    )
    chain = {link.code: link.kind for link in read_dispatch(body).directive.authority_chain}
    assert chain["113-KH/TU"] is EdgeKind.IMPLEMENTS
    assert chain["637/UBND-VX"] is EdgeKind.RELAYS
    assert chain["9/SYT-NVY"] is EdgeKind.REPLACES
    assert EdgeKind.BASED_ON in chain.values()


def test_two_documents_of_two_bodies_are_carried_out_alike() -> None:
    """The issuer of the first stands between them; "ý kiến chỉ đạo" is an order, "ý kiến" is none."""
    body = (
        "Thực hiện ý kiến chỉ đạo của Thủ tướng tại Chỉ thị số 4/CT-TTg ngày 2/3/2025 của Thủ tướng Chính phủ và Nghị "
        "quyết số 7/NQ-CP ngày 5/3/2025 của Chính phủ, Sở Y tế yêu cầu các đơn vị như sau:\n1. Rà soát nhân lực.\n"
    )
    chain = {link.code: link.kind for link in read_dispatch(body).directive.authority_chain}
    assert chain == {"4/CT-TTg": EdgeKind.IMPLEMENTS, "7/NQ-CP": EdgeKind.IMPLEMENTS}


def test_the_subject_does_not_lead_what_the_body_names() -> None:
    """ "THEO YÊU CẦU" in the subject makes no document of the first sentence one that is carried out."""
    text = (
        "TÒA ÁN NHÂN DÂN TỐI CAO\nSố: 6/HD-TANDTC\nHà Nội, ngày 2 tháng 10 năm 2025\nHƯỚNG DẪN\n"
        "TỔ CHỨC PHIÊN TÒA THEO YÊU CẦU MỚI\nNghị quyết số 49-NQ/TW ngày 02/6/2005 của Bộ Chính trị yêu cầu đổi mới.\n"
        "1. Chọn vụ án.\nNơi nhận:\n- Lưu: VT.\nCHÁNH ÁN\nLê Văn C\n"
    )
    assert read_text(text).directive.authority_chain == ()


def test_a_list_of_bases_and_of_what_is_repealed_goes_on() -> None:
    """A base behind a semicolon, though another stood in an amendment between; the second of two repealed."""
    body = (
        "Căn cứ Nghị định số 8/2015/NĐ-CP được sửa đổi tại khoản 1 Điều 1 Nghị định số 59/2018/NĐ-CP; Thông tư số "
        "33/2023/TT-BTC, Sở Y tế hướng dẫn như sau:\n1. Rà soát nhân lực.\n2. Bãi bỏ Công văn số 5/SYT-NVY ngày "
        "2/3/2013 và Công văn số 7/SYT-NVY ngày 4/5/2017 của Sở Y tế.\n"
    )
    chain = {link.code: link.kind for link in read_dispatch(body).directive.authority_chain}
    assert chain == {
        "8/2015/NĐ-CP": EdgeKind.BASED_ON, "33/2023/TT-BTC": EdgeKind.BASED_ON,
        "5/SYT-NVY": EdgeKind.REPLACES, "7/SYT-NVY": EdgeKind.REPLACES,
    }  # fmt: skip


def test_what_the_enacting_sentence_amends() -> None:
    """A decree that amends others stands neither on them nor under them."""
    text = (
        "CHÍNH PHỦ\nSố: 48/2013/NĐ-CP\nHà Nội, ngày 14 tháng 5 năm 2013\nNGHỊ ĐỊNH\nSỬA ĐỔI MỘT SỐ ĐIỀU\n"
        "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;\n"
        "Chính phủ ban hành Nghị định sửa đổi, bổ sung một số điều của Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm "
        "2010 của Chính phủ quy định cơ cấu tổ chức của bộ và Nghị định số 55/2011/NĐ-CP ngày 04 tháng 7 năm 2011 của "
        "Chính phủ,\nĐiều 1. Hiệu lực.\nNơi nhận:\n- Lưu: VT.\nTHỦ TƯỚNG\nLê Văn C\n"
    )
    kinds = [link.kind for link in read_text(text).directive.authority_chain]
    assert kinds == [EdgeKind.BASED_ON, EdgeKind.AMENDS]


FIRST = (
    "UBND TỈNH A\nSỞ Y TẾ\nSố: 12/SYT-NVY\nV/v sao gửi văn bản\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nA, ngày 2 tháng 10 năm 2025\nKính gửi: Các đơn vị trực thuộc.\n"
    "Sở Y tế sao gửi Công văn số 55/BYT-KCB ngày 1/10/2025 của Bộ Y tế.\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT, NVY.\nGIÁM ĐỐC\nNguyễn Văn An\n\n"
)
FORWARDED = (
    "BỘ Y TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 55/BYT-KCB\n"
    "Hà Nội, ngày 01 tháng 10 năm 2025\nKính gửi: Sở Y tế các tỉnh\n1. Rà soát cơ số thuốc.\n"
    "2. Báo cáo trước ngày 30/10/2025.\nNơi nhận:\n- Như trên;\n- Lưu: VT, KCB.\n"
    "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn B\n"
)
BLANK = (
    "PHỤ LỤC\nTÊN ĐƠN VỊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: .../BC-...\n"
    "......, ngày ... tháng ... năm ...\nBÁO CÁO\nKết quả thực hiện\nNơi nhận:\n- ...\nTHỦ TRƯỞNG ĐƠN VỊ\n"
)


def test_a_forwarded_document_or_blank_form_does_not_leak_into_the_head() -> None:
    """Header, addressees, recipients and signature are the first one's; outline and deadlines cover both."""
    for appended in (FORWARDED, BLANK):
        reading = read_text(FIRST + appended)
        assert (reading.code, reading.agency, reading.addressees) == (
            "12/SYT-NVY",
            "SỞ Y TẾ",
            ("Các đơn vị trực thuộc",),
        )
        assert ([one.text for one in reading.recipients], reading.archive) == (["Như trên"], ("VT", "NVY"))
        assert (reading.signature.position, reading.signature.name) == ("GIÁM ĐỐC", "Nguyễn Văn An")
    reading = read_text(FIRST + FORWARDED)
    assert [item.label for item in reading.outline] == ["1", "2"]
    assert [due.text for due in reading.deadlines] == ["trước ngày 30/10/2025"]


def test_how_a_report_looks_is_no_authority() -> None:
    found = read_dispatch(
        "Sở đề nghị các trạm báo cáo theo đúng mẫu hướng dẫn tại Thông tư số 19/2016/TT-BYT.\n"
    ).directive
    assert EdgeKind.IMPLEMENTS not in {link.kind for link in found.authority_chain}


def test_what_a_rule_was_issued_with_is_its_basis_until_it_is_replaced() -> None:
    text = (
        "TỈNH ĐOÀN A\nSố: 36/QĐ-TĐ\nQUYẾT ĐỊNH\nVề việc ban hành Quy định văn thư\n"
        "Căn cứ Quy chế của Ban Chấp hành Tỉnh đoàn ban hành kèm theo Quyết định số 84/QĐ-TĐ ngày 22/02/2013;\n"
        "Căn cứ Quy định về thể thức ban hành kèm theo Quyết định số 18/QĐ-TĐ ngày 23/6/2006;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành Quy định văn thư.\nĐiều 2. Quyết định này thay thế Quyết định số 18/QĐ-TĐ ngày 23/6/2006.\n"
    )
    chain = {link.code: link.kind for link in read_text(text).directive.authority_chain}
    assert chain == {"84/QĐ-TĐ": EdgeKind.BASED_ON, "18/QĐ-TĐ": EdgeKind.REPLACES}


def test_the_programme_of_action_above_is_the_programme() -> None:
    reading = read_text(
        "UBND TỈNH A\nSố: 5/UBND-VX\nKính gửi: Các sở\n"
        "Thực hiện Chương trình hành động số 4-CTr/TU ngày 06/11/2024. Các sở triển khai Chương trình hành động trên.\n"
    )
    (found,) = resolve_references(reading.text, reading.citations, reading.doc_type)
    assert (found.text, found.citation) == ("Chương trình hành động trên", 0)
