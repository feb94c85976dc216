"""The pages of reports: few queries, figures as citations, nothing typed is lost, three kinds of nothing."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import ClientFor, World
from trienkhai.web.activities.actions import withdraw_evidence
from trienkhai.web.activities.models import Activity, Evidence
from trienkhai.web.directives.actions import exempt_duty
from trienkhai.web.directives.models import Duty, Item
from trienkhai.web.offices.actor import Actor
from trienkhai.web.reports.actions import accept_report, submit_report, write_report
from trienkhai.web.reports.models import Report

MOST_QUERIES = 12


@pytest.mark.parametrize("stage", ["report", "sent", "accepted", "rollup"])
@pytest.mark.parametrize(
    "path", ["/bao-cao/{id}/", "/bao-cao/{id}/?so=banner_cloth:met", "/bao-cao/{id}/a4/", "/bao-cao/"]
)
def test_every_page_takes_few_queries(
    request: pytest.FixtureRequest, world: World, client_for: ClientFor, stage: str, path: str
) -> None:
    """For the unit and for the office, at every stage."""
    given: Report = request.getfixturevalue(stage)
    names = ("so_officer",) if stage == "rollup" else ("unit_leader", "so_officer")
    for name in names:
        client = client_for(world.actors[name])
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path.format(id=given.pk))
        hidden = stage == "report" and name == "so_officer" and "{id}" in path
        assert answer.status_code == (404 if hidden else 200)
        assert len(queries) <= MOST_QUERIES, [query["sql"][:120] for query in queries]


def test_the_rollup_page_takes_few_queries(sent: Report, so_officer: Actor, client_for: ClientFor) -> None:
    """All units with their reports."""
    client = client_for(so_officer)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"/chi-dao/{sent.directive_id}/bao-cao/")
    assert answer.status_code == 200
    assert len(queries) <= MOST_QUERIES, [query["sql"][:120] for query in queries]


def test_a_frozen_rollup_takes_few_queries(rollup: Report, so_leader: Actor, client_for: ClientFor) -> None:
    """The page and the sheet with its appendix."""
    submit_report(so_leader, rollup.pk)
    client = client_for(so_leader)
    for path in (f"/bao-cao/{rollup.pk}/", f"/bao-cao/{rollup.pk}/a4/", f"/bao-cao/{rollup.pk}/a4/?chu=lon"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= MOST_QUERIES, [query["sql"][:120] for query in queries]


def test_figures_are_links_and_cannot_be_typed(report: Report, unit_officer: Actor, client_for: ClientFor) -> None:
    """Every figure is a citation; no input carries one; pieces and metres stand apart; about is said."""
    page = client_for(unit_officer).get(f"/bao-cao/{report.pk}/").content.decode()
    cited = dict(re.findall(r'class="cite" href="\?so=([^#"]+)#tu-dau"[^>]*>([^<]+)<', page))
    assert (cited["activities"], cited["banner_cloth%3Achiec"], cited["banner_cloth%3Amet"]) == (
        "2",
        "12 chiếc",
        "khoảng 126 m",
    )
    form = page[page.index('id="report"') : page.index("</form>", page.index('id="report"'))]
    typed = set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', form))
    assert typed <= {
        "csrfmiddlewaretoken", "version", "leading", "assessment", "directions", "proposals", "not_applicable",
        "q", "tim",
    }  # fmt: skip


def test_a_figure_opens_its_activities(
    sent: Report, deeds: list[Activity], unit_officer: Actor, client_for: ClientFor
) -> None:
    """Each with its part, its proof, and what it is never added to."""
    page = client_for(unit_officer).get(f"/bao-cao/{sent.pk}/?so=banner_cloth:met").content.decode()
    for deed in deeds:
        assert deed.code in page
    assert "Không cộng với 12 chiếc" in page
    assert "chưa có minh chứng" in page
    assert "1 đường dẫn" in page


def test_evidence_that_is_gone_is_said_at_the_figure(
    sent: Report, unit_officer: Actor, so_officer: Actor, client_for: ClientFor
) -> None:
    """The figure stays, the mark stands on top, the source says what became of its proof."""
    withdraw_evidence(unit_officer, Evidence.objects.get().pk, reason="Nhầm.")
    page = client_for(so_officer).get(f"/bao-cao/{sent.pk}/?so=proved").content.decode()
    assert "Con số trong báo cáo không đổi" in page
    assert "có khi gửi, nay đã rút" in page


def fields(report: Report, **more: str) -> dict[str, str]:
    """What a browser sends."""
    return {"version": str(report.version), "leading": "", "assessment": "", "directions": "", "proposals": ""} | more


def test_two_people_see_both_versions_and_the_second_can_save(
    report: Report, unit_officer: Actor, unit_clerk: Actor, client_for: ClientFor
) -> None:
    """What was typed stays in the field, what is kept stands beside it, and saving again wins."""
    write_report(unit_clerk, report.pk, written={"leading": "Bản của văn thư"})
    client = client_for(unit_officer)
    answer = client.post(f"/bao-cao/{report.pk}/", fields(report, leading="Bản của tôi", deed="save"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "So hai bản" in page
    assert "Bản của văn thư" in page
    assert "Bản của tôi</textarea>" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    again = client.post(
        f"/bao-cao/{report.pk}/", fields(report, leading="Bản của tôi", deed="save", version=version.group(1))
    )
    assert again.status_code == 302
    report.refresh_from_db()
    assert report.leading == "Bản của tôi"


def test_what_was_typed_is_kept_when_sending_is_refused(
    duty: Duty, report: Report, unit_officer: Actor, client_for: ClientFor
) -> None:
    """An officer may not send: the sentence says who may, the words stay, and saving afterwards works."""
    client = client_for(unit_officer)
    answer = client.post(f"/bao-cao/{report.pk}/", fields(report, leading="Đã phân công.", deed="submit"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Đã phân công.</textarea>" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    saved = client.post(
        f"/bao-cao/{report.pk}/", fields(report, leading="Đã sửa.", deed="save", version=version.group(1))
    )
    assert saved.status_code == 302


def test_words_typed_into_a_report_that_was_sent_meanwhile_are_shown(
    report: Report, unit_officer: Actor, unit_leader: Actor, client_for: ClientFor
) -> None:
    """They are not saved, and not lost."""
    submit_report(unit_leader, report.pk)
    answer = client_for(unit_officer).post(f"/bao-cao/{report.pk}/", fields(report, leading="Viết dở", deed="save"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Viết dở" in page
    assert "đã gửi" in page


def test_accepting_and_returning_by_buttons(
    sent: Report, so_officer: Actor, unit_officer: Actor, client_for: ClientFor
) -> None:
    """A return without a reason says so; with one the unit sees it; a unit cannot accept its own."""
    office = client_for(so_officer)
    bare = office.post(f"/bao-cao/{sent.pk}/", {"deed": "return", "reason": " "})
    assert (bare.status_code, "Ghi lý do" in bare.content.decode()) == (422, True)
    assert client_for(unit_officer).post(f"/bao-cao/{sent.pk}/", {"deed": "accept"}).status_code == 403
    assert office.post(f"/bao-cao/{sent.pk}/", {"deed": "return", "reason": "Thiếu tháng 10."}).status_code == 302
    assert "Thiếu tháng 10." in client_for(unit_officer).get(f"/bao-cao/{sent.pk}/").content.decode()


def test_others_do_not_find_it(
    sent: Report, rollup: Report, other_unit_leader: Actor, outsider: Actor, unit_leader: Actor, client_for: ClientFor
) -> None:
    """A sibling unit, a stranger, and the unit at the roll-up: 404 at every address."""
    own = [f"/bao-cao/{sent.pk}/", f"/bao-cao/{sent.pk}/a4/", f"/bao-cao/{sent.pk}/tep.docx"]
    above = [f"/bao-cao/{rollup.pk}/", f"/bao-cao/{rollup.pk}/tep.pdf", f"/chi-dao/{rollup.directive_id}/bao-cao/"]
    for actor, paths in ((other_unit_leader, own + above), (outsider, own + above), (unit_leader, above)):
        client = client_for(actor)
        assert [client.get(path).status_code for path in paths] == [404] * len(paths)


def test_three_kinds_of_nothing_on_the_rollup_page(
    sent: Report, other_duty: Duty, asked: Item, so_officer: Actor, unit_leader: Actor, client_for: ClientFor
) -> None:
    """Zero, no report, exempt, not applicable; who is missing stands on top."""
    exempt_duty(so_officer, other_duty.pk, item_id=asked.pk, reason="Không có chức năng này.")
    page = client_for(so_officer).get(f"/chi-dao/{sent.directive_id}/bao-cao/").content.decode()
    assert "1/3 báo cáo đã gửi" in page
    assert "<b>2 đơn vị chưa gửi, chưa đến hạn</b>" in page
    assert page.count("chưa có báo cáo") >= 2
    assert "được miễn" in page


def test_a_form_the_unit_does_not_have(
    report: Report, so_officer: Actor, unit_officer: Actor, unit_leader: Actor, client_for: ClientFor
) -> None:
    """Said by the unit, shown as words instead of 0, forgotten where there is an activity after all."""
    write_report(unit_officer, report.pk, written={"not_applicable": ["panel", "banner_cloth"]})
    sent = submit_report(unit_leader, report.pk)
    assert sent.not_applicable == ["panel"]
    page = client_for(so_officer).get(f"/bao-cao/{report.pk}/").content.decode()
    assert "Không áp dụng với đơn vị: pa nô." in page


def test_all_waiting_reports_are_accepted_at_once(sent: Report, so_officer: Actor, client_for: ClientFor) -> None:
    """One that cannot be is told, the others are done."""
    path = f"/chi-dao/{sent.directive_id}/bao-cao/tiep-nhan/"
    answer = client_for(so_officer).post(path, {"report": [str(sent.pk), "999999"]}, follow=True)
    sent.refresh_from_db()
    assert sent.state == Report.State.ACCEPTED
    assert "Đã tiếp nhận 1 báo cáo" in answer.content.decode()
    assert "chưa tiếp nhận được" in answer.content.decode()


def test_the_list_finds_by_unit_and_state(sent: Report, so_officer: Actor, client_for: ClientFor) -> None:
    """The find box looks in units, directives and periods."""
    client = client_for(so_officer)
    assert "Bảo tàng tỉnh" in client.get("/bao-cao/?tim=bảo tàng").content.decode()
    assert "Chưa có báo cáo nào" in client.get("/bao-cao/?tim=khongcogi").content.decode()
    assert "Chưa có báo cáo nào" in client.get("/bao-cao/?trang-thai=accepted").content.decode()
    accept_report(so_officer, sent.pk)
    assert "Bảo tàng tỉnh" in client.get("/bao-cao/?trang-thai=accepted").content.decode()
