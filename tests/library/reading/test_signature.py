"""The signing block in the forms of state, Party and Youth Union, and as scans leave it."""

from __future__ import annotations

import pytest

from trienkhai.reading.pipeline import read_text

HEAD = "SỞ Y TẾ CAO BẰNG\nSố: 15/SYT-NV\nHà Nội, ngày 05 tháng 01 năm 2023\nKính gửi: Các phòng.\nThực hiện kế hoạch.\n"
FOOT = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n"

BLOCKS = [
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn An\n", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An", "a deputy"),
    ("**KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC**\n\nNguyễn Văn An", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An",
     "no space"),
    ("K.T. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Minh\n", "K.T.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Minh", "dots of old"),
    ("KT. GIÁM  ĐỐC\n- Phòng; PHÓ GIÁM  ĐỐC\n\nLê Minh\n", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Minh",
     "doubled blanks"),
    ("KT, GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Minh\n", "KT,", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Minh", "a dot read as a comma"),
    ("KT. GIÁM ĐỐC\nPHO-TANG GIÁM ĐỐC\n\nLê Minh\n", "KT.", "GIÁM ĐỐC", None, "Lê Minh", "letters changed behind PHÓ"),
    ("GIÁM ĐỐC\n\n\nPhạm Thị Minh Hiếu\n", None, None, "GIÁM ĐỐC", "Phạm Thị Minh Hiếu", "the head"),
    ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Minh\n", "TM.", "ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH",
     "Lê Minh", "two authority lines"),
    ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVi Văn Nam\n", "T/M", "BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Vi Văn Nam", "Party form"),
    ("T/M BAN BÍ THƯ\n\n\nTrần Văn B\n", "T/M", "BAN BÍ THƯ", None, "Trần Văn B", "no title under the organ"),
    ("TL. HIỆU TRƯỞNG\nTRƯỞNG KHOA SAU ĐẠI HỌC\n(đã ký) Mai Văn Nam\n", "TL.", "HIỆU TRƯỞNG",
     "TRƯỞNG KHOA SAU ĐẠI HỌC", "Mai Văn Nam", "signed stands before the name"),
    ("TL. BỘ TRƯỞNG\nCỤC TRƯỞNG CỤC QUẢN LÝ\nKHÁM, CHỮA BỆNH\n\nPGS.TS. Lương Ngọc Khuê\n", "TL.", "BỘ TRƯỞNG",
     "CỤC TRƯỞNG CỤC QUẢN LÝ KHÁM, CHỮA BỆNH", "Lương Ngọc Khuê", "a title on two lines, a degree"),
    ("KT. THAM MƯU TRƯỞNG\nPHÓ THAM MƯU TRƯỞNG\n\nThượng tá Lê Văn An\n", "KT.", "THAM MƯU TRƯỞNG",
     "PHÓ THAM MƯU TRƯỞNG", "Lê Văn An", "a commander"),
    ("T GIÁM ĐÓC\nPHÓ GIÁM ĐÓC\n\n“ Hà Văn Phúc\n", None, "GIÁM ĐÓC", "PHÓ GIÁM ĐÓC", "Hà Văn Phúc",
     "the seal took KT."),
    ("V“T. GIÁM ĐÓC\nHÓ GIÁM ĐỚC\n\nHà Văn Phúc\n", None, None, "GIÁM ĐÓC", "Hà Văn Phúc", "the second is damaged"),
    ("HHE TRƯỞNG\n", None, None, None, None, "letters changed: not legible"),
    ("GIÁM ĐỐC\nCAO BẰNG É\nLê Văn Thật\n", None, None, "GIÁM ĐỐC", "Lê Văn Thật", "the seal repeats the head"),
    ("Ký bởi: Nguyễn Văn Giả\nGIÁM ĐỐC\n\nLê Văn Thật\n", None, None, "GIÁM ĐỐC", "Lê Văn Thật", "an e-signature note"),
    ("GIÁM ĐỐC\n\n\\Š“~u o®⁄Z Lê Văn Thật\n", None, None, "GIÁM ĐỐC", "Lê Văn Thật", "strokes of the pen before it"),
    ("GIÁM ĐỐC\n\n4) guyễn Văn Thật\n", None, None, "GIÁM ĐỐC", "guyễn Văn Thật", "and the first letter lost"),
    ("GIÁM ĐỐC\n\n¡nh Thị Lệ Hà\n", None, None, "GIÁM ĐỐC", "nh Thị Lệ Hà", "told by Thị behind it"),
    ("GIÁM ĐỐC\n\nZfGs .TS. Lê Văn Thật\n", None, None, "GIÁM ĐỐC", "Lê Văn Thật", "a degree read badly"),
    ("GIÁM ĐỐC\n\n` 2BS. Lê Văn Thật\n", None, None, "GIÁM ĐỐC", "Lê Văn Thật", "strokes before a degree"),
    ("GIÁM ĐỐC\n\nKiêU Văn Thật\n", None, None, "GIÁM ĐỐC", "KiêU Văn Thật", "a small letter read as a capital"),
    ("GIÁM ĐỐC\n\nhượng tá Lê Văn Thật\n", None, None, "GIÁM ĐỐC", "Lê Văn Thật", "a rank that lost a letter"),
    ("GIÁM ĐỐC\n\nDanh Sơn\n", None, None, "GIÁM ĐỐC", "Danh Sơn", "a family name of the south"),
    ("GIÁM ĐỐC\n\nDoãn Thế An\n", None, None, "GIÁM ĐỐC", "Doãn Thế An", "a rare family name"),
    ("GIÁM ĐỐC\n\nY Nhân\n", None, None, "GIÁM ĐỐC", "Y Nhân", "a name of the highlands"),
    ("GIÁM ĐỐC\n\nH'Lan Niê\n", None, None, "GIÁM ĐỐC", "H'Lan Niê", "a woman's"),
    ("GIÁM ĐỐC\n\nK’Tâm\n", None, None, "GIÁM ĐỐC", "K’Tâm", "one word"),
    ("GIÁM ĐỐC\n\nDANH SÁCH\n", None, None, "GIÁM ĐỐC", None, "the heading of what is enclosed"),
    ("GIÁM ĐỐC\n\nY TẾ\n", None, None, "GIÁM ĐỐC", None, "letters of the seal are none"),
    ("GIÁM ĐỐC\n\n` ~ Đ/c Lê Văn Thật;\n", None, None, "GIÁM ĐỐC", None, "a recipient is no signer"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "mode", "on_behalf_of", "position", "name", "reason"), BLOCKS)
