"""A report from draft to accepted, what it refuses, what freezes and what is only marked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.web.reports.conftest import Do
from trienkhai.web import clock
from trienkhai.web.activities.actions import (
    Quantity,
    add_link,
    take_back_confirmation,
    withdraw_activity,
    withdraw_evidence,
)
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.actions import exempt_duty
from trienkhai.web.directives.models import Duty, Item
from trienkhai.web.documents.models import Distribution, Document, DocumentFile
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Unknown, WrongState
from trienkhai.web.journal.models import Entry
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.actions import (
    accept_report,
    draft_report,
    draft_rollup,
    issue_report,
    return_report,
    sign_report,
    submit_report,
    take_back_report,
    write_report,
)
from trienkhai.web.reports.models import Report, RollupUnit

State = Report.State


def values(report: Report) -> dict[str, int]:
    """The frozen figures by key; all are whole here."""
    return {figure.key: int(figure.value) for figure in report.figures.all()}


def test_sending_freezes_the_figures_with_their_activities(sent: Report, deeds: list[Activity]) -> None:
    """Pieces and metres stay two figures; something about makes the sum about; each figure knows its activities."""
    assert sent.state == State.SUBMITTED
    said = values(sent)
    assert (said["activities"], said["proved"], said["banner_cloth:chiec"], said["banner_cloth:met"]) == (2, 1, 12, 126)
    metres = sent.figures.get(key="banner_cloth:met")
    assert metres.approximate
    assert not sent.figures.get(key="banner_cloth:chiec").approximate
    assert [source.activity_id for source in metres.sources.order_by("id")] == [deed.pk for deed in deeds]
    assert len(sent.snapshot) == 64


def test_what_happens_later_changes_no_figure(
    sent: Report, deeds: list[Activity], duty: Duty, unit_officer: Actor, unit_leader: Actor, do: Do
) -> None:
    """A new activity, a withdrawn one, a withdrawn proof: the figures stay, the last two are marked."""
    before, snapshot = values(sent), sent.snapshot
    do(
        duty,
        unit_officer,
        unit_leader,
        Quantity("chiec", Decimal(5)),
        day=date(2023, 7, 2),
        recorded=date(2023, 12, 19),
    )
    proof = Evidence.objects.get(activity=deeds[0])
    with clock.at(date(2023, 12, 21)):
        withdraw_evidence(unit_officer, proof.pk, reason="Ảnh nhầm.")
        withdraw_activity(unit_leader, proof.activity_id, reason="Ghi nhầm.")
    sent.refresh_from_db()
    assert (values(sent), sent.snapshot) == (before, snapshot)
    marks = [mark.sentence for mark in sent.marks.order_by("id")]
    assert [("minh chứng" in mark, "hoạt động" in mark) for mark in marks] == [(True, False), (False, True)]
    assert Entry.objects.filter(name="report.marked").count() == 2


def test_a_confirmation_a_sent_report_stands_on_is_not_taken_back(unit_leader: Actor, sent: Report) -> None:
    """Refused as a whole: the activity stays confirmed; where the report was returned, it may be taken back."""
    metres = sent.figures.get(key="banner_cloth:met")
    activity = Activity.objects.get(pk=metres.sources.order_by("id").values_list("activity_id")[:1])
    with clock.at(activity.confirmed_at or clock.now()):
        with pytest.raises(WrongState, match="Báo cáo đã gửi có tính hoạt động"):
            take_back_confirmation(unit_leader, activity.pk)
        activity.refresh_from_db()
        assert activity.state == Activity.State.CONFIRMED
        Report.objects.filter(pk=sent.pk).update(state=Report.State.RETURNED)
        assert take_back_confirmation(unit_leader, activity.pk).state == Activity.State.RECORDED


def test_evidence_added_after_sending_marks_nothing(sent: Report, deeds: list[Activity], unit_officer: Actor) -> None:
    """The report never rested on it."""
    with clock.at(date(2023, 12, 19)):
        late = add_link(unit_officer, deeds[1].pk, uuid=uuid4(), link="https://example.vn/sau")
    with clock.at(date(2023, 12, 20)):
        withdraw_evidence(unit_officer, late.pk, reason="Nhầm.")
    assert not sent.marks.exists()


def test_an_activity_recorded_after_the_close_is_in_and_said(
    duty: Duty, asked: Item, unit_officer: Actor, unit_leader: Actor, do: Do
) -> None:
    """Bổ sung: it counts, its source is marked, and the count of late ones is a figure."""
    do(duty, unit_officer, unit_leader, day=date(2023, 12, 1), recorded=date(2023, 12, 16))
    with clock.at(date(2023, 12, 18)):
        draft = draft_report(unit_officer, duty.pk, item_id=asked.pk, uuid=uuid4())
        sent = submit_report(unit_leader, draft.pk)
    assert (values(sent)["activities"], values(sent)["late"]) == (1, 1)
    assert sent.figures.get(key="late").sources.get().late


def test_a_unit_that_did_nothing_says_so_or_is_refused(
    duty: Duty, asked: Item, unit_officer: Actor, unit_leader: Actor, reporting_day: date
) -> None:
    """Reported zero is a deed of its own."""
    draft = draft_report(unit_officer, duty.pk, item_id=asked.pk, uuid=uuid4())
    with pytest.raises(NotValid, match="không phát sinh"):
        submit_report(unit_leader, draft.pk)
    write_report(unit_officer, draft.pk, written={"nothing_to_report": True})
    sent = submit_report(unit_leader, draft.pk)
    assert sent.nothing_to_report
    assert values(sent)["activities"] == 0


def test_nothing_is_done_twice_or_in_the_wrong_state(sent: Report, unit_leader: Actor, so_officer: Actor) -> None:
    """Send twice, write after sending, accept twice, return what was accepted, take back what was accepted."""
    with pytest.raises(WrongState):
        submit_report(unit_leader, sent.pk)
    with pytest.raises(WrongState):
        write_report(unit_leader, sent.pk, written={"leading": "Thêm"})
    accept_report(so_officer, sent.pk)
    with pytest.raises(WrongState):
        accept_report(so_officer, sent.pk)
    with pytest.raises(WrongState):
        return_report(so_officer, sent.pk, reason="Muộn")
    with pytest.raises(WrongState):
        take_back_report(unit_leader, sent.pk)


def test_returning_needs_a_reason_and_thaws_with_the_next_sending(
    sent: Report, duty: Duty, so_officer: Actor, unit_officer: Actor, unit_leader: Actor, do: Do
) -> None:
    """The figures of the first sending are gone with their marks, the new ones count anew."""
    with pytest.raises(NotValid):
        return_report(so_officer, sent.pk, reason="  ")
    withdraw_evidence(unit_officer, Evidence.objects.get().pk, reason="Nhầm.")
    returned = return_report(so_officer, sent.pk, reason="Thiếu số liệu tháng 10.")
    assert returned.state == State.RETURNED
    assert values(returned)["activities"] == 2
    do(duty, unit_officer, unit_leader, day=date(2023, 10, 1), recorded=date(2023, 12, 13))
    again = submit_report(unit_leader, sent.pk)
    assert (values(again)["activities"], values(again)["proved"]) == (3, 1)
    assert again.return_reason == ""
    assert not again.marks.exists()


def test_a_report_may_be_taken_back_until_somebody_acted(sent: Report, unit_leader: Actor) -> None:
    """Its figures thaw, its signature goes, and it may be sent again on the same paper."""
    paper = sent.document_id
    assert paper is not None
    draft = take_back_report(unit_leader, sent.pk)
    assert (draft.state, draft.snapshot, draft.figures.count()) == (State.DRAFT, "", 0)
    assert Document.objects.get(pk=paper).state == Document.State.CONFIRMED
    again = submit_report(unit_leader, sent.pk)
    assert again.document_id == paper
    assert Document.objects.get(pk=paper).state == Document.State.SIGNED


def test_a_numbered_report_is_not_taken_back(sent: Report, unit_leader: Actor, unit_clerk: Actor) -> None:
    """The register has its line."""
    issue_report(unit_clerk, sent.pk)
    with pytest.raises(WrongState, match="cấp số"):
        take_back_report(unit_leader, sent.pk)


def test_two_people_on_one_report(report: Report, unit_officer: Actor, unit_clerk: Actor) -> None:
    """The second is told who wrote when; one who changes nothing is not in anybody's way."""
    write_report(unit_officer, report.pk, version=1, written={"leading": "Bản một"})
    with pytest.raises(Conflict, match="so hai bản"):
        write_report(unit_clerk, report.pk, version=1, written={"leading": "Bản hai"})
    write_report(unit_clerk, report.pk, version=1, written={"leading": "Bản một"})
    report.refresh_from_db()
    assert (report.leading, report.version) == ("Bản một", 2)


