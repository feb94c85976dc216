"""Files of a form: those sent now, and those that came with an earlier answer of the same form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from trienkhai.web.activities.actions import KeptFile, keep_paper, keep_upload
from trienkhai.web.activities.keeping import open_all
from trienkhai.web.errors import NotValid
from trienkhai.web.files.media import too_large
from trienkhai.web.language import in_vietnamese
from trienkhai.web.offices.actor import Actor

MOST_FILES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What the form has, what it could not take, and the paper of an entry on the unit's behalf."""

    files: tuple[KeptFile, ...] = ()
    paper: KeptFile | None = None
    faults: tuple[str, ...] = ()

    @property
    def taken_on(self) -> date | None:
        """The day of the first photo that says one."""
        return next((kept.taken_on for kept in self.files if kept.taken_on), None)


def receive_files(request: HttpRequest, actor: Actor) -> Received:
    """Every file sent is durable or named among the faults; one the person took out again is left out."""
    files = {kept.sent_sha256: kept for kept in open_all(actor, request.POST.getlist("kept"))}
    step = request.POST.get("step", "")
    if step.startswith("drop-file-"):
        files.pop(step.removeprefix("drop-file-"), None)
    faults = [too_large().message] if getattr(request, "upload_too_large", False) else []
    for upload in [*request.FILES.getlist("photos"), *request.FILES.getlist("files")]:
        if len(files) >= MOST_FILES:
            faults.append(
                _("Mỗi hoạt động nhận tới %(MOST_FILES)s tệp một lần; “%(name)s” chưa được lưu.")
                % {"MOST_FILES": MOST_FILES, "name": upload.name}
            )
            break
        try:
            kept = keep_upload(upload.read(), upload.name or in_vietnamese("tệp"))
        except NotValid as refusal:
            faults.append(refusal.message)
        else:
            files[kept.sent_sha256] = kept
    paper = next(iter(open_all(actor, request.POST.getlist("kept_paper"))), None)
    sent = request.FILES.get("paper")
    if sent is not None:
        try:
            paper = keep_paper(sent.read(), sent.name or in_vietnamese("căn cứ"))
        except NotValid as refusal:
            faults.append(refusal.message)
    return Received(files=tuple(files.values()), paper=paper, faults=tuple(faults))
