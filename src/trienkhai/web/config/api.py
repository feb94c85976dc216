"""The interface for machines: the pages' deeds as JSON, under one error shape `{id, message, fields}`."""

from __future__ import annotations

import json

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from trienkhai.web.activities.api import router as activities
from trienkhai.web.activities.lists_api import router as many_activities
from trienkhai.web.config.answers import refuse
from trienkhai.web.config.bodies import CleanParser
from trienkhai.web.config.faults import list_faults
from trienkhai.web.coverage.api import router as coverage
from trienkhai.web.desk.search_api import router as finding
from trienkhai.web.desk.work_api import router as desk
from trienkhai.web.directives.api import router as directives
from trienkhai.web.directives.lists_api import router as lists
from trienkhai.web.directives.passing_api import router as passing
from trienkhai.web.documents.api import router as documents
from trienkhai.web.documents.books_api import router as books
from trienkhai.web.documents.links_api import router as links
from trienkhai.web.documents.papers_api import router as papers
from trienkhai.web.documents.parts_api import router as parts
from trienkhai.web.errors import Refusal
from trienkhai.web.mail.api import router as mail
from trienkhai.web.offices.api import BearerToken
from trienkhai.web.offices.api import router as session
from trienkhai.web.plans.api import router as plans
from trienkhai.web.reminders.api import router as reminders
from trienkhai.web.reports.api import router as reports


class ReadableRenderer(JSONRenderer):
    """Vietnamese stays Vietnamese: whoever reads an answer in a terminal reads words."""

    def render(self, request: HttpRequest, data: object, *, response_status: int) -> str:
        """The answer as JSON."""
        return json.dumps(data, cls=self.encoder_class, ensure_ascii=False)


api = NinjaAPI(
    title="trienkhai",
    version="1",
    description="Những việc các trang làm, dưới dạng JSON. Hướng dẫn từng bước: docs/api.md.",
    urls_namespace="api",
    auth=BearerToken(),
    docs_url=None,
    parser=CleanParser(),
    renderer=ReadableRenderer(),
)
ROUTERS = (
    session,
    desk,
    finding,
    documents,
    papers,
    links,
    parts,
    books,
    directives,
    lists,
    passing,
    activities,
    many_activities,
    plans,
    coverage,
    mail,
    reports,
    reminders,
)
for router in ROUTERS:
    api.add_router("", router)


@api.exception_handler(Refusal)
def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Every refusal has the same shape."""
    said = {"id": refusal.id, "message": refusal.message, "fields": refusal.fields}
    return api.create_response(request, said, status=refusal.status)


@api.exception_handler(HttpError)
def answer_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja refuses itself: a body that is no JSON, a token that is missing."""
    if isinstance(error.__cause__, Refusal):  # raised by the parser, and wrapped there
        return answer_refusal(request, error.__cause__)
    return refuse(error.status_code)


@api.exception_handler(RequestDataTooBig)
def answer_too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """A body above the limit of the server."""
    return refuse(413)


@api.exception_handler(ValidationError)
def answer_invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    """Input of the wrong shape: the sentence names the first fault, `fields` all of them."""
    fields = list_faults(invalid.errors)
    name, fault = next(iter(fields.items()), ("body", ""))
    said = {
        "id": "input-shape",
        "message": f"Dữ liệu gửi lên thiếu hoặc sai kiểu; chưa có gì được lưu. {name}: {fault}",
        "fields": fields,
    }
    return api.create_response(request, said, status=422)
