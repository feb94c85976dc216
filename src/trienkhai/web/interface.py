"""What all operations of the interface for machines share: the shape of refusals, of lists, and of what is sent in.

Numbers and truth values of a body are taken as what they are: "5" is no number and 1 is no truth. A day is a text
"2023-12-21" in a year an office can mean. What a page stores in so many letters is limited to so many here, too.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Generic, TypeVar, cast

from ninja import Schema
from ninja.operation import Operation
from pydantic import AfterValidator, Base64Bytes, BaseModel, BeforeValidator, Field, Strict

LARGEST = 2**63 - 1
FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_TEXT = 20_000
MOST_ROWS = 1000
PAGE = 50
DAY_WANTED = "Ngày không có thật hoặc sai dạng. Viết năm-tháng-ngày, ví dụ 2023-12-21."


class ErrorOut(Schema):
    """Every refusal: `id` is stable, `message` says in one sentence what to do, `fields` names what to correct."""

    id: str
    message: str
    fields: dict[str, str] = {}


REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422), ErrorOut)

_make_model = Operation._create_response_model


@cache
def _model_of(shape: object) -> type[Schema] | None:
    return _make_model(cast(Operation, None), shape)


# ninja makes a model for every status of every operation, a thousand of them where forty differ: half the time that
# the office needs to start. Nothing is kept on a model but the shape it was made of.
Operation._create_response_model = lambda _, shape: _model_of(shape)  # type: ignore[method-assign, assignment]  # see above


def check_written_day(said: object) -> object:
    """A day is sent as text: a number would be taken for seconds since 1970."""
    if (isinstance(said, str) and len(said) == len("2023-12-21")) or isinstance(said, date):
        return said
    raise ValueError(DAY_WANTED)


def check_year(day: date) -> date:
    """A day beyond these years is a slip of the pen, and cannot be reckoned with."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}; xem lại ngày.")
    return day


def check_said(text: str) -> str:
    """Something is written there."""
    if not text.strip():
        raise ValueError("Không để trống mục này.")
    return text


Day = Annotated[date, BeforeValidator(check_written_day), AfterValidator(check_year)]
Id = Annotated[int, Strict(), Field(ge=1, le=LARGEST)]
Ids = Annotated[list[Id], Field(max_length=MOST_ROWS)]
Version = Annotated[int, Strict(), Field(ge=0, le=LARGEST)]
Flag = Annotated[bool, Strict()]
Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Said = Annotated[str, Field(max_length=LONGEST_TEXT, min_length=1, pattern=r"\S"), AfterValidator(check_said)]
# What an address carries: always text first, so no stricter than that.
Words = Annotated[str, Field(max_length=100)]
Key = Annotated[int, Field(ge=1, le=LARGEST)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Limit = Annotated[int, Field(ge=1, le=200)]


class Body(BaseModel):
    """A JSON object that is sent in. No ninja `Schema`: that one takes `true` for an object with nothing in it."""


class ReasonIn(Body):
    """Why."""

    reason: Text = ""


class PaperIn(Body):
    """A file inside a JSON body: its name and its bytes in Base64."""

    name: str = Field(max_length=1000)
    content: Base64Bytes


def paper_from(given: PaperIn | None) -> tuple[bytes, str] | None:
    """The bytes and the name, as the actions take them."""
    return (given.content, given.name) if given is not None else None


class FileOut(Schema):
    """A file that can be fetched at `url`, with the same token."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    url: str


class DoneOut(Schema):
    """What became of one of many: `id` and `message` say why it was not done."""

    key: str
    name: str = ""
    done: bool
    id: str = ""
    message: str = ""


Row = TypeVar("Row")


class PageOut(Schema, Generic[Row]):
    """A part of a list. `next` is the `after` of the following part, null at the end; `total` counts all of it."""

    rows: list[Row]
    total: int
    next: str | None = None


def binary(*media_types: str) -> dict[str, object]:
    """What the description says of an operation that answers with bytes (argument `openapi_extra`)."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}
    return {"responses": {200: {"description": "OK", "content": content}}}