def test_the_same_uuid_gives_the_same_report(duty: Duty, asked: Item, unit_officer: Actor, reporting_day: date) -> None:
    """Again with the same content: the same answer, nothing written again; with other content: refused."""
    uuid = uuid4()
    first = draft_report(unit_officer, duty.pk, item_id=asked.pk, uuid=uuid, written={"leading": "Một"})
    again = draft_report(unit_officer, duty.pk, item_id=asked.pk, uuid=uuid, written={"leading": "Một"})
    assert (again.pk, again.version) == (first.pk, first.version)
    with pytest.raises(Conflict):
        draft_report(unit_officer, duty.pk, item_id=asked.pk, uuid=uuid, written={"leading": "Hai"})
    assert draft_report(unit_officer, duty.pk, item_id=asked.pk, uuid=uuid4()).pk == first.pk


def test_who_is_not_asked_does_not_report(
    duty: Duty, asked: Item, so_officer: Actor, unit_officer: Actor, reporting_day: date
) -> None:
    """Exempt is neither zero nor missing."""
    exempt_duty(so_officer, duty.pk, item_id=asked.pk, reason="Không có chức năng này.")
    with pytest.raises(WrongState, match="miễn"):
        draft_report(unit_officer, duty.pk, item_id=asked.pk, uuid=uuid4())


