"""Units over time, people in posts, and who acts for whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(models.TextChoices):
    """What a unit is, in law."""

    GOVERNMENT = "government", _("Ủy ban nhân dân")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    INTERNAL = "internal", _("Phòng chuyên môn")
    AFFILIATED = "affiliated", _("Đơn vị trực thuộc")
    DISTRICT_OFFICE = "district_office", _("Phòng cấp huyện")
    DISTRICT_CENTRE = "district_centre", _("Trung tâm cấp huyện")
    COMMUNE = "commune", _("Xã, phường, thị trấn")
    PARTY = "party", _("Cơ quan Đảng")
    OTHER = "other", _("Đơn vị khác")


class Unit(models.Model):
    """A lasting identity. Its name, parent and role change with time: see `UnitVersion`."""

    code = models.SlugField(max_length=60, unique=True)
    is_office = models.BooleanField(default=False, help_text="Keeps its own registers.")
    position = models.PositiveIntegerField(default=0, help_text="Place in the official list of units.")

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.code


class UnitVersion(models.Model):
    """How a unit was called and where it stood between two days; `valid_to` is the last day, empty while in force."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    folded = models.CharField(max_length=200, help_text="The name without case and marks, for finding.")
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    role = models.CharField(max_length=60, blank=True, help_text="What groups of addressees ask for.")
    area = models.CharField(max_length=20, blank=True, help_text="Statistics code of its district or commune.")
    area_name = models.CharField(max_length=100, blank=True)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="children_versions")
    office = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="member_versions", help_text="Whose registers it uses."
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="unit_version_days_in_order"
            ),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_version_starts_once"),
        ]
        indexes = [models.Index(fields=["folded"]), models.Index(fields=["role", "area"])]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_name(self) -> str:
        """The kind in the language of the page. Django's own way says every kind to find one; a page has hundreds."""
        return str(_KIND_WORDS.get(self.kind, self.kind))


_KIND_WORDS = dict(UnitKind.choices)


class UnitAlias(models.Model):
    """Another way in which documents write a unit's name."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="aliases")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)

    def __str__(self) -> str:
        return self.text


class Succession(models.Model):
    """One unit's work went to another."""

    class Kind(models.TextChoices):
        RENAME = "rename", _("đổi tên")
        MERGE_WHOLE = "merge_whole", _("sáp nhập toàn bộ")
        SPLIT_PART = "split_part", _("tách một phần")
        FUNCTION_TRANSFER = "function_transfer", _("chuyển chức năng")
        ABOLISHED = "abolished", _("giải thể")

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="inheritances")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    effective_on = models.DateField()
    act = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} ({self.kind}, {self.effective_on})"


class Group(models.Model):
    """A rule that names units: "các đơn vị trực thuộc Sở". Resolved for a day; whoever uses it stores the result.

    A unit belongs when its version on that day has one of `roles`, stands under `under` (if given) and, where
    `areas` says so, lies in a city only or in districts only.
    """

    class Areas(models.TextChoices):
        ALL = "all", _("các huyện, thành phố")
        CITY = "city", _("thành phố")
        DISTRICTS = "districts", _("các huyện")

    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="groups")
    phrase = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    roles = models.JSONField(default=list)
    under = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    areas = models.CharField(max_length=12, choices=Areas.choices, default=Areas.ALL)
    rule = models.CharField(max_length=300, help_text="The rule in words, as shown beside the result.")
    remark = models.CharField(max_length=300, blank=True, help_text="What is known to be uncertain about it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "folded"], name="group_phrase_once_per_office")]

    def __str__(self) -> str:
        return self.phrase


class Letterhead(models.Model):
    """What an office prints on its documents."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="letterhead")
    parent_name = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200)
    symbol = models.CharField(max_length=40)
    place = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who signs in. Names of the sample are names of roles."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="person")
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a post is for; rights hang on this."""

    CLERK = "clerk", pgettext_lazy("role", "văn thư")
    OFFICER = "officer", pgettext_lazy("role", "chuyên viên")
    LEADER = "leader", pgettext_lazy("role", "lãnh đạo")
    ADMINISTRATOR = "administrator", _("quản trị đơn vị")


class Post(models.Model):
    """A place in a unit. `printed_title` stands under documents ("PHÓ GIÁM ĐỐC"), `head_title` above it after KT."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    printed_title = models.CharField(max_length=120, blank=True)
    head_title = models.CharField(max_length=120, blank=True)
    is_head = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class Appointment(models.Model):
    """A person in a post between two days."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="appointment_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


class AccessToken(models.Model):
    """A bearer of the interface for machines: only the hash of the token is kept."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"token of {self.appointment}"
