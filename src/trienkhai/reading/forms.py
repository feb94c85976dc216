"""Forms in which the work may be done, taken from enumerations by their grammar.

A running enumeration ("bằng các hình thức như: A, B (c, d...); E") is cut at semicolons, and at commas before a word
that names a form of its own: in "hội nghị báo cáo viên, tuyên truyền viên" the comma only joins two complements. A
bullet holds one form for each clause between semicolons. What a clause says around the form's name is dropped: the
verb that leads it ("tổ chức"), the preposition and plural word before a channel ("trên các"), whom it serves ("cung
cấp cho ..."), whose it is in general ("của địa phương, đơn vị").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trienkhai.parts import Form
from trienkhai.reading.directive_words import directive_words
from trienkhai.reading.paragraphs import Paragraph

_ANNOUNCED = re.compile(
    r"(?:(?<!tinh )hinh thuc(?! hien)|phuong thuc|kenh)\b[^.:;]{0,90}?"
    r"(?:\bnhu\b(?! sau)\s*:?|\bgom(?: co)?\b\s*:?|\bla\b\s*:|:)\s*"
)
# These read the printed letters: without marks "bảng" is "bằng" and "đề" is "để".
_CHANNEL = re.compile(r"(?:thông qua|qua|trên|bằng|tại)\s+(?:(?:các|những|hệ thống các)\s+)?", re.IGNORECASE)
_OCCASION = re.compile(r"(?:lồng ghép\s+)?(?:trong|trước|sau|tại|nhân)\s+(?:(?:các|những|mỗi)\s+)?", re.IGNORECASE)
_PLURAL = re.compile(r"(?:các|những)\s+", re.IGNORECASE)
# Each begins with one of four signs, which the search engine skips to.
_TAIL = re.compile(
    r"[\s,;.…](?:(?<=\s)\s*(?:"
    r"(?:cung cap cho|phuc vu(?: cho)?|nham|de|cho|ve|gan voi|phu hop voi|theo quy dinh|dam bao)\b"
    r"|\.\.\.|…|\.(?:/\.)?$)|(?<=[\s,;])[\s,;]*(?:v\.\s?v|vv)|(?<=\.)(?:\.\.|(?:/\.)?$)|(?<=…))"
)
# "treo băng rôn, khẩu hiệu": one verb, several things shown.
_SHOWING = re.compile(r"\s*(?:tuyen truyen )?(?:treo|dan|dang|phat|in|cap phat|bien soan|trung bay|ke ve|lap dat)\b")
_SHOWN = re.compile(
    r"\s*(?:cac )?(?:bang ron|bang zon|khau hieu|ap phich|pa no|pano|co|phuon|to roi|to gap|tin|bai|phong su|clip|video"
    r"|tranh|tai lieu|bang dien tu)\b"
)
_OWNER = re.compile(r"\s+cua\s+(?:cac\s+)?(?:co quan|don vi|dia phuong|nganh|minh|nha truong|to chuc)\b.*$")
_EVERYWHERE = re.compile(
    r"\s+(?:(?:o|tai)\s+)?(?:cac|tung|moi)\s+(?:thon|xom|ban|khoi pho|khu pho|khu dan cu|to dan pho|ap|buon|lang|xa"
    r"|phuong|thi tran|huyen|thanh pho|co quan|don vi|dia phuong)\b.*$"
)
_PUBLISHED = re.compile(r"(?P<what>.{2,60}?)\s+(?P<on>(?:tren|qua)\s+.*)$")
_ACTIVITY_INSIDE = re.compile(
    r"\s+(?:tuyen truyen|truyen thong|pho bien)(?=\s+(?:tren|qua|truoc|trong|sau|tai|nhan)\b)"
)
_CLASSIFIER = re.compile(r"^(?:cac\s+|nhung\s+)?buoi\s+")
_END_OF_EXAMPLES = re.compile(r"\s*(?:\.{2,}|…|v\.\s?v\.?|,?\s*vv\.?)\s*$")


# "tình hình thực hiện" holds the letters only; "bằng nhiều hình thức" says that there are forms, and names none below.
_NAMES_FORMS = re.compile(r"(?<!tinh )(?<!nhieu )(?<!moi )(?<!\w)hinh thuc\b(?! hien\b)")


def announces_forms(folded: str) -> bool:
    """Whether words speak of forms of public information work (and not of forms of payment or discipline)."""
    if "hinh thuc" not in folded or _NAMES_FORMS.search(folded) is None:
        return False
    return bool(directive_words().activity.search(folded))


def find_running_forms(paragraph: Paragraph, section: str | None) -> Iterator[Form]:
    """The forms that a sentence enumerates after "hình thức ... như:"."""
    folded = paragraph.folded
    announced = "hinh thuc" in folded or "phuong thuc" in folded or "kenh" in folded
    match = _ANNOUNCED.search(folded) if announced else None
    if match is None or not directive_words().activity.search(folded):
        return
    end = _sentence_end(paragraph.text, match.end())
    for start, stop in _cut_running(paragraph, match.end(), end):
        form = _read_form(paragraph, start, stop, section)
        if form is not None:
            yield form


def find_channel_forms(paragraph: Paragraph, section: str | None) -> Iterator[Form]:
    """The channels of information work that a sentence lists without calling them forms: "tuyên truyền trên hệ thống
    loa truyền thanh, bảng tin và trang Zalo". One alone is a mere way of saying where."""
    text, folded, words = paragraph.text, paragraph.folded, directive_words()
    if not any(preposition in folded for preposition in (" qua ", " tren ", " bang ")):
        return
    for work in words.activity.finditer(folded):
        lead = _THROUGH.match(folded, work.end())
        if lead is None or _CHANNEL.match(text, lead.start("by")) is None:
            continue
        start = lead.end()
        pieces = list(_list_channel_places(text, folded, start, min(start + _LONGEST_LIST, _sentence_end(text, start))))
        if len(pieces) > 1:
            forms = (_read_form(paragraph, *piece, section) for piece in pieces)
            yield from (form for form in forms if form is not None)
            return