def test_signature(
    lines: str, mode: str | None, on_behalf_of: str | None, position: str | None, name: str | None, reason: str
) -> None:
    """Authority as printed, the title it stands for, the signer's own title, the name."""
    found = read_text(HEAD + FOOT + lines).signature
    assert (found.mode, found.on_behalf_of, found.position, found.name) == (mode, on_behalf_of, position, name), reason


FLAT = [
    ("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC     Nguyễn Văn An", ("KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn An"), "a cell"),
    ("**KT. GIÁM ĐỐC**  **PHÓ GIÁM ĐỐC**  **Lê An**", ("KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê An"), "in bold"),
    ("TL. BỘ TRƯỞNG KT. VỤ TRƯỞNG PHÓ VỤ TRƯỞNG Lê An", ("TL.", "BỘ TRƯỞNG", "PHÓ VỤ TRƯỞNG", "Lê An"), "a chain"),
    ("GIÁM ĐỐC      Lê An", (None, None, "GIÁM ĐỐC", "Lê An"), "the head"),
]


@pytest.mark.parametrize(("cell", "expected", "reason"), FLAT)
def test_cell_of_the_foot_on_one_line(cell: str, expected: tuple[str | None, ...], reason: str) -> None:
    """A table whose cells became one line each still has all its titles and the name."""
    found = read_text(f"{HEAD}Nơi nhận: - Như trên; - Phó GĐ Lê Bình; - Lưu: VT. | {cell}\n")
    signed = found.signature
    assert (signed.mode, signed.on_behalf_of, signed.position, signed.name) == expected, reason
    assert [one.text for one in found.recipients] == ["Như trên", "Phó GĐ Lê Bình"]


def test_signature_before_the_recipients() -> None:
    """Some text layers give the right column first."""
    found = read_text(f"{HEAD}KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn An\n{FOOT}")
    assert found.signature.name == "Nguyễn Văn An"
    assert found.archive == ("VT",)


def test_two_who_sign_side_by_side() -> None:
    """A joint paper has two columns of titles; the first is read, and nothing of the second slips into it."""
    sides = (
        "KT. CHÁNH ÁN                      KT. VIỆN TRƯỞNG\nPHÓ CHÁNH ÁN                      PHÓ VIỆN TRƯỞNG\n\n"
        "Lê Văn An                         Trần Văn Ba\n"
    )
    found = read_text(HEAD + FOOT + sides).signature
    assert (found.mode, found.on_behalf_of, found.position, found.name, found.chain) == (
        "KT.", "CHÁNH ÁN", "PHÓ CHÁNH ÁN", "Lê Văn An", (),
    )  # fmt: skip


def test_chain_lists_all_authority_lines() -> None:
    """Where two authority lines stand, all lines are kept."""
    found = read_text(f"{HEAD}{FOOT}TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Minh\n").signature
    assert found.chain == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_a_signer_in_capitals_is_no_seal_though_the_text_is_short() -> None:
    """The seal repeats names of the head; a short text's first letters hold the signer too."""
    assert read_text(f"{HEAD}{FOOT}GIÁM ĐỐC\n\nLÊ VĂN AN\n").signature.name == "LÊ VĂN AN"


def test_a_title_goes_on_behind_its_comma() -> None:
    """Also where the words below sound like a person's name."""
    block = "TUQ. CHỦ TỊCH\nTRƯỞNG PHÒNG KINH TẾ,\nHẠ TẦNG VÀ ĐÔ THỊ\n\nLê Văn An\n"
    found = read_text(f"{HEAD}{FOOT}{block}").signature
    assert (found.position, found.name) == ("TRƯỞNG PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", "Lê Văn An")


def test_of_two_signers_side_by_side_the_first_may_be_a_head() -> None:
    """The head of one body on the left, a deputy for the head of the other on the right."""
    block = "GIÁM ĐỐC                    KT. GIÁM ĐỐC\n                            PHÓ GIÁM ĐỐC\n\n"
    found = read_text(f"{HEAD}{FOOT}{block}Lê Văn An                   Hà Thị Bình\n").signature
    assert (found.mode, found.on_behalf_of, found.position, found.name) == (None, None, "GIÁM ĐỐC", "Lê Văn An")


def test_an_authority_without_receivers_far_above_the_end() -> None:
    """Blank lines and an annex may follow the signer."""
    block = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n" + "\n" * 9 + "Lê Văn An\n" + "\n" * 9
    found = read_text(f"{HEAD}{block}").signature
    assert (found.mode, found.on_behalf_of, found.position) == ("TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_what_an_annex_is_about_is_not_of_the_authority() -> None:
    """Its own title may have been lost."""
    found = read_text(f"{HEAD}{FOOT}TM. ỦY BAN NHÂN DÂN\nVỀ HOẠT ĐỘNG CỦA CHỢ\n").signature
    assert found.on_behalf_of == "ỦY BAN NHÂN DÂN"
