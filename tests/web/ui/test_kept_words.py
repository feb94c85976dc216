"""The tags of words and page files that stand in a template: kept, and Django's own for everything else."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from trienkhai.web.ui.templatetags.ui import KeptAddress, KeptWords

SAID = '{% translate "Việc của tôi" context "trang chính" %}'


def test_one_template_speaks_the_language_of_each_page() -> None:
    """What one page was told in Vietnamese does not stay for the next one in English."""
    words = Template(SAID)
    said = []
    for language in ("vi", "en", "vi", "en"):
        with override(language):
            said.append(words.render(Context()))
    assert said == ["Việc của tôi", "My work", "Việc của tôi", "My work"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (SAID, True),
        ('{% translate "triển khai" %}', True),
        ("{% translate name %}", False),
        ('{% translate "triển khai"|upper %}', False),
        ('{% translate "triển khai" as name %}', False),
        ('{% translate "triển khai" noop %}', False),
        ('{% translate "triển khai" context name %}', False),
    ],
)
def test_only_words_that_stand_in_the_template_are_kept(written: str, *, kept: bool) -> None:
    """Anything that a page fills in is looked up for that page."""
    (node,) = Template(written).nodelist
    assert isinstance(node, KeptWords) is kept


def test_words_a_page_fills_in_are_escaped_and_new_each_time() -> None:
    """As by Django's own tag."""
    words = Template("{% translate name %}")
    assert [words.render(Context({"name": name})) for name in ("một", "<b>")] == ["một", "&lt;b&gt;"]


def test_percent_signs_and_marks_come_out_as_django_draws_them() -> None:
    """The first drawing and every later one."""
    words = Template('{% translate "100% của <b>" %}')
    assert [words.render(Context()) for _ in range(2)] == ["100% của <b>"] * 2


def test_the_address_of_a_named_file_is_kept_and_escaped_as_ever() -> None:
    """A file that a page names by a variable is looked up for that page."""
    named = Template("{% static 'ui/ui.js' %}{% static path %}")
    assert [isinstance(node, KeptAddress) for node in named.nodelist] == [True, False]
    assert [named.render(Context({"path": path})) for path in ("a.css", "b.css")] == [
        "/static/ui/ui.js/static/a.css",
        "/static/ui/ui.js/static/b.css",
    ]
    assert Template("{% static 'a&b.css' as here %}{{ here }}").render(Context()) == "/static/a%26b.css"
