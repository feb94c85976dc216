"""Which language the pages speak: Vietnamese, or English where the person chose it with the switch at a page's foot.

Papers and records are Vietnamese whatever the pages speak. Their words are not marked for translation; where they stand
beside words of a page, `in_vietnamese` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

Next = Callable[[HttpRequest], HttpResponse]
_PLACE = re.compile(r"%\((\w+)\)s")
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


def say_kept(sentence: str, frames: Iterable[str], name: Callable[[str], str] = str) -> str:
    """A sentence kept in Vietnamese, in the language of the page; as it is where it is none of the frames.

    A frame is a sentence offered for translation (`gettext_noop`) with places for what it names; what stands in a place
    is said by `name`.
    """
    if translation.get_language() in (None, settings.LANGUAGE_CODE):
        return sentence
    for frame in frames:
        if found := _pattern(frame).fullmatch(sentence):
            return translation.gettext(frame) % {key: name(value) for key, value in found.groupdict().items()}
    return sentence


@cache
def _pattern(frame: str) -> re.Pattern[str]:
    """The frame with anything in its places."""
    parts = _PLACE.split(frame)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)), re.DOTALL
    )
