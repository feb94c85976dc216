"""Bytes of a text file: Unicode in its forms, and the codes of old Vietnamese fonts."""

from __future__ import annotations

import pytest

from trienkhai.sources.text import convert_legacy, decode_text

PROPER = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc"

FORMS = [
    (PROPER.encode(), "UTF-8"),
    (PROPER.encode("utf-8-sig"), "UTF-8 with a mark"),
    (PROPER.encode("utf-16"), "UTF-16 with a mark"),
    (PROPER.encode("utf-16-le"), "UTF-16 without a mark"),
    (PROPER.encode("utf-16-be"), "UTF-16, the other order"),
    (TCVN3.encode("latin-1"), "TCVN3 bytes"),
    (TCVN3.encode(), "TCVN3 letters saved as UTF-8"),
    (VNI.encode("latin-1"), "VNI bytes"),
    (VNI.encode(), "VNI letters saved as UTF-8"),
]


@pytest.mark.parametrize(("data", "reason"), FORMS)
def test_bytes_become_vietnamese(data: bytes, reason: str) -> None:
    """The same sentence comes out of every code."""
    assert decode_text(data) == PROPER, reason


def test_capitals_of_a_capital_font_follow_their_word() -> None:
    """TCVN3 has no capitals with tones: "CéNG HßA" was printed in capitals."""
    assert decode_text("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM, Sè, ngµy, cña, vµ".encode("latin-1")).startswith(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    )


@pytest.mark.parametrize(
    "text", [PROPER, "", "plain ascii", "Café à la crème, déjà vu", "naïve — “quoted”", "Số: 15/KH"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Nothing but an old font's text is converted."""
    assert convert_legacy(text) == text
    assert decode_text(text.encode()) == text


def test_cut_and_broken_bytes_do_not_raise() -> None:
    """A download that broke off inside a letter is read up to there."""
    assert decode_text(PROPER.encode()[:-1]).startswith("Cộng hòa")
    assert isinstance(decode_text(bytes(range(256))), str)
    assert isinstance(decode_text(b"\xff\xfe\x00"), str)


def test_line_ends_stay() -> None:
    """Offsets count carriage returns, so they are kept."""
    assert decode_text(b"a\r\nb\rc\n") == "a\r\nb\rc\n"
