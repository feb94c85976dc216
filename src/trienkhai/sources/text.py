"""The bytes of a text file become text, also where they are UTF-16 or one of the old Vietnamese fonts' codes.

Before Unicode, offices typed with fonts that drew Vietnamese letters at the places of other signs: TCVN3 ("ABC",
.VnTime) and VNI. Their texts still lie in archives and inside old Word files, and look like "Céng hßa x· héi" or
"Coäng hoøa xaõ hoäi". Which code a text is in is told by which reading yields more everyday Vietnamese words.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000


def decode_text(data: bytes) -> str:
    """The text of a file's bytes, its line ends as they are. Never raises; what cannot be told becomes U+FFFD."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return convert_legacy(data[len(mark) :].decode(encoding, "replace"))
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 5:
        encoding = "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"
        return data.decode(encoding, "replace")
    try:
        return convert_legacy(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_broken(data)


def _decode_broken(data: bytes) -> str:
    """Bytes that are no whole UTF-8: cut UTF-8, TCVN3, VNI or the Windows code page, whichever reads best."""
    plain = data.decode("latin-1")
    readings = (
        data.decode("utf-8", "replace"),
        data.decode("cp1258", "replace"),
        convert_tcvn3(plain),
        convert_vni(plain),
    )
    return max(readings, key=lambda reading: _count_words(reading[:_SAMPLE]))


def convert_legacy(text: str) -> str:
    """A text whose letters are those of an old font as proper Vietnamese; any other text unchanged."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return text
    now = _count_words(sample)
    best, words = text, max(3, 2 * now)
    for convert in (convert_tcvn3, convert_vni):
        count = _count_words(convert(sample))
        if count > words:
            best, words = convert(text), count
    return best


# Syllables of ordinary prose and of every official document; each carries a mark, so no other code spells it by chance.
_EVERYDAY = frozenset(
    [
        "và",
        "của",
        "các",
        "được",
        "những",
        "ngày",
        "năm",
        "việc",
        "số",
        "về",
        "thực",
        "hiện",
        "tỉnh",
        "huyện",
        "xã",
        "phường",
        "phòng",
        "sở",
        "bộ",
        "ủy",
        "uỷ",
        "hội",
        "đồng",
        "định",
        "quyết",
        "nghị",
        "đảng",
        "là",
        "có",
        "cho",
        "với",
        "tại",
        "từ",
        "đến",
        "đã",
        "này",
        "để",
        "không",
        "người",
        "nước",
        "công",
        "văn",
        "chủ",
        "tịch",
        "giám",
        "đốc",
        "cộng",
        "hòa",
        "hoà",
        "nghĩa",
        "việt",
        "độc",
        "lập",
        "tự",
        "hạnh",
        "phúc",
        "căn",
        "cứ",
        "nơi",
        "nhận",
        "lưu",
        "kính",
        "gửi",
        "đơn",
        "vị",
        "tổ",
        "chức",
        "kế",
        "hoạch",
        "báo",
        "cáo",
        "thông",
        "tháng",
        "một",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")


def _count_words(text: str) -> int:
    return sum(1 for word in _WORD.findall(text) if not word.isascii() and word.lower() in _EVERYDAY)


_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_TCVN3_TABLE = str.maketrans(_TCVN3)
_UPPER = "A-ZĂÂĐÊÔƠƯÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸĨŨ"
_AMONG_CAPITALS = re.compile(rf"(?<=[{_UPPER}]{{2}}\s)[A-Z][^\W\d_]{{1,2}}(?=\s[{_UPPER}]{{2}})")
_CAPITALS = re.compile(r"[^\W\d_]*[A-Z][^\W\d_]*")


def convert_tcvn3(text: str) -> str:
    """TCVN3 as Unicode. Its capitals with tones are small letters in a capital font: they follow their word."""
    raised = _CAPITALS.sub(_raised, text.translate(_TCVN3_TABLE))
    return _AMONG_CAPITALS.sub(lambda match: match.group().upper(), raised)


def _raised(match: re.Match[str]) -> str:
    word = match.group()
    plain = [letter for letter in word if letter.isascii()]
    return word.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else word


def _vni_table() -> dict[str, str]:
    tones = {"ø": 0, "ù": 1, "û": 2, "õ": 3, "ï": 4}
    roofs = {"à": 0, "á": 1, "å": 2, "ã": 3, "ä": 4}
    breves = {"è": 0, "é": 1, "ú": 2, "ü": 3, "ë": 4}
    table = {"ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}
    rows = {"a": "àáảãạ", "e": "èéẻẽẹ", "o": "òóỏõọ", "u": "ùúủũụ", "y": "ỳýỷỹ", "ô": "ờớởỡợ", "ö": "ừứửữự"}
    for base, row in rows.items():
        table |= {base + sign: row[place] for sign, place in tones.items() if place < len(row)}
    for base, whole, row in (("a", "â", "ầấẩẫậ"), ("e", "ê", "ềếểễệ"), ("o", "ô", "ồốổỗộ")):
        table |= {base + sign: row[place] for sign, place in roofs.items()} | {base + "â": whole}
    table |= {"a" + sign: "ằắẳẵặ"[place] for sign, place in breves.items()} | {"aê": "ă"}
    capitals = {key.upper(): value.upper() for key, value in table.items()}
    mixed = {key[0].upper() + key[1]: value.upper() for key, value in table.items() if len(key) == 2}
    return table | capitals | mixed


_VNI = _vni_table()
_VNI_RE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def convert_vni(text: str) -> str:
    """VNI as Unicode: a letter and the sign behind it become one letter."""
    return _VNI_RE.sub(lambda match: _VNI[match.group()], text)
