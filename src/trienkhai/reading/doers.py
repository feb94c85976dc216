"""Who is asked: where the names of the doers end in a sentence, and the single bodies that a list of names holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trienkhai.reading.directive_words import directive_words
from trienkhai.vietnamese.letters import fold

_WHO_LIMIT = 600
_TELLS_INSIDE = re.compile(
    r"\b(?:(?<!trực tiếp )là|gồm (?!:)|có (?:công văn|văn bản|báo cáo|tờ trình|thông báo)"
    r"|được (?:thay|áp dụng|hưởng|tính|xác định|coi|miễn|giảm|khấu trừ|hoàn)"
    r"|tán thành|nhất trí|không|có thể|sẽ|đã|luôn|để được|nếu|truy cập|vui lòng|xin|hiện nay)\b"
)
_SPREAD = re.compile(
    r"((?:Giám đốc|Thủ trưởng|Chủ tịch|Trưởng) )?(?:[Cc]ác )?"
    r"([Ss]ở|hội|[Pp]hòng|[Bb]an|trường|huyện|xã|phường)(?:, \w+)*: (.+)$"
)
# "Chánh Văn phòng, Giám đốc các Sở: A, B, Chủ tịch UBND các huyện": a list in which one member spreads.
_LISTED = re.compile(
    r"(?:^|[,;] )(?:Chánh|Chủ tịch|Thủ trưởng|Bộ trưởng|UBND|Ủy ban)\b.*: .*[,;]|: .*, (?:Chủ tịch|UBND)"
)
_TERRITORY = re.compile(r"(?:cac )?(?:huyen|xa|phuong|quan|thanh pho|thi xa|thi tran|thon|tinh)\b")
# "đồng chí Nguyễn Văn A, Trưởng phòng Thanh tra" is one person.
_PERSON_BEFORE = re.compile(r"(?:^|[,;] )(?:dong chi|ong|ba) [^,;]*$")
_TITLE = re.compile(r"(?:pho |quyen )?(?:truong|giam doc|chu tich|bi thu|hieu truong|chanh|to truong|vien truong)\b")
_KIND_BEFORE_NAMES = re.compile(
    r"(?<!thuoc)(?:^|\s)(?:so|hoi|phong|ban|(?<!hieu )truong|huyen|xa|phuong|nganh|don vi)$"
)
_SECTORS = re.compile(r"[A-ZĐÀ-Ỹ][^,;:.]{2,40}, [A-ZĐÀ-Ỹ]")


def find_doers_end(text: str, folded: str, start: int, end: int) -> int | None:
    """Where the names of the doers end: before the first verb in small letters that is no part of a name."""
    limit = min(end, start + _WHO_LIMIT)
    colon = folded.find(": ", start, limit)
    if colon < 0 and limit == end and folded[end - 1 : end] == ":":  # "1. Giao Sở Y tế:" heads a list
        colon = end - 1
    if colon > start:
        kinds = _KIND_BEFORE_NAMES.search(folded, start, colon) is not None
        told = directive_words().task.match(text, folded, colon + 2, end) is not None  # "Đoàn trường: Chủ trì ..."
        # "các sở: Xây dựng, Giao thông vận tải ..": names of a sector, one after another
        told = told and not (kinds and _SECTORS.match(text, colon + 2, end))
        if told or colon == end - 1 or not kinds:
            limit = colon
    for match in directive_words().name_end.find(text, folded, start + 1, limit):
        place = match.start()
        if not match.group("word").islower() or not text[place : match.end()].islower():
            continue
        if is_noun(folded, match, start):
            continue
        duty = _find_duty(folded, match, start, limit)
        name = _WILLING.sub("", text[start : duty or place]).rstrip(" ,;:")
        return start + len(name) if _is_name(name) else None
    return colon if limit == colon and _is_name(text[start:colon]) else None


# "Phó Thủ tướng A trực tiếp chỉ đạo": how it is done, no part of the name.
_WILLING = re.compile(r"\s+(?:trực tiếp|tích cực|có|sớm|và)\s*$")


def _find_duty(folded: str, match: re.Match[str], start: int, limit: int) -> int | None:
    """Where "có trách nhiệm" follows words that only tell which people are meant."""
    if match.group("word").startswith(("can cu", "tren co so", "theo", "trong", "chu dong", "chu tri", "phoi hop")):
        return None
    duty = folded.find("co trach nhiem", match.end(), min(limit, match.end() + 90))
    return duty if duty > 0 and not re.search(r"[,;.:]", folded[match.start() : duty]) else None


def _is_name(text: str) -> bool:
    """Whether words before a verb can be names: short enough, brackets closed, nothing told."""
    if text == "Lãnh đạo":  # "Lãnh đạo thực hiện nghiêm ..": the verb
        return False
    if not 2 < len(text) <= _WHO_LIMIT or text.count("(") != text.count(")") or "http" in text:
        return False
    longest = max(map(len, text.replace(";", ",").split(",")))
    return longest <= 150 and not _TELLS_INSIDE.search(text)


_PARTY_ORGAN = re.compile(
    r"(?:cac )?(?:cap uy|dang uy|dang bo|chi bo|to chuc dang|tinh uy|thanh uy|huyen uy|ban thuong vu|ban can su)\b"
)


# Those whose name tells that they inspect: "đoàn kiểm tra", "lực lượng thanh tra, kiểm tra".
_INSPECTING = (
    "doan", "ban", "to", "doi", "nganh", "cong tac", "can bo", "luc luong", "co quan", "phong", "cuc", "tram",
    "bo phan",
    "hoi dong", "thanh tra,", "thanh tra va", "giam sat,", "uy vien", "nguoi", "cong chuc", "trung tam",
    "cac", " va", ",",
)  # fmt: skip


_OF_BODIES = re.compile(
    r" ?(?:co lien quan|lien quan|thuoc|truc thuoc|va |trong|khac|cua|dang|doan the|chinh tri|[,;:.(])"
)


def is_noun(folded: str, match: re.Match[str], start: int) -> bool:
    """Whether a word that may be a verb is part of the name before it: "Hội đồng phổ biến", "các tổ chức"."""
    before = folded[start : match.start()].rstrip()
    after = folded[match.end() : match.end() + 24]
    word = match.group()
    if before.endswith("hoi dong") and word in ("pho bien", "phoi hop", "danh gia", "tu van"):
        return True  # "Hội đồng phổ biến, giáo dục pháp luật": its name
    if word == "to chuc":
        organising = before == "ban" or (before.endswith(" ban") and not before.endswith("uy ban"))
        if before.endswith("co quan"):  # "các cơ quan tổ chức thuộc tỉnh", but "các cơ quan tổ chức gặp mặt"
            return not after.strip() or _OF_BODIES.match(after) is not None
        return organising or before.endswith((",", "cac", " va", "phong", "nhung", "truong", "trong"))
    if word in ("phan cong", "giao", "duoc giao") and folded.startswith(("cac ", "nhung "), start):
        return word == "duoc giao" or before.endswith("duoc")  # "các bộ phận được phân công": which of them
    if word == "trinh":
        return before.endswith(("cong", "chuong", "quy", "qua", "lo", "tien", "giao"))
    if word in ("chi dao", "tham muu"):
        return before.endswith(("ban", "co quan"))
    if word == "lanh dao":  # a verb only behind a Party organ; elsewhere "cán bộ lãnh đạo", "lãnh đạo sở"
        return not _PARTY_ORGAN.match(folded, start)
    if word.startswith("kiem tra"):
        return before.endswith(_INSPECTING)
    return _is_noun_by_what_follows(word, before, after)


def _is_noun_by_what_follows(word: str, before: str, after: str) -> bool:
    if word == "giup":
        return after.startswith(" viec")
    if word == "can" and after.startswith(" thiet"):
        return True
    if word == "bao cao" and after.startswith(" vien"):
        return True
    if word == "giam sat" and before.endswith(("thanh tra,", "thanh tra va")):
        return True  # "Phòng Thanh tra, giám sát ngân hàng"
    if word == "phu trach":  # "Phó Giám đốc phụ trách y tế dự phòng": which of them
        return before.endswith(("chu tich", "giam doc", "hieu truong", "truong phong", "bi thu", "cuc truong"))
    if word == "can" and before.endswith("hau"):
        return True
    if word in ("bao cao", "can", "chuyen", "lap", "cu", "dang"):
        return before.endswith(("tra", "cong", "can")) or (word == "lap" and before.endswith(("cong", "ngoai cong")))
    if word in ("nghien cuu", "danh gia"):
        return before.endswith(("to chuc", "vien", "don vi", "trung tam"))
    if word == "xay dung":
        if before.endswith("ban") and after.startswith(" dang"):
            return True  # "các ban xây dựng Đảng"
        chained = re.match(r" (?:hoan thanh|don doc|huong dan|thuc hien|phoi hop|chu tri|trien khai)", after)
        return bool(chained) or before.endswith(("ban quan ly", "so", "phong", "va", "dau tu"))
    return word in ("thanh lap", "duoc giao") and before.endswith(("moi", "duoc", "da"))


def split_names(text: str) -> Iterator[str]:
    """The bodies of a list: cut at semicolons, else before a comma or "và" that a new body follows.

    "các sở: A, B" distributes its first word: "Sở A", "Sở B".
    """
    text = _HEADED_BY.sub("", text)
    for name in _cut_names(text) if _LISTED.search(text) else (text,):
        yield from _spread_names(name)


# "UBND phường, trực tiếp là đồng chí Chủ tịch": the body is asked, whoever answers for it there.
_HEADED_BY = re.compile(r",? (?:mà )?trực tiếp là [^,;]{1,120}$")


def _spread_names(text: str) -> Iterator[str]:
    spread = _SPREAD.match(text.strip())
    if spread is None:
        yield from _cut_names(text)
        return
    title, kind = spread.group(1) or "", spread.group(2).lower()
    for name in _cut_names(spread.group(3), spread=True):
        own = name.lower().startswith((kind, "hiệp hội", "văn phòng", "ubnd"))
        yield name if own else f"{title}{kind.capitalize()} {name}"


_SEMICOLON = re.compile(r"\s*;\s*(?:va\s+)?")
_AND_HEADS = re.compile(
    r" va (?=(?:thu truong|chu tich|giam doc|cac (?:co quan|don vi|to chuc|dia phuong|ho gia dinh|doan the|doanh nghiep"
    r"|so|ban|nganh|phong|truong|trung tam|benh vien))\b)"
)
_JOINT = re.compile(r"\s*,\s*(?:va\s+)?|\s+(?:va|cung)\s+")


# "Văn phòng HĐND và UBND huyện", "Văn phòng Đoàn ĐBQH và HĐND tỉnh": one office that serves two bodies.
_OFFICE_OF = re.compile(r"van phong (?:doan (?:dbqh|dai bieu quoc hoi)|hdnd|hoi dong nhan dan)$")
_COUNCILS = re.compile(r"(?:hdnd|hoi dong nhan dan|ubnd|uy ban nhan dan)\b")


# Bodies that are printed in small letters; "giáo viên chủ nhiệm" is one of its own, "giáo viên" may go with "cán bộ".
_SMALL = re.compile(r"(?:giao vien|bo phan|ca nhan|doan the|to|nhan vien|hoc sinh|co so|ho gia dinh|doanh nghiep)\b")
_NEXT = re.compile(r",| va ")


def _is_qualified(text: str, folded: str, joint: re.Match[str], body: re.Match[str]) -> bool:
    """Whether two names stand side by side that each say which of its kind: "tổ chuyên môn, giáo viên chủ nhiệm"."""
    if _SMALL.match(folded, body.start("word")) is None or _HEADS_OF.match(folded):
        return False
    before = max((cut.end() for cut in _NEXT.finditer(folded, 0, joint.start())), default=0)
    while folded.startswith(" ", before):
        before += 1
    first = [word for word in folded[before : joint.start()].split() if word not in ("cac", "nhung", "va")]
    end = _NEXT.search(folded, body.end())
    second = folded[body.start("word") : end.start() if end else len(folded)].split()
    named = text[before : before + 1].isupper() and before > 0
    return (len(first) > 2 or (named and len(first) > 1)) and len(second) > 2


_HEADS_OF = re.compile(r"(?:thu truong|giam doc|chu tich|truong|lanh dao|nguoi dung dau) (?:cac|cua)\b")


def _cut_names(text: str, *, spread: bool = False) -> Iterator[str]:
    folded = fold(text)
    if ";" in text:
        cuts = [match.span() for match in _SEMICOLON.finditer(folded)]
        cuts = sorted([*cuts, *(match.span() for match in _AND_HEADS.finditer(folded, cuts[0][1]))])
    else:
        joints = _JOINT.finditer(folded)
        cuts = [match.span() for match in joints if _begins_name(text, folded, match, spread=spread)]
    start = 0
    for cut in [*cuts, (len(text), len(text))]:
        name = text[start : cut[0]].strip(" ,.;:")
        if name:
            yield name
        start = cut[1]


def _begins_name(text: str, folded: str, joint: re.Match[str], *, spread: bool) -> bool:
    """Whether a new body is named behind a comma or "và", not another word of the same name."""
    after = joint.end()
    if _OFFICE_OF.search(folded, 0, joint.start()) and _COUNCILS.match(folded, after):
        return False
    if spread and "," in joint.group() and text[after : after + 1].isupper():
        return True
    body = directive_words().body.match(text, folded, after)
    if _PERSON_BEFORE.search(folded, 0, joint.start()) and _TITLE.match(folded, after):
        return False
    if folded.startswith("cac ", after):
        return body is not None or "va" in joint.group().split()
    if body is None:
        return False
    if _is_qualified(text, folded, joint, body):
        return True
    # "phòng Đào tạo, phòng Công tác": small letters, but a name of its own; "huyện X, thành phố Y" is one name.
    named = text[body.end() : body.end() + 2].strip().isupper() and not _TERRITORY.match(folded, after)
    return text[after].isupper() or named
