"""Refusing an upload that is too large while it arrives, before it fills the disk."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class RefuseHugeUpload(FileUploadHandler):
    """Keeps nothing of a file above the limit, but all else of its form; `request.upload_too_large` is then set."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Count from zero for every file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # handed on unchanged
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the piece on, or leave the rest of this file aside. What stands after it in the form is still read."""
        self.received += len(raw_data)
        if self.received > settings.TRIENKHAI_LARGEST_FILE:
            if isinstance(self.request, HttpRequest):
                self.request.upload_too_large = True  # type: ignore[attr-defined]  # read by the views
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
