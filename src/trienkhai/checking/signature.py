"""Signing authority, title and name of the signer (zones 7a and 7b)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trienkhai.checking.examples import locate
from trienkhai.checking.findings import Hit, Severity
from trienkhai.checking.laws import DECREE_30, GUIDANCE_05, GUIDANCE_36
from trienkhai.checking.registry import rule
from trienkhai.checking.subject import Subject, System
from trienkhai.parts import Reading, Signature
from trienkhai.sources.lines import Line
from trienkhai.vietnamese.letters import fold

_ARTICLE = "Điều 13 và Phụ lục I, Phần I, Mục II.7"
_STATE_MODES = ("KT.", "TM.", "TL.", "TUQ.", "Q.")
_GLUED = re.compile(r"(?<![\w.])(?P<mode>KT|TM|TL|TUQ|Q)\.(?=[^\W\d])")
_DEGREE = re.compile(r"^(?:PGS|GS|TSKH|TS|Ths|ThS|BS|KS|CN|DS|LS)[.\s]", re.IGNORECASE)
_DEGREE_ALLOWED = ("quan doi", "quoc phong", "cong an", "truong", "giao duc", "y te", "benh vien", "khoa hoc")
_HEADS = ("giam doc", "chu tich", "truong phong", "bo truong", "cuc truong", "hieu truong", "chanh van phong")
_DEPUTY = re.compile(r"^(?:pho|thu truong|cap pho|uy vien|dai uy|pgd|pct)\b")


def _sign(mode: str | None, behalf: str | None, position: str | None, name: str | None = "Lê An") -> Reading:
    return Reading(signature=Signature(mode, behalf, position, name))


@rule(
    "signer-missing",
    "Có chức vụ và họ tên người ký",
    laws=(DECREE_30, GUIDANCE_36, GUIDANCE_05),
    article="mục về quyền hạn, chức vụ, họ tên và chữ ký",
    severity=Severity.ERROR,
    in_draft=Severity.REMARK,
    passing=_sign(None, None, "GIÁM ĐỐC"),
    failing=_sign(None, None, "GIÁM ĐỐC", None),
)
def check_signer(subject: Subject) -> Iterable[Hit]:
    """The signing block gives position and name; a part of a document may end before it."""
    signed = subject.reading.signature
    absent = [word for word, value in (("chức vụ", signed.position), ("họ tên", signed.name)) if not value]
    if absent and not subject.reading.truncated:
        yield Hit(f"Khối ký chưa có {' và '.join(absent)} người ký.", subject.find_place("signature"))


def _list_signing_lines(subject: Subject) -> Iterator[Line]:
    """The lines of the signing block, or the last forty lines where its place is not known."""
    place = subject.find_place("signature")
    if place is None:
        yield from subject.lines[-40:]
        return
    yield from subject.list_lines_of((max(place[0] - 8, 0), place[1]))


@rule(
    "authority-spacing",
    "Sau KT., TM., TL., TUQ., Q. có khoảng trắng",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=Reading(text="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
    failing=Reading(text="KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"),
)
def check_authority_spacing(subject: Subject) -> Iterable[Hit]:
    """A space follows the dot of the authority prefix."""
    for line in _list_signing_lines(subject):
        found = _GLUED.search(line.text)
        if found:
            span = (line.start + found.start(), line.start + found.end())
            yield Hit(f"Sau “{found['mode']}.” cần có khoảng trắng.", span)


@rule(
    "authority-form",
    "Quyền hạn ký dùng một trong năm cách viết tắt",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=_sign("KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    failing=_sign("KT", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
)
def check_authority_form(subject: Subject) -> Iterable[Hit]:
    """The prefix is one of the five of the decree, with its dot."""
    mode = subject.reading.signature.mode
    if mode and mode.strip() not in _STATE_MODES:
        yield Hit(f"“{mode}” viết theo quy định là một trong: {', '.join(_STATE_MODES)}.", _find_mode(subject))


def _find_mode(subject: Subject) -> tuple[int, int] | None:
    return subject.find_place("signature.mode") or subject.find_place("signature")


@rule(
    "authority-deputy",
    "Ký thay (KT.) do cấp phó ký",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=_sign("KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    failing=_sign("KT.", "GIÁM ĐỐC", "TRƯỞNG PHÒNG"),
)
def check_deputy(subject: Subject) -> Iterable[Hit]:
    """Who signs KT. is a deputy."""
    signed = subject.reading.signature
    is_for_head = (signed.mode or "").startswith("KT")
    if is_for_head and signed.position and not _DEPUTY.match(fold(signed.position).strip()):
        place = subject.find_place("signature.position")
        yield Hit(f"KT. là cấp phó ký thay; “{signed.position}” không phải cấp phó.", place)


@rule(
    "authority-collective",
    "Thay mặt (TM.) một tập thể",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=_sign("TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    failing=_sign("TM.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
)
def check_collective(subject: Subject) -> Iterable[Hit]:
    """TM. stands before the name of a collective body, never before the title of a head."""
    signed = subject.reading.signature
    if (signed.mode or "").startswith("TM") and fold(signed.on_behalf_of or "").strip() in _HEADS:
        place = subject.find_place("signature.on_behalf_of")
        yield Hit(f"TM. dùng cho tập thể; “{signed.on_behalf_of}” là một chức vụ.", place)


@rule(
    "authority-capitals",
    "Quyền hạn, chức vụ người ký viết in hoa",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=_sign("KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    failing=_sign(None, None, "Giám đốc"),
)
def check_authority_capitals(subject: Subject) -> Iterable[Hit]:
    """The authority and the position are in capitals."""
    position = subject.reading.signature.position
    if position and not position.isupper():
        yield Hit(f"Chức vụ “{position}” chưa viết in hoa.", subject.find_place("signature.position"))


@rule(
    "signer-capitals",
    "Họ tên người ký viết thường",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=_sign(None, None, "GIÁM ĐỐC", "Lê An"),
    failing=_sign(None, None, "GIÁM ĐỐC", "LÊ AN"),
)
def check_signer_case(subject: Subject) -> Iterable[Hit]:
    """The name of the signer is in small letters with initial capitals."""
    name = subject.reading.signature.name
    if name and name.isupper():
        yield Hit(f"Họ tên “{name}” viết chữ thường, hoa đầu âm tiết.", subject.find_place("signature.name"))


@rule(
    "signer-degree",
    "Trước họ tên người ký không ghi học hàm, học vị",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=Reading(agency="SỞ NỘI VỤ", signature=Signature(None, None, "GIÁM ĐỐC", "Lê An")),
    failing=Reading(agency="SỞ NỘI VỤ", signature=Signature(None, None, "GIÁM ĐỐC", "TS. Lê An")),
)
def check_degree(subject: Subject) -> Iterable[Hit]:
    """No academic title stands before the name, but in the forces, education, health and science."""
    name, agency = subject.reading.signature.name or "", fold(subject.reading.agency or "")
    if _DEGREE.match(name) and agency and not any(word in agency for word in _DEGREE_ALLOWED):
        yield Hit(f"Bỏ học hàm, học vị trước họ tên: “{name}”.", subject.find_place("signature.name"))


@rule(
    "party-authority-form",
    "Quyền hạn ký của văn bản Đảng viết T/M, K/T, T/L",
    laws=(GUIDANCE_36, GUIDANCE_05),
    article="mục về quyền hạn, chức vụ, họ tên và chữ ký",
    severity=Severity.REMARK,
    system=System.PARTY,
    passing=locate(
        Reading(symbol="KH/TU", text="T/M BAN THƯỜNG VỤ", signature=Signature("T/M", "BAN THƯỜNG VỤ")),
        signature_mode="T/M",
    ),
    failing=locate(
        Reading(symbol="KH/TU", text="TM. BAN THƯỜNG VỤ", signature=Signature("TM.", "BAN THƯỜNG VỤ")),
        signature_mode="TM.",
    ),
)
def check_party_authority(subject: Subject) -> Iterable[Hit]:
    """A Party document writes the signing authority with a slash."""
    mode = subject.reading.signature.mode
    if mode and mode.strip() in _STATE_MODES:
        yield Hit(f"Văn bản của Đảng viết “{mode[0]}/{mode[1:].strip('.')}”, không “{mode}”.", _find_mode(subject))
