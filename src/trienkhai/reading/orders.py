"""Orders: who is asked to do what, sentence by sentence.

Four forms are known: "yêu cầu/đề nghị/giao WHO VERB ...", "WHO có trách nhiệm/VERB ...", "WHO: VERB ..." where a
heading names the body, and a bare verb ("Rà soát ...") whose doer an enclosing heading or Kính gửi names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from trienkhai.parts import Span
from trienkhai.reading.directive_words import directive_words
from trienkhai.reading.doers import find_doers_end, split_names
from trienkhai.reading.reports import names_a_day
from trienkhai.vietnamese.letters import fold

# A stop behind one or two letters or digits belongs to an abbreviation or a list ("TS.", "P.", "2.").
_SENTENCE_END = re.compile(
    r"[.!?…](?<!\b[A-ZĐ].)(?<!\b[A-Z][a-zA-Z].)"
    r"(?:(?<!\s\d.)(?<!\s\d\d.)|(?<=háng \d.)|(?<=háng \d\d.)|(?<=hoản \d.))(?:/\.)?[”\"]?\s+(?=[^\Wa-zđ\d_]|\()"
)
_NOT_AN_ORDER = re.compile(
    r"(?:\b(?:theo|duoc|xet|su|noi dung|nhiem vu|co|khi|neu|cua|kien nghi|van ban|can cu|nhung|ban|bien ban|da|cac"
    r"|tai|phieu|to trinh|cong van|y kien|ve viec|ve|do|nhan|trong|thoi gian|mot so)\s+)$"
)
_LEAD_IN = re.compile(
    r"[\s,;:]*(?:\b(?:cu the|mot so viec|voi cac noi dung)\b\s*)?"
    r"(?:\b(?:nhu sau|sau day|sau|co trach nhiem|co nhiem vu)\b)?[\s:./;,]*$"
)
_LEAD_IN_ENDS = ("cu the", "mot so viec", "noi dung", "sau", "sau day", "trach nhiem", "nhiem vu")
_COOPERATE = re.compile(
    r"(?:(?:chu tri\b.{0,40}?)?\bphoi hop(?: chat che)?(?: (?:voi|cung)(?: voi)?)?|chu tri,? cung(?: voi)?)\s+"
)
_TELLS = frozenset(
    ["đã", "đang", "sẽ", "vừa", "bị", "được", "là", "chưa", "không", "nhằm", "để", "do", "khi", "mà", "có", "tự"]
)
_TOLD = re.compile(
    r"[\s,:]*(?:thong nhat|nhan duoc|co su|ban hanh (?:cong van|van ban)"
    r"|kinh (?:trinh|bao cao|de nghi|mong|gui|moi|chuyen))\b"
)
_PREAMBLE = re.compile(
    r"(?:thuc hien|can cu|theo|tiep theo|thi hanh|xet)\s+(?:noi dung\s+)?(?:cong van|ke hoach|quyet dinh|nghi quyet"
    r"|chi thi|thong tu|nghi dinh|cong dien|thong bao|huong dan|chuong trinh|van ban|y kien|chi dao|ket luan|luat"
    r"|de nghi|to trinh|bao cao|quy dinh|quy che|de an)\b(?! (?:nay|tren)\b)"
)
_CLOSING = re.compile(
    r"(?:nhan duoc (?:dien|cong van|van ban|thong bao|chi thi|ke hoach|cong dien)|tren day la"
    r"|moi (?:thong tin|vuong mac)|trong qua trinh (?:trien khai|to chuc|thuc hien)"
    r"|neu co (?:kho khan|vuong mac)|thong tin chi tiet)\b"
)
# "Căn cứ tình hình thực tế của địa phương, tổ chức ...": a condition before the verb.
_CONDITION = re.compile(
    r"(?:ben canh do|song song|cung voi|can cu|tren co so|tuy|theo|de|nham|trong|khi|ngoai|dong thoi|hang|dinh ky"
    r"|truoc|doi voi|ket thuc|sau khi)\b"
)
# "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo ..": the usual offer of help, no work of its own.
_ON_DIFFICULTIES = re.compile(
    r"(?:trong (?:qua trinh|khi)|qua trinh|neu)\b[^.;:]{0,100}\b(?:neu|co|phat sinh|gap)\b[^.;:]{0,40}"
    r"\b(?:kho khan|vuong mac|van de|phat sinh|chua ro)\b"
)
_PURPOSE = re.compile(r"(?:nham|de|thuc hien|can cu|tiep tuc thuc hien)\b")
_UNADDRESSED = re.compile(r"(?:(?<=, )|(?<=\) )|(?<=\. )|^)(?P<verb>de nghi|yeu cau) (?:som |khan truong )?(?=\w)")
_ALSO_ASKS = re.compile(r"[ ,;]va (?:yeu cau|de nghi|giao) $")
_AS_FOLLOWS = re.compile(r"\b(?:nhu sau|y kien|chi dao): ")
_DUTY = re.compile(r"co (?:trach nhiem|nhiem vu)\s*:?\s+(?=\w)")
_EMPTY = re.compile(
    r"(?:danh gia cao|ghi nhan|bieu duong)\b|(?:phoi hop|thanh vien)\W*$"
    r"|(?:co (?:nhiem vu|trach nhiem)|nhu sau|sau day|\W)*$"
    r"|(?:lien he(?! tiep nhan| mua| thue)|phan anh|trao doi(?! thong tin| kinh nghiem| nghiep vu)|lien lac)\b"
    # "thực hiện một số nội dung": what they are stands in the list that follows.
    r"|(?:(?:to chuc|trien khai|thuc hien|tap trung|phoi hop|khan truong|nghiem tuc|nghiem|tot|va|chi dao|quan tam"
    r"|nhanh chong|chu dong|dong bo|hieu qua|co),?\s+)*"
    r"(?:mot so|cac|nhung)\s+(?:noi dung|nhiem vu|cong viec|viec|van de|giai phap|bien phap)"
    r"(?:\s+(?:chinh|trong tam|chu yeu|cap bach))?(?:\s+(?:sau day|sau|cu the|duoi day))?\W*$"
)


class Issuer:
    """The body that speaks in a document, known again by the names its header prints."""

    def __init__(self, names: Iterable[str | None]) -> None:
        printed = [_whole(fold(name)) for name in names if name]
        self._names = (
            *printed,
            *(name.removeprefix("van phong ") for name in printed if name.startswith("van phong ")),
        )

    def is_named(self, name: str) -> bool:
        """Whether a name is the issuer's own: "Sở Y tế" in a paper of "SỞ Y TẾ TỈNH A"."""
        words = _whole(fold(name)).strip()
        return len(words.split()) > 1 and any(own == words or own.startswith(f"{words} ") for own in self._names)

    def speaks(self, folded: str) -> bool:
        """Whether words end with the issuer or somebody who leads it: "Phó Chủ tịch UBND tỉnh Nguyễn Văn A"."""
        words = _whole(folded).split()
        for place in range(len(words) - 1):
            if words[place - 1 : place] in _OF:
                continue
            for own in self._names:
                named = _common(words[place:], own.split())
                if named > 1 and (place + named == len(words) or " ".join(words[place : place + named]) not in _KINDS):
                    return True
        return False


