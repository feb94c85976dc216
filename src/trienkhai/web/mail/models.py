"""Notices by mail: where a person wants them, which are owed, and what they were told of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trienkhai.web.offices.models import Person


class MailChoice(models.Model):
    """A person's own address and wish. Without `confirmed_at` nothing but the confirmation goes to the address."""

    class Mode(models.TextChoices):
        NONE = "none", _("Không gửi")
        SOON = "soon", _("Khi có việc mới, chờ tối đa 10 phút")
        DAILY = "daily", _("Mỗi ngày làm việc một thư, nếu có việc mới")

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="mail_choice")
    address = models.EmailField(max_length=254, blank=True)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.NONE)
    hour = models.PositiveSmallIntegerField(default=7, help_text="Of the daily letter, in Viet Nam.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=300, blank=True, help_text="Why the server does not take this address.")
    look_at = models.DateTimeField(null=True, blank=True, help_text="When new work is looked for next.")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hour__lte=23), name="mail_hour_of_a_day")]
        indexes = [models.Index(fields=["look_at"])]

    def __str__(self) -> str:
        return f"{self.person}: {self.mode}"


class Message(models.Model):
    """A letter that is owed to one address. What it says is written when it is sent, as the person may see it then."""

    class Purpose(models.TextChoices):
        CONFIRM = "confirm", _("xác nhận địa chỉ")
        WORK = "work", _("báo việc mới")
        TRIAL = "trial", _("gửi thử")

    class State(models.TextChoices):
        OWED = "owed", _("chờ gửi")
        SENT = "sent", _("đã gửi")
        DROPPED = "dropped", _("không còn gì để báo")
        REFUSED = "refused", _("địa chỉ bị từ chối")
        UNSURE = "unsure", _("không rõ đã tới chưa")
        GIVEN_UP = "given_up", _("không gửi được")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    address = models.EmailField(max_length=254)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OWED)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(help_text="Not before this moment is it tried.")
    begun_at = models.DateTimeField(null=True, blank=True, help_text="When a worker took it in hand.")
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "next_at"])]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"


class Told(models.Model):
    """One line of "Việc của tôi" that a letter tells of, or that stood there before letters were asked for."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, help_text="Of post, page, day and whether late; see `queries.key_of`.")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, blank=True, related_name="told")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="told_once")]

    def __str__(self) -> str:
        return self.key
