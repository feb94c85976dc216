"""The journal: append-only by database rule (see the first migration), no foreign keys."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One deed. Inserted unchained; the sealer gives it its place and hash in the chain afterwards."""

    name = models.CharField(max_length=60)
    sentence = models.TextField()
    reason = models.TextField(blank=True)
    object_type = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    object_label = models.CharField(max_length=200, blank=True)
    office_id = models.BigIntegerField(null=True)
    document_id = models.BigIntegerField(null=True)
    directive_id = models.BigIntegerField(null=True)
    duty_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=120)
    post_id = models.BigIntegerField(null=True)
    post_title = models.CharField(max_length=120, blank=True)
    unit_id = models.BigIntegerField(null=True)
    unit_name = models.CharField(max_length=200, blank=True)
    caused_by = models.BigIntegerField(null=True, help_text="The entry this one is a reaction to.")
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    details = models.JSONField(default=dict)
    sequence = models.BigIntegerField(null=True, unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"]),
            models.Index(fields=["duty_id", "id"]),
            models.Index(fields=["directive_id", "id"]),
            models.Index(fields=["document_id", "id"]),
            models.Index(fields=["office_id", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.recorded_at:%Y-%m-%d %H:%M} {self.person_name}: {self.sentence}"


class Creation(models.Model):
    """That something was created under a client-made UUID, and from which content (see `once.py`)."""

    uuid = models.UUIDField(primary_key=True)
    content_hash = models.CharField(max_length=64)
    object_type = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}"
