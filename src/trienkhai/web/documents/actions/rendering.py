"""The paper of a document that was written here, kept as it was printed on the day it went out."""

from __future__ import annotations

from django.db.models import Max

from trienkhai.rendering.paper import Paper
from trienkhai.rendering.pdf import render_pdf
from trienkhai.web import clock
from trienkhai.web.documents.models import Document, DocumentFile
from trienkhai.web.files.actions import keep_file
from trienkhai.web.ui.papers import PDF


def keep_printed(document: Document, paper: Paper, name: str) -> DocumentFile:
    """The paper as PDF/A lies with its document; part of the deed that sends it out, so it has no entry of its own."""
    stored = keep_file(render_pdf(paper), PDF)
    last = DocumentFile.objects.filter(document=document).aggregate(last=Max("position"))["last"]
    return DocumentFile.objects.create(
        document=document,
        stored=stored,
        part=DocumentFile.Part.RENDERED,
        name=f"{name}-{document.number}.pdf",
        position=0 if last is None else last + 1,
        added_at=clock.now(),
    )