def test_a_period_that_has_not_begun_is_not_reported(report: Report, unit_leader: Actor) -> None:
    """It stays a draft."""
    Report.objects.filter(pk=report.pk).update(period_start=date(2024, 1, 1))
    with pytest.raises(WrongState, match="01/01/2024"):
        submit_report(unit_leader, report.pk)


def test_the_office_enters_for_a_unit_with_a_basis(
    duty: Duty, asked: Item, deeds: list[Activity], so_officer: Actor, unit_leader: Actor, reporting_day: date
) -> None:
    """It must say on what paper; it sends what it entered; no second paper is made of it."""
    with pytest.raises(NotValid, match="căn cứ"):
        draft_report(so_officer, duty.pk, item_id=asked.pk, uuid=uuid4())
    draft = draft_report(
        so_officer,
        duty.pk,
        item_id=asked.pk,
        uuid=uuid4(),
        on_behalf_basis="Báo cáo giấy số 12",
        paper=(b"%PDF-1.4 giay", "bao-cao-12.pdf"),
    )
    assert (draft.on_behalf, draft.on_behalf_paper_name) == (True, "bao-cao-12.pdf")
    sent = submit_report(so_officer, draft.pk)
    assert sent.document is None
    assert "nhập hộ, theo Báo cáo giấy số 12" in Entry.objects.filter(name="report.submitted").get().sentence


def test_the_office_does_not_write_into_a_units_own_draft(report: Report, asked: Item, so_officer: Actor) -> None:
    """Nor does it learn what stands in it."""
    assert report.duty_id is not None
    with pytest.raises(WrongState, match="tự soạn"):
        draft_report(so_officer, report.duty_id, item_id=asked.pk, uuid=uuid4(), on_behalf_basis="Điện thoại")
    with pytest.raises(Unknown):
        write_report(so_officer, report.pk, written={"leading": "x"})


def test_a_sent_report_is_an_outgoing_document_signed_and_numbered(sent: Report, unit_clerk: Actor) -> None:
    """The leader signs by sending, the clerk numbers and sends it to the office that asked; the print lies with it."""
    assert sent.document is not None
    assert (sent.document.state, sent.document.signing_mode) == (Document.State.SIGNED, "KT.")
    document = issue_report(unit_clerk, sent.pk, number=7, day=date(2023, 12, 18))
    assert (document.state, document.code) == (Document.State.ISSUED, "07/BC-BT")
    row = Distribution.objects.get(document=document)
    assert (row.unit_id, row.purpose) == (sent.directive.office_id, "report")
    printed = DocumentFile.objects.get(document=document)
    assert (printed.part, printed.name) == ("rendered", "bao-cao-07.pdf")
    with pytest.raises(WrongState):
        issue_report(unit_clerk, sent.pk)


