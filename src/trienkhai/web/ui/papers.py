"""A paper as the file a person loads."""

from __future__ import annotations

from django.http import HttpResponse

from trienkhai.rendering.paper import Paper
from trienkhai.rendering.pdf import render_pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def write_docx(paper: Paper) -> bytes:
    """The paper as a DOCX file."""
    # A hundred modules that nobody needs before somebody asks for a DOCX: the office starts sooner without them.
    from trienkhai.rendering.docx import render_docx

    return render_docx(paper)


def paper_answer(paper: Paper, kind: str) -> HttpResponse:
    """The paper's bytes alone, as "docx" or "pdf" (PDF/A), for a program."""
    data, media_type = (write_docx(paper), DOCX) if kind == "docx" else (render_pdf(paper), PDF)
    return HttpResponse(data, content_type=media_type)


def paper_response(paper: Paper, kind: str, name: str) -> HttpResponse:
    """The paper as "docx", to be saved, or "pdf" (PDF/A), shown in the browser. `name` is ASCII, without its ending."""
    response = paper_answer(paper, kind)
    side = "inline" if kind == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f'{side}; filename="{name}.{kind}"'
    return response
