"""The office's public page: what it chose to publish, for everybody. Every answer stands on `queries.published`."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.translation import npgettext
from django.views.decorators.http import require_safe

from trienkhai.web.documents import queries
from trienkhai.web.documents.models import Document, DocumentFile, Publication, Reading
from trienkhai.web.documents.viewing import document_label
from trienkhai.web.documents.views import is_key
from trienkhai.web.errors import Unknown
from trienkhai.web.files.serving import serve_file
from trienkhai.web.ui.items import Crumb, Pager

PAGE = 50
FEED_MOST = 50
# A public page is the same for everybody: whoever is signed in is not named on it.
NOBODY: dict[str, object] = {"actor": None, "nav_items": [], "phone_items": []}


@login_not_required
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The offices that published something, with how much."""
    counted = queries.published().order_by().values("office_code").annotate(count=Count("pk"))
    counts = {row["office_code"]: row["count"] for row in counted}
    names = {row.office_code: row.office_name for row in queries.published().order_by("published_at")}
    rows = sorted((names[code], code, count) for code, count in counts.items())
    return render(request, "documents/public_offices.html", {**NOBODY, "rows": rows})


@login_not_required
@require_safe
def office(request: HttpRequest, office_code: str) -> HttpResponse:
    """What one office published, newest first, with a find box. Raises Unknown for one that published nothing."""
    newest = find_newest(office_code)
    words, after = request.GET.get("tim", "").strip()[:100], request.GET.get("sau", "")
    found = queries.search_published(office_code, words)
    total, start = found.count(), int(after) if is_key(after) else 0
    rows = list(found[start : start + PAGE])
    more = f"?tim={words}&sau={start + PAGE}" if start + PAGE < total else ""
    context = {
        **NOBODY,
        "office_code": office_code,
        "office_name": newest.office_name,
        "rows": [(row, document_label(row.document)) for row in rows],
        "words": words,
        "pager": Pager(len(rows), total, npgettext("counted", "văn bản", "văn bản", total), next_url=more),
        "crumbs": (start_crumb(), Crumb(newest.office_name)),
    }
    return render(request, "documents/public_office.html", context)


@login_not_required
@require_safe
def document(request: HttpRequest, office_code: str, slug: str) -> HttpResponse:
    """One public document: its facts, its text, its files."""
    publication = queries.find_published(office_code, slug)
    reading = queries.find_reading(publication.document)
    context = {
        **NOBODY,
        "publication": publication,
        "document": publication.document,
        "title": document_label(publication.document),
        "text": reading.text if reading else "",
        "files": list(enumerate(queries.list_public_files(publication.document), 1)),
        "entered_before": entered_before_number(publication.document, reading),
        "address": request.build_absolute_uri(queries.public_path(publication)),
        "crumbs": (
            start_crumb(),
            Crumb(publication.office_name, reverse("public:office", args=[office_code])),
            Crumb(document_label(publication.document)),
        ),
    }
    return render(request, "documents/public_document.html", context)


@login_not_required
@require_safe
def file(request: HttpRequest, office_code: str, slug: str, number: int) -> HttpResponse:
    """One file of a public document, by its place; ids of the office's files are nobody's business."""
    files = queries.list_public_files(queries.find_published(office_code, slug).document)
    if not 1 <= number <= len(files):
        raise Unknown(_("Không tìm thấy tệp này trên trang công khai."))
    return serve_file(files[number - 1].stored, files[number - 1].name)


@login_not_required
@require_safe
def feed(request: HttpRequest, office_code: str) -> HttpResponse:
    """The newest public documents as RSS 2.0."""
    newest = find_newest(office_code)
    page = request.build_absolute_uri(reverse("public:office", args=[office_code]))
    made = Rss201rev2Feed(
        title=_("Văn bản của %(office_name)s") % {"office_name": newest.office_name},
        link=page,
        description=_("Văn bản đã ban hành mà cơ quan công khai."),
        language="vi",
        feed_url=request.build_absolute_uri(),
    )
    for row in queries.search_published(office_code)[:FEED_MOST]:
        address = request.build_absolute_uri(queries.public_path(row))
        made.add_item(
            title=clean(f"{document_label(row.document)}: {row.document.subject}"),
            link=address,
            description=clean(row.document.subject),
            unique_id=address,
            unique_id_is_permalink=True,
            pubdate=row.published_at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def entered_before_number(shown: Document, reading: Reading | None) -> bool:
    """Whether all there is to open is a draft: entered without the number and day that were given here afterwards."""
    issued = any(file.part == DocumentFile.Part.RENDERED for file in shown.files.all())
    return not issued and reading is not None and not reading.found.get("number")


def clean(words: str) -> str:
    """The words on one line, without control characters: a feed must not hold any."""
    return "".join(letter for letter in " ".join(words.split()) if letter.isprintable())


def find_newest(office_code: str) -> Publication:
    """The office's newest public document. Raises Unknown where there is none."""
    newest = queries.search_published(office_code).first()
    if newest is None:
        raise Unknown(_("Không tìm thấy cơ quan này trên trang công khai."))
    return newest


def start_crumb() -> Crumb:
    """The way back to all offices."""
    return Crumb(_("Văn bản công khai"), "/cong-khai/")
