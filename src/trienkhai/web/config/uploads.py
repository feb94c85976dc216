"""Refusing an upload that is too large while it arrives, before it fills the disk."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest


class RefuseHugeUpload(FileUploadHandler):
    """Stops reading a file at the limit; the view then finds `request.upload_too_large` set."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Count from zero for every file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # handed on unchanged
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the piece on, or stop."""
        self.received += len(raw_data)
        if self.received > settings.TRIENKHAI_LARGEST_FILE:
            if isinstance(self.request, HttpRequest):
                self.request.upload_too_large = True  # type: ignore[attr-defined]  # read by the views
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
