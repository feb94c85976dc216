"""Bytes under their SHA-256, never changed."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """One content. Its name, purpose and rights belong to whoever refers to it."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.media_type}, {self.size} bytes)"
