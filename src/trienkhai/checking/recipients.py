"""Addressees and recipients (zones 9a and 9b; Decree 30/2020, Appendix I, Part I, Section II.9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trienkhai.checking.examples import locate
from trienkhai.checking.findings import Hit, Severity
from trienkhai.checking.laws import DECREE_30
from trienkhai.checking.registry import rule
from trienkhai.checking.subject import Subject
from trienkhai.parts import Reading, Recipient, Span

_ARTICLE = "Phụ lục I, Phần I, Mục II.9"
_ABOVE = (Recipient("Như trên"),)
_TO = ("Sở Y tế", "Sở Nội vụ")


@rule(
    "addressees-missing",
    "Công văn có Kính gửi",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=Reading(doc_type="công văn", addressees=("Sở Y tế",)),
    failing=Reading(doc_type="công văn"),
)
def check_addressees(subject: Subject) -> Iterable[Hit]:
    """A công văn says to whom it goes."""
    if subject.is_dispatch and not subject.reading.addressees:
        yield Hit("Công văn không có “Kính gửi”.")


def _list_addressee_lines(subject: Subject) -> list[Span]:
    """Where each line of the Kính gửi list ends what it holds: the piece of a line up to its last mark."""
    pieces = [
        span for place in range(len(subject.reading.addressees)) for span in subject.find_pieces(f"addressees[{place}]")
    ]
    lines = {line.number: line for span in pieces for line in subject.list_lines_of(span)}
    return [
        (line.start, line.start + len(line.text.rstrip())) for _, line in sorted(lines.items()) if line.text.strip()
    ]


@rule(
    "addressee-ending",
    "Mỗi nơi Kính gửi kết thúc bằng chấm phẩy, cuối cùng là dấu chấm",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=locate(
        Reading(text="Kính gửi:\n- Sở Y tế;\n- Sở Nội vụ.", addressees=_TO),
        addressees_0=_TO[0],
        addressees_1=_TO[1],
    ),
    failing=locate(
        Reading(text="Kính gửi:\n- Sở Y tế;\n- Sở Nội vụ", addressees=_TO),
        addressees_0=_TO[0],
        addressees_1=_TO[1],
    ),
)
def check_addressee_endings(subject: Subject) -> Iterable[Hit]:
    """In a list of two or more, the last addressee ends with a full stop."""
    lines = _list_addressee_lines(subject)
    if len(subject.reading.addressees) < 2 or not lines:
        return
    start, end = lines[-1]
    if not subject.text[start:end].endswith("."):
        yield Hit("Nơi Kính gửi cuối cùng kết thúc bằng dấu chấm.", (start, end))


@rule(
    "addressees-one-line",
    "Mỗi nơi hoặc nhóm nơi Kính gửi một dòng",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=locate(
        Reading(text="Kính gửi:\n- Sở Y tế;\n- Sở Nội vụ.", addressees=_TO),
        addressees_0=_TO[0],
        addressees_1=_TO[1],
    ),
    failing=locate(
        Reading(text="Kính gửi: - Sở Y tế; Sở Nội vụ.", addressees=_TO),
        addressees_0=_TO[0],
        addressees_1=_TO[1],
    ),
)
def check_addressee_lines(subject: Subject) -> Iterable[Hit]:
    """Each addressee or group of addressees stands on a line of its own, led by a dash."""
    for start, end in _list_addressee_lines(subject):
        inner = subject.text[start:end].rstrip(";. ")
        if ";" in inner:
            yield Hit("Một dòng có nhiều nơi Kính gửi; mỗi nơi hoặc nhóm nơi một dòng.", (start, end))


@rule(
    "recipients-missing",
    "Có Nơi nhận",
    laws=DECREE_30,
    article="Điều 8 và " + _ARTICLE,
    severity=Severity.ERROR,
    passing=Reading(recipients=_ABOVE, archive=("VT",)),
    failing=Reading(),
)
def check_recipients(subject: Subject) -> Iterable[Hit]:
    """The document lists who receives it; a part of a document may end before the list."""
    if not subject.reading.truncated and not subject.reading.recipients and not subject.reading.archive:
        yield Hit("Văn bản không có “Nơi nhận”.")


@rule(
    "archive-missing",
    "Nơi nhận có dòng Lưu: VT",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=Reading(recipients=_ABOVE, archive=("VT", "NVY")),
    failing=Reading(recipients=_ABOVE),
)
def check_archive(subject: Subject) -> Iterable[Hit]:
    """The last line keeps a copy at the records desk (VT)."""
    if subject.reading.truncated or not subject.reading.recipients:
        return
    kept = [re.sub(r"\W", "", unit).upper() for unit in subject.reading.archive]
    if not kept:
        yield Hit("Nơi nhận không có dòng “Lưu”.")
    elif not any(unit.startswith(("VT", "VĂNTHƯ", "HCVT")) for unit in kept):
        yield Hit("Dòng “Lưu” không có “VT” (văn thư).", subject.find_place("archive[0]"))


def _list_recipient_lines(subject: Subject) -> Iterator[Span]:
    """The lines of the recipients' list, read from where the recipients stand."""
    for place in range(len(subject.reading.recipients)):
        span = subject.find_place(f"recipients[{place}]") or subject.find_place(f"recipients[{place}].text")
        if span is not None:
            line = subject.list_lines_of(span)[-1]
            yield span[0], line.start + len(line.text.rstrip())