def test_a_corrected_report_gets_a_new_number(
    sent: Report, unit_clerk: Actor, unit_leader: Actor, so_officer: Actor
) -> None:
    """What has gone out stays in the register as it went."""
    first = issue_report(unit_clerk, sent.pk)
    return_report(so_officer, sent.pk, reason="Sửa số liệu.")
    submit_report(unit_leader, sent.pk)
    second = issue_report(unit_clerk, sent.pk)
    assert second.pk != first.pk
    assert [first.number, second.number] == ["01", "02"]


def test_a_rollup_needs_an_accepted_report(sent: Report, so_officer: Actor) -> None:
    """Sent is not accepted."""
    with pytest.raises(WrongState, match="Tiếp nhận ít nhất một"):
        draft_rollup(so_officer, sent.directive_id, start=sent.period_start, end=sent.period_end)


def test_a_rollup_freezes_its_figures_and_who_is_missing(rollup: Report, accepted: Report, so_leader: Actor) -> None:
    """Four units: one is in, three have no report; later reports change nothing."""
    total = submit_report(so_leader, rollup.pk)
    assert values(total)["banner_cloth:met"] == 126
    assert total.figures.get(key="banner_cloth:met").approximate
    below = total.figures.get(key="banner_cloth:met").sources.get().below
    assert below is not None
    assert below.report_id == accepted.pk
    standings = [row.standing for row in total.rollup_units.all()]
    assert sorted(standings) == ["missing", "missing", "missing", "taken_in"]
    assert total.feeds.get().source_id == accepted.pk


def test_withdrawn_evidence_marks_the_rollup_too(rollup: Report, so_leader: Actor, unit_officer: Actor) -> None:
    """One mark at each level, no figure changes."""
    total = submit_report(so_leader, rollup.pk)
    before = values(total)
    withdraw_evidence(unit_officer, Evidence.objects.get().pk, reason="Ảnh nhầm.")
    assert total.marks.count() == 1
    assert values(total) == before


def test_an_officer_freezes_a_rollup_and_the_leader_signs(
    rollup: Report, so_officer: Actor, so_leader: Actor, so_clerk: Actor
) -> None:
    """Unsigned it is not numbered; once signed only the leader takes it back."""
    total = submit_report(so_officer, rollup.pk)
    with pytest.raises(WrongState, match="chữ ký"):
        issue_report(so_clerk, total.pk)
    with pytest.raises(NotAllowed):
        sign_report(so_officer, total.pk)
    sign_report(so_leader, total.pk, authority="KT.")
    with pytest.raises(NotAllowed):
        take_back_report(so_officer, total.pk)
    assert issue_report(so_clerk, total.pk).state == Document.State.ISSUED


def test_one_rollup_for_a_period(rollup: Report, so_leader: Actor) -> None:
    """Whoever comes second opens the first one's."""
    again = draft_rollup(so_leader, rollup.directive_id, start=rollup.period_start, end=rollup.period_end)
    assert again.pk == rollup.pk


def test_taking_a_rollup_back_frees_what_it_took_in(rollup: Report, so_leader: Actor) -> None:
    """Neither feeds nor frozen rows remain."""
    submit_report(so_leader, rollup.pk)
    draft = take_back_report(so_leader, rollup.pk)
    assert draft.state == State.DRAFT
    assert (draft.feeds.count(), RollupUnit.objects.count(), draft.figures.count()) == (0, 0, 0)


def test_a_rollup_is_the_report_of_the_duty_above(
    rollup: Report, accepted: Report, other_duty: Duty, so_officer: Actor, asked: Item
) -> None:
    """Where the directive fulfils a duty from above that asks for this period, the roll-up answers it."""
    directive = accepted.directive
    rollup.delete()
    directive.fulfils = other_duty
    directive.save()
    own = draft_rollup(so_officer, directive.pk, start=accepted.period_start, end=accepted.period_end)
    assert (own.duty_id, own.item_id, own.is_rollup) == (other_duty.pk, asked.pk, True)