_OF = (["cua"], ["tai"], ["theo"], ["voi"], ["gui"], ["den"])
_KINDS = ("uy ban", "uy ban nhan dan", "hoi dong nhan dan", "van phong", "trung tam")


def _common(words: list[str], other: list[str]) -> int:
    """How many words two lists begin with alike."""
    alike = (place for place, pair in enumerate(zip(words, other, strict=False)) if pair[0] != pair[1])
    return next(alike, min(len(words), len(other)))


def _whole(folded: str) -> str:
    """Folded words with the two usual abbreviations of local bodies written out."""
    return " ".join(_COUNCIL.sub("hoi dong nhan dan", _COMMITTEE.sub("uy ban nhan dan", folded)).split())


_COMMITTEE = re.compile(r"\bubnd\b")
_COUNCIL = re.compile(r"\bhdnd\b")


@dataclass(frozen=True, slots=True)
class Order:
    """One order in a joined text. `named` tells whether its own words name the doers.

    All places are in the joined text: the sentence, the doers, and what they are to do.
    """

    sentence: Span
    doers: Span | None
    task: Span
    verb: str
    who: tuple[str, ...]

    @property
    def named(self) -> bool:
        """Whether the order names its doers."""
        return bool(self.who)


def find_sentences(text: str) -> Iterator[Span]:
    """The sentences of a joined text."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _clauses(text: str, folded: str, sentence: Span) -> Iterator[Span]:
    """A sentence cut at the semicolons behind which another body is asked ("..; giao Sở Y tế ..")."""
    words = directive_words()
    start, end = sentence
    behind = folded.find("; ", start, end)
    for match in words.order.finditer(folded, behind, end) if behind >= 0 else ():
        place = match.start()
        if not _CLAUSE_BEFORE.search(folded, max(start, place - 16), place) or not words.is_order_verb(text, place):
            continue
        if place > start and words.body.match(text, folded, match.end()):
            yield from _own_clauses(text, folded, (start, place))
            start = place
    yield from _own_clauses(text, folded, (start, end))


def _own_clauses(text: str, folded: str, stretch: Span) -> Iterator[Span]:
    """A stretch cut at semicolons between bodies that each have their own verb: "Sở A kiểm tra ..; Sở B cấp .."."""
    words = directive_words()
    start, end = stretch
    cut = folded.find("; ", start, end)
    while cut >= 0:
        place = cut + 2
        stop = folded.find("; ", place, end)
        stop = end if stop < 0 else stop
        if text[place : place + 1].isupper() and words.body.match(text, folded, place, stop):
            before, after = _find_own(text, folded, start, cut), _find_own(text, folded, place, stop)
            alone = before is not None and " phoi hop " not in folded[start:cut] and " cung " not in folded[start:cut]
            if alone and after is not None and after.named and folded[after.task[0] : stop].strip():
                yield start, place
                start = place
        cut = folded.find("; ", place, end)
    yield start, end


_CLAUSE_BEFORE = re.compile(r"; (?:dong thoi,? )?$")


def find_orders(text: str, folded: str, issuer: Issuer | None = None) -> Iterator[Order]:
    """The orders of a paragraph, at most one a sentence. Whom the issuer directs ("UBND tỉnh chỉ đạo Sở Y tế") is
    asked; whom another body directs is not, for that body is to direct it.
    """
    asks = any(verb in folded for verb in directive_words().order_anchors)
    last: Order | None = None
    for order in _find_each(text, folded, issuer, asks=asks):
        if last is not None and last.named and order.sentence[0] == last.sentence[1] and _goes_on(folded, order):
            last = replace(last, sentence=(last.sentence[0], order.sentence[1]), task=(last.task[0], order.task[1]))
            continue
        if last is not None:
            yield last
        last = order
    if last is not None:
        yield last


def _goes_on(folded: str, order: Order) -> bool:
    """Whether a sentence adds to the order before it: "Yêu cầu gửi về Sở trước ngày ..", "Hoàn thành trước .."."""
    return not order.named and _ADDS.match(folded, order.sentence[0]) is not None


_ADDS = re.compile(r"(?:yeu cau|de nghi|hoan thanh (?:truoc|xong|trong|cham nhat))\b")


def _find_each(text: str, folded: str, issuer: Issuer | None, *, asks: bool) -> Iterator[Order]:
    for sentence in find_sentences(text):
        said = folded[slice(*sentence)]
        if announces(said) or (_ON_DIFFICULTIES.match(said) and not names_a_day(said)):
            continue
        for start, end in (_clauses if asks else _own_clauses)(text, folded, sentence):
            order = _find_directed(text, folded, start, end, issuer) if issuer else None
            order = order or _find_order(text, folded, start, end, asks=asks)
            if order is not None:
                yield order


def _find_order(text: str, folded: str, start: int, end: int, *, asks: bool) -> Order | None:
    lead = _COUNTED.match(folded, start, end)
    if lead is not None and not _COUNTED.match(folded, lead.end(), end):  # one only: no depth that a text can choose
        order = _find_order(text, folded, lead.end(), end, asks=asks)
        return replace(order, sentence=(start, end)) if order is not None else None
    inner = _find_own(text, folded, start + len(_FOR), end) if _is_for_some(folded, start, end) else None
    own = replace(inner, sentence=(start, end)) if inner is not None else _find_own(text, folded, start, end)
    asked = _find_asked(text, folded, start, end) if asks else None
    if own is not None and not own.named and _PREAMBLE.match(folded, start):
        own = None
    if asked is not None and (own is None or asked.doers is None or asked.doers[0] <= own.task[0]):
        return asked
    if asked is not None and own is not None and not own.named and _PURPOSE.match(folded, start):
        return asked  # "Nhằm phổ biến, tuyên truyền .., Sở Tư pháp đề nghị ..": a purpose, then the order
    if asked is not None and asked.doers is not None and _opens_list_for(folded, start, asked.doers[0], end):
        return asked
    if own is not None:
        return own
    unaddressed = _find_unaddressed(text, folded, start, end) if asks else None
    if unaddressed is not None:
        return unaddressed
    said = _AS_FOLLOWS.search(folded, start, end)  # "UBND tỉnh có ý kiến như sau: Sở Y tế chủ trì .."
    if said is not None and said.end() < end:
        return _find_own(text, folded, said.end(), end)
    # "Tiêu chuẩn - đo lường - chất lượng: Ủy ban nhân dân huyện ...": a matter, then the order.
    colon = folded.find(": ", start, min(end, start + 120))
    if colon < 0 or folded.startswith("noi dung:", start) or directive_words().no_tasks_under.match(folded, start):
        return None
    return _find_own(text, folded, colon + 2, end)


def _find_directed(text: str, folded: str, start: int, end: int, issuer: Issuer) -> Order | None:
    """An order of the issuer that tells whom it directs: "Phó Chủ tịch UBND tỉnh chỉ đạo Sở Y tế chủ trì .."."""
    words = directive_words()
    place = folded.find(_DIRECTS, start, end)
    while place >= 0:
        doers = place + len(_DIRECTS)
        speaker = folded[max(start, folded.rfind(", ", start, place) + 2) : place]
        last = text[start:place].rstrip().rsplit(" ", 1)[-1].lower()
        if last not in _TELLS and issuer.speaks(speaker) and words.body.match(text, folded, doers):
            name_end = find_doers_end(text, folded, doers, end)
            if name_end is not None:
                return _order(text, folded, (start, end), (doers, name_end), "chỉ đạo")
        place = folded.find(_DIRECTS, doers, end)
    return None


_DIRECTS = " chi dao "


def _find_unaddressed(text: str, folded: str, start: int, end: int) -> Order | None:
    """An order whose verb is followed by what is to be done: "Nơi nào chưa nộp, đề nghị hoàn thành trước ngày ..."."""
    words = directive_words()
    asked = _UNADDRESSED.search(folded, start, end)
    if asked is None or not words.task.match(text, folded, asked.end(), end):
        return None
    if not words.is_order_verb(text, asked.start("verb")):
        return None
    verb = text[slice(*asked.span("verb"))].lower()
    return Order((start, end), None, (asked.end(), _task_end(folded, asked.end(), end)), verb, ())


# "Một là, tổ chức ..", "Thứ hai, các trường ..", "Riêng Sở Y tế ..": points counted in words, or one body set apart.
_COUNTED = re.compile(
    r"(?:(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) la|thu (?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi))\s?[,:]\s"
    r"|rieng (?!doi)"
)
_FOR = "doi voi "


def _is_for_some(folded: str, start: int, end: int) -> bool:
    """Whether a sentence says first for whom it is: "Đối với các đơn vị thuộc Bộ: Căn cứ chức năng ..."."""
    return folded.startswith(_FOR, start) and folded.find(": ", start, min(end, start + 160)) > 0


def _opens_list_for(folded: str, start: int, doers: int, end: int) -> bool:
    """Whether a sentence tells a deed of its issuer, then asks others for a list ("Sở gửi mẫu và yêu cầu A:")."""
    return folded[end - 3 : end].rstrip().endswith(":") and _ALSO_ASKS.search(folded, start, doers) is not None


def _find_asked(text: str, folded: str, start: int, end: int) -> Order | None:
    """An order whose verb names the doers after it."""
    words = directive_words()
    for match in words.order.finditer(folded, start, end):
        if _NOT_AN_ORDER.search(folded, max(start, match.start() - 20), match.start()):
            continue
        if not words.is_order_verb(text, match.start()):
            continue
        if _MANY.match(folded, start, match.start()):  # "UBND các huyện yêu cầu UBND các xã ..": they are asked to ask
            return _order(text, folded, (start, end), (start, match.start()), "")
        doers = find_doers_end(text, folded, match.end(), end)
        if doers is None or not words.body.match(text, folded, match.end()):
            continue
        verb = text[match.start() : match.end()].split()[0:2]
        return _order(text, folded, (start, end), (match.end(), doers), " ".join(verb).lower())
    return None


# Many bodies of one kind; an issuer is never that.
_MANY = re.compile(
    r"(?:cac (?:so|phong|huyen|xa|phuong|quan|nganh|don vi|dia phuong|co quan|truong|doanh nghiep|chi bo|cap uy)"
    r"|(?:ubnd|uy ban nhan dan|chu tich ubnd|thu truong|giam doc|hieu truong|truong) cac)\b[^;:.]{0,90} $"
)


def _find_own(text: str, folded: str, start: int, end: int) -> Order | None:
    """An order that begins with its doers or with its verb."""
    words = directive_words()
    if words.body.match(text, folded, start, end):
        doers = find_doers_end(text, folded, start, end)
        if doers is None or _is_narrative(text, folded, doers):
            return None
        if text[doers] == ":":
            # "Thanh tra khoa học: Ủy ban nhân dân các huyện ...": the first name is a matter here.
            first = _FIRST_OF_ALL.match(text, doers + 1, end)
            after = first.end() if first is not None else doers + 1
            inner = _find_own(text, folded, after, end)
            if inner is not None and inner.named:
                return inner
            if inner is None and not _CONDITION.match(folded, after):
                return None
        return _order(text, folded, (start, end), (start, doers), "")
    if _AGAIN_AND_AGAIN.match(folded, start):
        behind = _find_behind_condition(text, folded, start, end)
        if behind is not None and behind.named:
            return behind  # "Định kỳ cuối học kỳ, nhà trường tổng hợp ..": when, then who
    if words.task.match(text, folded, start, end):
        return Order((start, end), None, (start, _task_end(folded, start, end)), "", ())
    return _find_behind_condition(text, folded, start, end) if _CONDITION.match(folded, start) else None


def _find_behind_condition(text: str, folded: str, start: int, end: int) -> Order | None:
    """An order behind the condition or purpose that a sentence begins with."""
    words = directive_words()
    comma = folded.find(", ", start, min(end, start + 200))
    while comma > 0:
        place = comma + 2
        own = _OF_EACH.search(folded, start, comma)
        others = _AND_UNITS.match(folded, comma, end) if own else None
        if others is not None:  # "theo điều kiện của từng cơ quan, đơn vị tổ chức ..": whose condition, not who acts
            place = others.end()
        if text[place : place + 1].islower() and words.task.match(text, folded, place, end):
            return Order((start, end), None, (place, _task_end(folded, place, end)), "", ())
        if (others is None or others[0].endswith(", ")) and words.body.match(text, folded, place, end):
            inner = _find_own(text, folded, place, end)
            if inner is not None and inner.doers is not None:
                return _order(text, folded, (start, end), inner.doers, "")
        comma = folded.find(", ", place, min(end, start + 200))
    return None


_AGAIN_AND_AGAIN = re.compile(r"(?:dinh ky|hang (?:ngay|tuan|thang|quy|nam))\b")
_OF_EACH = re.compile(r"\b(?:cua|tai) (?:cac |tung |moi )?(?:co quan|don vi|dia phuong|nganh)$")
_AND_UNITS = re.compile(r"(?:, (?:co quan|don vi|dia phuong)(?: minh)?)+,? ")
_FIRST_OF_ALL = re.compile(r"\s*(?:\(?[abc1]\)\s*)?")  # the label of the first point, on the line of the heading


def _is_narrative(text: str, folded: str, doers: int) -> bool:
    """Whether a sentence that begins with a body tells what it did or is, rather than what it must do."""
    last = text[:doers].rsplit(" ", 1)[-1].lower()
    if folded.startswith(" khong ", doers) and not folded.startswith(" khong duoc ", doers):
        return True  # "Sở Y tế không nhận được báo cáo" tells; only "yêu cầu .. không" and "không được" forbid
    return last in _TELLS or _TOLD.match(folded, doers, doers + 40) is not None


def _order(text: str, folded: str, sentence: Span, doers: Span, verb: str) -> Order:
    task = doers[1]
    while task < sentence[1] and text[task] in " :,;-":
        task += 1
    duty = _DUTY.match(folded, task, sentence[1])
    if duty:
        task = duty.end()
    return Order(
        sentence,
        doers,
        (task, max(task, _task_end(folded, task, sentence[1]))),
        verb,
        tuple(split_names(text[doers[0] : doers[1]])),
    )


def _task_end(folded: str, start: int, end: int) -> int:
    floor = max(start, end - 60)
    shown = folded[floor:end].rstrip(" :./;,")
    if not shown.endswith(_LEAD_IN_ENDS) and not shown[-1:].isspace():  # only signs stand behind the task
        return floor + len(shown)
    lead_in = _LEAD_IN.search(folded, floor, end)
    return lead_in.start() if lead_in else end


def find_untold_verb(text: str, folded: str) -> Order | None:
    """The task of a point under a heading that names who does it, whatever verb the point begins with."""
    end = next(find_sentences(text), (0, 0))[1]
    words = text[:end].split(None, 4)
    if len(words) < 4 or not words[0].isalpha() or _NOT_A_TASK.match(folded):
        return None
    if not (words[1][:1].islower() and words[2][:1].islower()):  # "Luật sư Đỗ Văn A": a person
        return None
    if 0 <= folded.find(":", 0, end) < 60 or text.endswith(":") or directive_words().body.match(text, folded, 0):
        return None
    return Order((0, end), None, (0, _task_end(folded, 0, end)), "", ())


# What may stand in a list under a body's name and is no work: people, figures, papers, places.
_NOT_A_TASK = re.compile(
    r"(?:dong chi|d/c|ong|ba|pho|quyen|truong|bi thu|uy vien|thanh vien|thu ky|dai dien|nhan vien|chuyen vien|luat su"
    r"|bac si|dieu duong|ke toan|thu quy|dai bieu|khach|nguoi|thay|co|ho so|thanh phan|thoi (?:gian|han)|dia diem"
    r"|so (?:luong|dien thoai|nguoi)|kinh phi|chi tieu|noi dung|muc tieu|doi voi|viec|cac|nhung|mot so|moi|danh sach"
    r"|bieu|mau|phu luc|ty le|tong so|email|dien thoai|truong hop|neu|khi|hien nay|tuy nhien|ngay|ke hoach|nhiem vu"
    r"|can cu|theo|la|da|chua|con|do|tu|duoc|gom|bao gom|trong"
    r"|nam|qua|den|tren|tai|ngoai|ben canh|voi|de|nham|sau|truoc|hoi|luc|moc)\b"
)


def find_cooperating(text: str, folded: str, task: Span) -> tuple[str, ...]:
    """The bodies that a task names as co-operating: "phối hợp với A, B VERB ..."."""
    ends = [place for sign in (";", ". ") if (place := folded.find(sign, *task)) > 0]
    match = _COOPERATE.search(folded, task[0], min([task[1], task[0] + 400, *ends]))
    if match is None or not directive_words().body.match(text, folded, match.end()):
        return ()
    end = find_doers_end(text, folded, match.end(), task[1])
    return tuple(split_names(text[match.end() : end])) if end is not None else ()


def is_empty(folded: str, task: Span) -> bool:
    """Whether a task says no more than that there is one ("có nhiệm vụ:")."""
    return bool(_EMPTY.match(folded[task[0] : task[1]]))


def leads(folded: str, task: Span) -> bool:
    """Whether the task says that its doer takes the lead."""
    return folded.startswith(("chu tri", "lam dau moi", "la dau moi", "chiu trach nhiem chinh"), _begin(folded, task))


def only_cooperates(folded: str, task: Span) -> bool:
    """Whether the task begins with co-operation and names no lead of its own."""
    start = _begin(folded, task)
    return folded.startswith("phoi hop", start) and not folded.startswith("phoi hop va ", start)


def _begin(folded: str, task: Span) -> int:
    """Where a task begins behind the words that only bound it: "trong phạm vi nhiệm vụ được giao phối hợp với"."""
    bounds = _BOUNDS.match(folded, *task)
    return bounds.end() if bounds is not None else task[0]


_BOUNDS = re.compile(
    r"(?:trong pham vi|(?:theo|can cu|can cu vao) (?:chuc nang|pham vi|tham quyen|nhiem vu))"
    r"[^.;:]{0,80}?(?=\b(?:chu tri|phoi hop)\b)"
)


_ANNOUNCES = re.compile(r"[^.;:]{3,80}? (?:xin )?thong bao (?:de|den|toi) [^.;:]{0,150}\bbiet\b[^.;:]{0,60}\W*$")


def announces(folded: str) -> bool:
    """Whether a paragraph only says that the issuer lets others know: "Tổng cục Thuế thông báo để Cục Thuế biết"."""
    return "thong bao" in folded and bool(_ANNOUNCES.match(folded))


def is_closing(folded: str) -> bool:
    """Whether a paragraph is the closing formula, which repeats the order given before."""
    return bool(_CLOSING.match(folded))