@rule(
    "recipient-separator",
    "Chú thích của nơi nhận đứng trước dấu chấm phẩy",
    laws=DECREE_30,
    article=_ARTICLE,
    passing=locate(
        Reading(text="Nơi nhận:\n- Như trên (t/h);\n- Lưu: VT.", recipients=_ABOVE), recipients_0="Như trên"
    ),
    failing=locate(
        Reading(text="Nơi nhận:\n- Như trên; (t/h)\n- Lưu: VT.", recipients=_ABOVE), recipients_0="Như trên"
    ),
)
def check_recipient_separator(subject: Subject) -> Iterable[Hit]:
    """A bracket with the purpose stands before the semicolon that ends the line."""
    for start, end in _list_recipient_lines(subject):
        found = re.search(r"[;,.]\s{0,3}(\([^()]{1,40}\))", subject.text[start:end])
        if found:
            yield Hit(
                f"“{subject.text[start:end]}”: chú thích đứng sau dấu; viết trước dấu chấm phẩy.",
                (start + found.start(), start + found.end()),
            )


@rule(
    "recipient-ending",
    "Mỗi nơi nhận kết thúc bằng dấu chấm phẩy",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=locate(Reading(text="Nơi nhận:\n- Như trên;\n- Lưu: VT.", recipients=_ABOVE), recipients_0="Như trên"),
    failing=locate(Reading(text="Nơi nhận:\n- Như trên\n- Lưu: VT.", recipients=_ABOVE), recipients_0="Như trên"),
)
def check_recipient_endings(subject: Subject) -> Iterable[Hit]:
    """Each line of the list ends with a semicolon; lines that share their row with the signing block are left
    out, because there the end of the line is not the end of the entry."""
    for start, end in _list_recipient_lines(subject):
        words = subject.text[start:end]
        if re.search(r"\s{3,}|\||[;,.]\s{0,3}\([^()]{1,40}\)$", words):
            continue
        if ";" not in words and (words[-1:].isalpha() or words.endswith(")")):
            yield Hit(f"“{words[:60]}” chưa có dấu chấm phẩy ở cuối.", (start, end))


@rule(
    "recipients-as-above",
    "Nơi nhận của công văn mở đầu bằng Như trên",
    laws=DECREE_30,
    article=_ARTICLE,
    severity=Severity.REMARK,
    passing=Reading(doc_type="công văn", addressees=_TO, recipients=_ABOVE),
    failing=Reading(doc_type="công văn", addressees=_TO, recipients=(Recipient("Giám đốc Sở"),)),
)
def check_as_above(subject: Subject) -> Iterable[Hit]:
    """In a công văn with addressees, "Như trên" is the first recipient."""
    reading = subject.reading
    if not (subject.is_dispatch and reading.addressees and reading.recipients):
        return
    if not re.match(r"\W*nh[uư]\W*(?:tr[eê]n|k[ií]nh)", reading.recipients[0].text.lower()):
        place = subject.find_place("recipients[0]")
        yield Hit("Nơi nhận của công văn mở đầu bằng “Như trên”.", place)
