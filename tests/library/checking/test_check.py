"""A document is judged by the rules that hold for its kind on its own date."""

from __future__ import annotations

from datetime import date

import pytest

from trienkhai.checking import Finding, Severity, System, check
from trienkhai.checking.subject import Subject
from trienkhai.parts import Citation, Date, Reading, Recipient, Signature

DRAFT = Reading(
    doc_type="công văn",
    symbol="SVHTTDL-QLVHGĐ",
    place="Lạng Sơn",
    date=Date(None, None, 2023),
    subject="triển khai Kế hoạch",
    addressees=("Các đơn vị trực thuộc Sở",),
    recipients=(Recipient("Như trên", "T/h"),),
    archive=("VT", "QLVH&GD(HVĐ)"),
    signature=Signature("KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê An"),
    citations=(Citation("Công văn số 2373", "công văn", "2373", None, "Văn phòng UBND tỉnh", (0, 16)),),
    text="Công văn số 2373\nKT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
)


def _ids(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.id for finding in findings}


def _severity(findings: tuple[Finding, ...], id: str) -> Severity:
    return next(finding.severity for finding in findings if finding.id == id)


def test_a_draft_shows_its_defects_with_stable_ids() -> None:
    expected = {
        "number-missing",
        "date-incomplete",
        "issuer-absent",
        "motto-absent",
        "authority-spacing",
        "drafting-unit-differs",
        "citation-incomplete",
    }
    assert expected <= _ids(check(DRAFT))


def test_what_a_draft_may_leave_open_is_an_error_at_issue() -> None:
    for id in ("number-missing", "date-incomplete"):
        assert _severity(check(DRAFT), id) is Severity.REMARK
        assert _severity(check(DRAFT, issued=True), id) is Severity.ERROR


def test_errors_come_first() -> None:
    order = [Severity.ERROR, Severity.WARNING, Severity.REMARK]
    found = [order.index(finding.severity) for finding in check(DRAFT, issued=True)]
    assert found == sorted(found)


def test_every_finding_cites_a_law() -> None:
    assert {finding.source.partition(",")[0] for finding in check(DRAFT)} == {"Nghị định số 30/2020/NĐ-CP"}


def test_a_document_from_before_the_decree_is_not_judged_by_it() -> None:
    old = Reading(doc_type="công văn", number="7", symbol="SYT-NVY", date=Date(4, 3, 2020))
    assert _ids(check(old)) == {"no-rules"}
    assert "number-padding" in _ids(check(old, date(2020, 3, 5)))


def test_a_document_without_a_year_is_judged_by_the_newest_rules() -> None:
    assert "number-padding" in _ids(check(Reading(number="7")))


def test_no_rule_of_the_decree_is_applied_to_a_party_document() -> None:
    party = Reading(
        doc_type="kế hoạch",
        number="3",
        symbol="KH/TU",
        date=Date(5, 5, 2023),
        signature=Signature("T/M", "BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lê An"),
        text="TỈNH ỦY\nSố 3-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM",
    )
    findings = check(party)
    assert "number-padding" not in _ids(findings)
    assert "motto-absent" not in _ids(findings)
    assert {finding.source.partition(",")[0] for finding in findings} <= {"Hướng dẫn số 36-HD/VPTW"}


@pytest.mark.parametrize(
    ("day", "law"),
    [(date(2026, 5, 26), "Hướng dẫn số 36-HD/VPTW"), (date(2026, 5, 27), "Hướng dẫn số 05-HD/VPTW")],
)
def test_party_guidance_changes_on_its_day(day: date, law: str) -> None:
    findings = check(Reading(symbol="KH/TU", text="TỈNH ỦY"), day)
    assert {finding.source.partition(",")[0] for finding in findings} == {law}


@pytest.mark.parametrize(
    ("reading", "system"),
    [
        (Reading(symbol="KH-SYT"), System.STATE),
        (Reading(symbol="SYT-NVY"), System.STATE),
        (Reading(symbol="CV/BCSD"), System.PARTY),
        (Reading(symbol="NQ/TW"), System.PARTY),
        (Reading(signature=Signature("T/M")), System.PARTY),
        (Reading(text="TỈNH ỦY\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 3"), System.PARTY),
        (Reading(symbol="KH/ĐTN"), System.UNION),
        (Reading(symbol="2025/QĐ-TTg"), System.NORMATIVE),
        (Reading(doc_type="nghị định", symbol="NĐ-CP"), System.NORMATIVE),
        (
            Reading(text="UBND XÃ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nvề Đảng Cộng sản Việt Nam"),
            System.STATE,
        ),
    ],
)
def test_symbol_header_and_signing_mode_tell_whose_rules_apply(reading: Reading, system: System) -> None:
    assert Subject(reading).system is system


def test_mass_organisations_and_normative_texts_get_one_remark_that_there_are_no_rules() -> None:
    for symbol in ("KH/ĐTN", "2025/QĐ-TTg"):
        findings = check(Reading(symbol=symbol, date=Date(1, 1, 2025)))
        assert [(finding.id, finding.severity) for finding in findings] == [("no-rules", Severity.REMARK)]


def test_an_empty_reading_is_checked_without_failing() -> None:
    assert "recipients-missing" in _ids(check(Reading()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vận động nhân dân tham gia", True),
        ("Ủy ban nhân dân tỉnh", False),
        ("của Ủy ban\nnhân dân tỉnh; Hội đồng  nhân dân", False),
        ("Nghệ sĩ nhân dân", False),
        ("quần chúng nhân dân", True),
    ],
)
def test_nhan_dan_is_lower_only_inside_names(text: str, found: bool) -> None:
    assert ("capital-nhan-dan" in _ids(check(Reading(text=text)))) is found


def test_initials_of_the_drafter_are_no_other_unit() -> None:
    for archive in (("VT", "NVY(HVĐ)"), ("VT", "NVY", "hvdinh"), ("VT", "NVY.Châu"), ("VT", "hvdinh")):
        reading = Reading(doc_type="công văn", symbol="SYT-NVY", archive=archive)
        assert "drafting-unit-differs" not in _ids(check(reading))


def test_a_page_readers_dash_in_the_motto_says_nothing_of_the_paper() -> None:
    title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập {0} Tự do {0} Hạnh phúc"
    assert "motto-hyphens" not in _ids(check(Reading(text=title.format("—"))))
    assert "motto-hyphens" in _ids(check(Reading(text=title.format("").replace("  ", " "))))


def test_an_appendix_begins_on_its_own_line_or_after_a_page_end() -> None:
    for text in ("Lê An\fPhụ lục\nBẢNG", "Lê An\nPHỤ LỤC II\nBẢNG"):
        assert "appendix-unmentioned" in _ids(check(Reading(text=text)))
    assert "appendix-unmentioned" not in _ids(check(Reading(text="Phụ lục gửi kèm công văn này")))
