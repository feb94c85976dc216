"""What comes in over the interface, checked before any operation sees it: media type, JSON, letters, numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from trienkhai.web.errors import NotValid, Refusal
from trienkhai.web.interface import LARGEST

# curl and others send the second one for whatever they send, where nobody says more.
JSON_TYPES = ("application/json", "application/x-www-form-urlencoded", "text/json", "")
LETTERS = "Chữ gửi lên có ký tự điều khiển hoặc ký tự hỏng, không lưu được. Bỏ ký tự đó rồi gửi lại."
NUMBERS = "Số lớn quá hoặc không có hạn; không lưu được."
KEPT_CONTROLS = "\t\n\r"


class WrongMediaType(Refusal):
    """The body is of a kind that this operation does not read."""

    status = 415

    def __init__(self, media_type: str) -> None:
        sentence = f"Không nhận nội dung loại “{media_type[:60]}”. Gửi JSON với Content-Type: application/json."
        super().__init__("media-type", sentence)


class CleanParser(Parser):
    """Reads JSON and forms; what no database and no document can hold is refused with the field it stands in."""

    def parse_body(self, request: HttpRequest) -> dict[str, object]:
        """The JSON of a body. Whatever it raises, ninja answers with 400; a refusal keeps its own words."""
        media_type = request.content_type or ""
        if media_type.lower() not in JSON_TYPES:
            raise WrongMediaType(media_type)
        said = json.loads(request.body, parse_constant=_refuse_constant)
        check_values(said)
        return cast("dict[str, object]", said)

    def parse_querydict(
        self, data: MultiValueDict[str, object], list_fields: list[str], request: HttpRequest
    ) -> dict[str, object]:
        """The values of an address or a form. Raises NotValid."""
        said: dict[str, object] = super().parse_querydict(data, list_fields, request)
        check_values(said)
        return said


def check_values(said: object) -> None:
    """Raises NotValid with every place that holds a letter or a number nothing can keep."""
    faults = dict(list_unfit(said))
    if faults:
        raise NotValid("value-unfit", next(iter(faults.values())), faults)


def list_unfit(said: object) -> Iterator[tuple[str, str]]:
    """Places and sentences; walks without recursion, because nothing limits how deep JSON goes."""
    waiting: list[tuple[str, object]] = [("", said)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((f"{place}.{key}".lstrip("."), entry) for key, entry in value.items())
            if not all(is_storable(str(key)) for key in value):
                yield place or "body", LETTERS
        elif isinstance(value, list):
            waiting.extend((f"{place}.{number}".lstrip("."), entry) for number, entry in enumerate(value))
        elif isinstance(value, str) and not is_storable(value):
            yield place or "body", LETTERS
        elif isinstance(value, int | float) and not is_bounded(value):
            yield place or "body", NUMBERS


def is_storable(text: str) -> bool:
    """Whether a database and an official paper can hold the text: no control characters, no halves of letters.

    >>> is_storable("Dòng một\\nDòng hai"), is_storable("a\\x00b"), is_storable("\\ud800"), is_storable("\\uffff")
    (True, False, False, False)
    """
    if text.isprintable():
        return True
    return all(char in KEPT_CONTROLS or (char >= " " and not _is_broken(char)) for char in text)


def _is_broken(char: str) -> bool:
    return "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff"


def is_bounded(value: float) -> bool:
    """Whether a column of 64 bits can hold the number."""
    return abs(value) <= LARGEST if isinstance(value, int) else math.isfinite(value)


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")