_LONGEST_LIST = 600
_THROUGH = re.compile(r"[^.;:()]{0,120}?\s(?P<by>(?:thong qua|qua|tren|bang)\s)")
_AND = re.compile(r",\s+(?:va\s+)?|\s+va\s+")
_CHANNEL_ENDS = re.compile(r"\s(?:ve|de|nham|cho|den|toi|cua|trong|theo|phu hop|tai|voi|gan)\b|;|\.\.\.|…")


def _list_channel_places(text: str, folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of channels one after another, as far as each begins like one."""
    words = directive_words()
    while start < end:
        lead = _CHANNEL.match(text, start, end) or _PLURAL.match(text, start, end)
        first = lead.end() if lead else start
        if words.form_head.match(folded, first, end) is None:
            return
        joint = next((cut for cut in _AND.finditer(folded, first, end) if _outside(text, first, cut.start())), None)
        stop = joint.start() if joint else end
        ended = next(
            (cut for cut in _CHANNEL_ENDS.finditer(folded, first, stop) if _outside(text, first, cut.start())), None
        )
        yield first, ended.start() if ended else stop
        if joint is None or (ended is not None and ended.group().strip() != "cua"):
            return
        start = joint.end()


def _outside(text: str, start: int, place: int) -> bool:
    """Whether a place stands outside the brackets opened since `start`."""
    return text.count("(", start, place) == text.count(")", start, place)


def find_bullet_forms(paragraph: Paragraph, section: str | None) -> Iterator[Form]:
    """The forms of one bullet, a clause each."""
    for start, stop in _cut_outside_brackets(paragraph.text, 0, len(paragraph.text), ";"):
        form = _read_form(paragraph, start, stop, section)
        if form is not None:
            yield form


def _sentence_end(text: str, start: int) -> int:
    match = re.compile(r"(?<!\.)\.(?!\.)(?:\s|$)").search(text, start)
    return match.start() if match else len(text)


def _cut_outside_brackets(text: str, start: int, end: int, cut: str) -> Iterator[tuple[int, int]]:
    depth = 0
    first = start
    for sign in _SIGN.finditer(text, start, end):
        letter = sign.group()
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif letter == cut and depth == 0:
            yield first, sign.start()
            first = sign.end()
    yield first, end


_SIGN = re.compile(r"[()\[\],;]")


def _cut_running(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clauses, and within them pieces that begin a form of their own."""
    for low, high in _cut_outside_brackets(paragraph.text, start, end, ";"):
        if low > start and paragraph.text[low:high].lstrip()[:1].isupper() and _is_work(paragraph, low, high):
            return  # "..; Tổ chức ra quân": the next task of the list in which the forms stand
        first = low
        for piece, stop in _cut_outside_brackets(paragraph.text, low, high, ","):
            shown = _SHOWING.match(paragraph.folded, first) and _SHOWN.match(paragraph.folded, piece)
            if piece > first and not shown and _begins_form(paragraph, piece):
                yield first, piece - 1
                first = piece
            if stop == high:
                yield first, high


def _is_work(paragraph: Paragraph, low: int, high: int) -> bool:
    """Whether a clause begins with a verb that does something, and names no form behind it."""
    words = directive_words()
    start = low + len(paragraph.text[low:high]) - len(paragraph.text[low:high].lstrip())
    verb = words.operative.match(paragraph.folded, start, high)
    if verb is None:
        return False
    plural = _PLURAL.match(paragraph.text, verb.end(), high)
    return words.form_head.match(paragraph.folded, plural.end() if plural else verb.end(), high) is None


def _begins_form(paragraph: Paragraph, place: int) -> bool:
    text, folded = paragraph.text, paragraph.folded
    while text[place : place + 1] == " ":
        place += 1
    words = directive_words()
    if any(lead.match(text, place) for lead in (_CHANNEL, _OCCASION, _PLURAL)):
        return True
    return bool(words.operative.match(folded, place) or words.form_head.match(folded, place))


def _read_form(paragraph: Paragraph, start: int, end: int, section: str | None) -> Form | None:
    text, folded = paragraph.text, paragraph.folded
    while start < end and text[start] in " ,;:-":
        start += 1
    start, named = _without_lead(text, folded, start, end)
    bracket = text.find("(", named, end)
    closing = text.find(")", bracket, end) if bracket >= 0 else -1
    examples: tuple[str, ...] = ()
    if bracket >= 0 and closing >= 0 and not _TAIL.search(folded, named, bracket):
        examples = _split_examples(text[bracket + 1 : closing])
        stop, name_end = closing + 1, bracket
    else:
        tail = _TAIL.search(folded, named, end)
        stop = name_end = tail.start() if tail else end
    colon = text.find(": ", named, name_end)
    if colon >= 0 and not examples:
        examples, name_end = _split_examples(text[colon + 2 : name_end]), colon
    name = text[named:name_end].strip(" ,.;:")
    if not re.search(r"[^\W\d_]{2}", name):
        return None
    name, found = _settle(name, folded[named : named + len(name)])
    while text[stop - 1] in " ,.;:" and stop > start:
        stop -= 1
    return Form(_small_first(name), examples or found, section, paragraph.pieces(start, stop))


def _without_lead(text: str, folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the form's words and where its name begin, behind verb, preposition and plural word."""
    operative = directive_words().operative.match(folded, start, end)
    if operative:
        start = operative.end()
        plural = _PLURAL.match(text, start, end)
        return start, plural.end() if plural else start
    named = start
    activity = directive_words().activity.match(folded, start, end)
    if activity and text[start].isupper():
        # "Tuyên truyền thông qua ...": the first word only repeats what all forms serve.
        after = activity.end() + 1
        channel = _CHANNEL.match(text, after, end)
        if channel:
            return channel.end(), channel.end()
        if directive_words().form_head.match(folded, after, end):
            return start, after
    channel = _CHANNEL.match(text, start, end)
    if channel:
        named = start = channel.end()
    return start, named


def _settle(name: str, folded: str) -> tuple[str, tuple[str, ...]]:
    """The name without words that say nothing about the form, and the examples a list of occasions gives."""
    inside = _ACTIVITY_INSIDE.search(folded) if "truyen" in folded or "pho bien" in folded else None
    if inside:
        name = name[: inside.start()] + name[inside.end() :]
        folded = folded[: inside.start()] + folded[inside.end() :]
    occasion = _OCCASION.match(name)
    if occasion:
        return name, _list_occasions(name[occasion.end() :], folded[occasion.end() :])
    published = _PUBLISHED.match(folded) if "tren" in folded or "qua" in folded else None
    if published and not folded.startswith(("co dong", "tuyen truyen", "trien lam")):
        channels = _list_channels(name[published.start("on") :], folded[published.start("on") :])
        preposition = name[published.start("on") :].split()[0]
        return f"{name[: published.end('what')]} {preposition} {', '.join(channels)}", ()
    return name, ()


def _list_channels(text: str, folded: str) -> Iterator[str]:
    owner = _OWNER.search(folded)
    end = owner.start() if owner else len(text)
    for start, stop in _cut_outside_brackets(text, 0, end, ","):
        while text[start : start + 1] == " ":
            start += 1
        lead = _CHANNEL.match(text, start, stop)
        yield text[lead.end() if lead else start : stop].strip()


def _list_occasions(text: str, folded: str) -> tuple[str, ...]:
    place = _EVERYWHERE.search(folded)
    end = place.start() if place else len(text)
    classifier = _CLASSIFIER.match(folded)
    start = classifier.end() if classifier else 0
    return tuple(_split_examples(text[start:end]))


def _split_examples(text: str) -> tuple[str, ...]:
    text = _END_OF_EXAMPLES.sub("", text)
    text = re.sub(r"^(?:như|gồm|ví dụ|VD)\s*:?\s*", "", text.strip())
    return tuple(piece.strip(" .;") for piece in re.split(r"[,;]", text) if piece.strip(" ."))


def _small_first(name: str) -> str:
    first = name.split(" ", 1)[0]
    return name if first.isupper() and len(first) > 1 else name[:1].lower() + name[1:]
