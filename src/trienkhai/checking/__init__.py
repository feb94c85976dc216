"""The official format, one rule at a time: `check` says where a document does not keep it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from trienkhai.checking import body, citations, header, page, recipients, signature, symbols
from trienkhai.checking.findings import SEVERITY_WORDS, Finding, Hit, Law, Rule, Severity
from trienkhai.checking.registry import list_rules
from trienkhai.checking.subject import Subject, System
from trienkhai.parts import Reading

__all__ = [
    "SEVERITY_WORDS",
    "Finding",
    "Hit",
    "Law",
    "Rule",
    "Severity",
    "System",
    "check",
    "list_rules",
]

_FILES = (header, symbols, citations, recipients, signature, body, page)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.REMARK: 2}
_NO_RULES = {
    System.UNION: "Văn bản của tổ chức đoàn thể có quy định thể thức riêng; máy chưa có quy tắc để kiểm tra.",
    System.NORMATIVE: "Văn bản quy phạm pháp luật có quy định thể thức riêng; máy chưa có quy tắc để kiểm tra.",
}


def check(reading: Reading, on: date | None = None, *, issued: bool = False) -> tuple[Finding, ...]:
    """Where the document does not keep the form, errors first, then in the order of the text.

    It is judged by the rules in force on the document's own date, or on `on` where that is given; a document
    that tells no year is judged by the newest rules. Party documents are judged by Party rules alone.
    `issued` judges a finished document: what a draft may still leave open (number, day, signer) is an error
    then.
    """
    subject = Subject(reading, issued)
    day = on or _find_day(reading)
    if subject.system in _NO_RULES:
        return (_tell_no_rules(_NO_RULES[subject.system]),)
    own = [rule for rule in list_rules() if _applies(rule, subject.system)]
    rules = [rule for rule in own if rule.law.is_in_force(day)]
    if not rules:
        first = min(rule.law.valid_from for rule in own)
        return (_tell_no_rules(f"Văn bản trước ngày {first:%d/%m/%Y}; máy chưa có quy tắc của thời kỳ đó."),)
    found = [
        Finding(rule.id, rule.title, hit.message, _weigh(rule, issued), rule.source, hit.span)
        for rule in rules
        for hit in rule.check(subject)
    ]
    return tuple(sorted(found, key=lambda each: (_ORDER[each.severity], (each.span or (0, 0))[0])))


def _applies(rule: Rule, system: System) -> bool:
    """A rule holds for documents under its own law: Party law for the Party's, the decree for the state's."""
    is_party_law = rule.law.name.endswith("VPTW")
    return is_party_law if system is System.PARTY else not is_party_law


def _weigh(rule: Rule, issued: bool) -> Severity:
    return rule.severity if issued or rule.in_draft is None else rule.in_draft


def _find_day(reading: Reading) -> date:
    """The document's date; of a month or year alone, its last day; the end of time where no year is told."""
    year, month = reading.date.year, reading.date.month
    if year is None:
        return date.max
    if month is None:
        return date(year, 12, 31)
    last = monthrange(year, month)[1]
    return date(year, month, min(reading.date.day or last, last))


def _tell_no_rules(message: str) -> Finding:
    return Finding("no-rules", "Chưa có quy tắc", message, Severity.REMARK, "", None)
