"""Which language the pages speak: Vietnamese, or English where the person chose it with the switch at a page's foot.

Papers and records are Vietnamese whatever the pages speak. Their words are not marked for translation; where they stand
beside words of a page, `in_vietnamese` says so.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

Next = Callable[[HttpRequest], HttpResponse]
FILES = (".docx", ".pdf", ".xlsx")


def in_vietnamese(text: str) -> str:
    """The text as it is: words that go into documents or records, or are looked for there, in no other language."""
    return text


def chosen_language(request: HttpRequest) -> str:
    """The language the person chose; Vietnamese without a choice, and always for the interface and for files.

    What the browser asks for does not count: on a clerk's machine it is often left at English.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = {code for code, _ in settings.LANGUAGES}
    vietnamese = request.path.startswith("/api/") or is_file(request)
    return chosen if chosen in known and not vietnamese else settings.LANGUAGE_CODE


def is_file(request: HttpRequest) -> bool:
    """Whether a paper or a list is asked for as a file to keep."""
    return request.path.endswith(FILES) or request.GET.get("dang") == "xlsx"


def page_language(following: Next) -> Next:
    """Every page is drawn in the language chosen."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with translation.override(chosen_language(request)):
            response = following(request)
        if not request.path.startswith("/api/"):
            patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


def vietnamese() -> translation.override:
    """`with vietnamese():` what is said inside goes into documents or records, whatever the page speaks."""
    return translation.override(settings.LANGUAGE_CODE)
