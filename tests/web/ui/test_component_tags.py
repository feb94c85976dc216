"""The tags print icon, word and colour together and escape what they are given."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from trienkhai.web.ui.icons import ICON_NAMES, STATE_WORDS, State, render_icon
from trienkhai.web.ui.items import DIRECTIVE_TABS, Crumb, DiaryLine, Pager, Step, Tab
from trienkhai.web.ui.templatetags.ui import directive_tabs


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


class Sample(forms.Form):
    place = forms.CharField(label="Nơi tổ chức", help_text="Ghi cả thôn, xã")
    note = forms.CharField(label="Ghi chú", required=False)
    kind = forms.ChoiceField(
        label="Hình thức", choices=(("a", "Hội nghị"), ("b", "Băng rôn")), widget=forms.RadioSelect
    )


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_an_icon_a_word_and_a_colour_class(state: State) -> None:
    drawn = render("{% state kind %}", kind=state.value)
    assert f"state-{state}" in drawn
    assert f"icon-{state}" in drawn
    assert str(STATE_WORDS[state]) in drawn


def test_no_two_states_share_a_drawing() -> None:
    drawings = {render_icon(state).replace(f"icon-{state}", "") for state in State}
    assert len(drawings) == len(State)


def test_an_icon_without_a_word_beside_it_says_its_title() -> None:
    assert "<title>Bỏ dòng này</title>" in render('{% icon "cross" 16 "Bỏ dòng này" %}')
    assert 'aria-hidden="true"' in render('{% icon "cross" %}')


def test_an_unknown_icon_or_state_is_a_mistake_of_the_page() -> None:
    with pytest.raises(KeyError):
        render_icon("không có")
    with pytest.raises(ValueError, match="xanh"):
        render('{% state "xanh" %}')


def test_the_pages_of_the_navigation_have_icons() -> None:
    assert {"list", "inbox", "clipboard", "grid", "camera", "file", "person"} <= set(ICON_NAMES)


def test_red_always_comes_with_its_question() -> None:
    drawn = render('{% late "quá 1 ngày" "/vi-sao/3/" %}')
    assert "state-late" in drawn
    assert '<a class="why" href="/vi-sao/3/">Vì sao?</a>' in drawn


def test_zero_is_bold_and_a_link_like_every_figure() -> None:
    assert render('{% figure 0 "/hoat-dong/" %}') == '<a class="figure zero" href="/hoat-dong/">0</a>'
    assert render('{% figure 1665 "/x/" "m" %}') == '<a class="figure" href="/x/">1.665 m</a>'


def test_the_other_kinds_of_nothing_are_words() -> None:
    assert "chưa có báo cáo" in render('{% nothing "no-report" %}')
    assert "không áp dụng" in render('{% nothing "not-applicable" %}')


@pytest.mark.parametrize(
    "source",
    [
        "{% panel said %}x{% endpanel %}",
        "{% panel 'x' link=said link_url=said %}x{% endpanel %}",
        "{% note %}{{ said }}{% endnote %}",
        "{% state 'done' said said %}",
        "{% late said said %}",
        "{% tag said %}{% behalf said %}",
        "{% keys said said %}",
        "{% empty_state said said said said %}",
        "{% waiting said 1 2 said said %}",
        "{% file_drop said said said said %}",
        "{% bar_line said 1 2 said %}",
    ],
)
def test_what_people_wrote_is_never_markup(source: str) -> None:
    assert "<script>" not in render(source, said='<script>"')


def test_a_panel_names_itself_by_its_heading() -> None:
    drawn = render('{% panel "Hoạt động" id="hd" count=1665 %}<p>x</p>{% endpanel %}')
    assert 'aria-labelledby="hd-title"' in drawn
    assert '<h2 id="hd-title">Hoạt động</h2>' in drawn
    assert '<span class="end">1.665</span>' in drawn
    assert '<div class="panel-body"><p>x</p></div>' in drawn


def test_a_list_panel_has_no_margin_around_its_lines() -> None:
    assert "panel-body" not in render('{% panel "Việc" kind="list" %}x{% endpanel %}')


def test_steps_are_filled_as_far_as_they_went() -> None:
    steps = (
        Step("Đã đến", State.DONE, ("30/5",)),
        Step("Hoạt động", State.RECORDED, (), 72),
        Step("Báo cáo", State.WAITING),
    )
    drawn = render("{% steps steps %}", steps=steps)
    assert 'width="100.00" height="4" fill="#0b5573"' in drawn
    assert 'width="72.00" height="4" fill="#0b5573"' in drawn
    assert drawn.count("steps-fill") == 2
    assert "30/5" in render("{% step_list steps %}", steps=steps)


def test_the_diary_links_what_can_be_opened() -> None:
    lines = (DiaryLine(date(2023, 12, 7), State.LOOK, "Sở hỏi", "Chuyên viên", "/x/"),)
    drawn = render("{% diary lines %}", lines=lines)
    assert '<time datetime="2023-12-07">07/12</time>' in drawn
    assert '<a href="/x/">Sở hỏi</a>' in drawn


def test_a_cut_list_says_so_and_opens_the_rest_by_key() -> None:
    drawn = render("{% pager p %}", p=Pager(14, 27, "đơn vị", next_url="?sau=9", all_url="?ca=1", key="Chi Lăng"))
    assert "Đang hiện 14 trong 27 đơn vị." in drawn
    assert "Trang sau, từ sau Chi Lăng" in drawn
    assert "Hiện cả 27" in drawn


def test_a_whole_list_offers_no_way_on() -> None:
    drawn = render("{% pager p %}", p=Pager(27, 27, "đơn vị", all_url="?ca=1"))
    assert "27 đơn vị." in drawn
    assert "<a" not in drawn


def test_the_current_tab_is_marked_and_no_other() -> None:
    drawn = render('{% tabs items "b" %}', items=(Tab("a", "Tổng quan", "/a/"), Tab("b", "Độ phủ", "/b/")))
    assert drawn.count("aria-current") == 1
    assert '<a href="/b/" aria-current="page">Độ phủ</a>' in drawn


def test_the_tabs_of_a_directive_keep_their_order() -> None:
    urls = {key: f"/{key}/" for key, _ in reversed(DIRECTIVE_TABS)}
    assert [tab.label for tab in directive_tabs(urls)] == [label for _, label in DIRECTIVE_TABS]
    assert [tab.key for tab in directive_tabs({"reports": "/r/", "overview": "/o/"})] == ["overview", "reports"]


def test_a_long_name_in_the_way_is_cut_with_dots() -> None:
    """Never in the middle of a word without a sign."""
    drawn = render("{% breadcrumb c %}", c=(Crumb("Chỉ đạo", "/cd/"), Crumb("thông tin về xây dựng " * 10)))
    assert "…</li>" in drawn
    assert len(drawn) < 250


def test_the_way_here_ends_where_one_stands() -> None:
    drawn = render("{% breadcrumb c %}", c=(Crumb("Nhiệm vụ", "/nv/"), Crumb("Kế hoạch")))
    assert '<a href="/nv/">Nhiệm vụ</a>' in drawn
    assert "<li>Kế hoạch</li>" in drawn


def test_an_error_is_tied_to_its_field_and_named_above_the_form() -> None:
    form = Sample({"note": "", "kind": "a"})
    drawn = render("{% error_summary form %}{% field form.place %}", form=form)
    assert "Chưa lưu được, còn 1 chỗ cần sửa." in drawn
    assert "Những gì đã nhập vẫn còn." in drawn
    assert '<a href="#id_place">Nơi tổ chức</a>' in drawn
    assert 'aria-describedby="id_place-error id_place-hint"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_place-error"' in drawn


def test_a_form_that_was_not_sent_shows_no_error() -> None:
    assert render("{% error_summary form %}", form=Sample()).strip() == ""


def test_an_optional_field_says_so() -> None:
    assert "(không bắt buộc)" in render("{% field form.note %}", form=Sample())
    assert "(không bắt buộc)" not in render("{% field form.place %}", form=Sample())


def test_a_choice_is_a_group_with_a_name_and_keeps_what_was_chosen() -> None:
    drawn = render("{% field form.kind %}", form=Sample({"kind": "b"}))
    assert '<legend class="form-label">Hình thức' in drawn
    assert drawn.count("checked") == 1
    assert drawn.index('value="b"') < drawn.index("checked")


def test_keys_are_shown_one_by_one() -> None:
    assert "<kbd>Ctrl</kbd>+<kbd>Enter</kbd> xác nhận" in render('{% keys "Ctrl+Enter" "xác nhận" %}')
