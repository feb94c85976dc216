"""Writing down units, posts and the people in them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from trienkhai.web import clock
from trienkhai.web.errors import NotValid
from trienkhai.web.journal.actions import record
from trienkhai.web.journal.events import Author
from trienkhai.web.offices.actor import Actor
from trienkhai.web.offices.events import PersonAppointed, PostOpened, UnitsLoaded
from trienkhai.web.offices.loading import ListedUnit, UnitList
from trienkhai.web.offices.models import (
    AccessToken,
    Appointment,
    Group,
    Letterhead,
    Person,
    Post,
    Role,
    Unit,
    UnitAlias,
    UnitVersion,
)
from trienkhai.web.offices.naming import fold_name
from trienkhai.web.offices.queries import hash_token, in_force

TOKEN_LIFE = timedelta(hours=12)


@dataclass(frozen=True)
class LoadedUnits:
    """What a list became: the unit that issues, and every unit by its code."""

    issuer: Unit
    by_code: dict[str, Unit]


def load_units(author: Author, *, listing: UnitList) -> LoadedUnits:
    """Every unit of the list exists with one version, its aliases, the issuer's groups and letterhead.

    Raises NotValid where one of the codes is in use: a list is loaded into an empty place, changes come by version.
    """
    codes = [unit.code for unit in listing.units]
    with transaction.atomic():
        taken = Unit.objects.filter(code__in=codes).values_list("code", flat=True).first()
        if taken is not None or len(set(codes)) != len(codes):
            raise NotValid(
                "unit-exists", _("Mã đơn vị %(code)s đã có; danh mục chưa được nạp.") % {"code": taken or _("(lặp)")}
            )
        by_code = _create_units(listing)
        _create_aliases(listing, by_code)
        issuer = by_code[listing.issuer]
        _create_groups(listing, issuer)
        letterhead = listing.letterhead
        Letterhead.objects.create(
            unit=issuer,
            parent_name=letterhead.parent_name,
            name=letterhead.name,
            symbol=letterhead.symbol,
            place=letterhead.place,
        )
        told = hashlib.sha256("\n".join(codes).encode()).hexdigest()
        record(
            UnitsLoaded(object_id=issuer.pk, object_label=letterhead.name, count=len(codes), codes_hash=told), author
        )
    return LoadedUnits(issuer, by_code)


def _create_units(listing: UnitList) -> dict[str, Unit]:
    lines = list(enumerate(listing.units, 1))
    Unit.objects.bulk_create(
        [Unit(code=line.code, is_office=not line.office, position=position * 10) for position, line in lines]
    )
    by_code = {unit.code: unit for unit in Unit.objects.filter(code__in=[line.code for line in listing.units])}
    UnitVersion.objects.bulk_create([_version(line, listing.valid_from, by_code) for line in listing.units])
    return by_code


def _version(line: ListedUnit, valid_from: date, by_code: dict[str, Unit]) -> UnitVersion:
    return UnitVersion(
        unit=by_code[line.code],
        name=line.name,
        short_name=line.short_name,
        folded=fold_name(line.name),
        kind=line.kind,
        role=line.role,
        area=line.area,
        area_name=line.area_name,
        parent=by_code[line.parent] if line.parent else None,
        office=by_code[line.office or line.code],
        valid_from=valid_from,
        valid_to=line.valid_to,
        source=line.source[:300],
    )


def _create_aliases(listing: UnitList, by_code: dict[str, Unit]) -> None:
    UnitAlias.objects.bulk_create(
        [
            UnitAlias(unit=by_code[line.code], text=text, folded=fold_name(text))
            for line in listing.units
            for text in dict.fromkeys((*line.aliases, line.short_name))
            if text and text != line.name
        ]
    )


def _create_groups(listing: UnitList, issuer: Unit) -> None:
    Group.objects.bulk_create(
        [
            Group(
                office=issuer,
                phrase=group.phrase,
                folded=fold_name(group.phrase),
                roles=list(group.roles),
                under=issuer if group.under_issuer else None,
                areas=group.areas,
                rule=group.rule,
                remark=group.remark,
            )
            for group in listing.groups
            if group.roles
        ]
    )


def open_post(
    author: Author,
    *,
    unit_id: int,
    title: str,
    role: Role,
    printed_title: str = "",
    head_title: str = "",
    is_head: bool = False,
) -> Post:
    """A new post in a unit. The printed titles stand under documents its holder signs."""
    with transaction.atomic():
        version = UnitVersion.objects.filter(unit_id=unit_id).order_by("-valid_from").first()
        if version is None:
            raise NotValid("unit-unknown", _("Không có đơn vị này; chức danh chưa được lập."))
        post = Post.objects.create(
            unit_id=unit_id,
            title=title,
            role=role,
            printed_title=printed_title,
            head_title=head_title,
            is_head=is_head,
        )
        record(
            PostOpened(object_id=post.pk, object_label=title, unit=version.name, office_id=version.office_id), author
        )
    return post


def appoint_person(
    author: Author,
    *,
    username: str,
    password: str,
    name: str,
    post_id: int,
    valid_from: date,
    basis: str = "",
    hashed: bool = False,
) -> Appointment:
    """The person holds the post from that day; account and person are made where the user name is new.

    `hashed` says that `password` is a hash already: one hash for many accounts spares a sample its start-up time.
    """
    with transaction.atomic():
        post = Post.objects.get(pk=post_id)
        user_model = get_user_model()
        user = user_model.objects.filter(username=username).first()
        if user is None:
            kept = password if hashed else make_password(password)
            user = user_model.objects.create(username=username, password=kept)
        person, _made = Person.objects.get_or_create(user=user, defaults={"name": name})
        appointment = Appointment.objects.create(person=person, post=post, valid_from=valid_from, basis=basis)
        office = UnitVersion.objects.filter(in_force(valid_from), unit_id=post.unit_id).first()
        record(
            PersonAppointed(
                object_id=appointment.pk,
                object_label=name,
                post=post.title,
                office_id=office.office_id if office else None,
                effective_on=valid_from,
            ),
            author,
        )
    return appointment


def open_token(actor: Actor) -> str:
    """A bearer token for the interface, good for twelve hours; only its hash is kept. Expired ones go."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    AccessToken.objects.filter(expires_at__lte=now).delete()
    AccessToken.objects.create(
        appointment_id=actor.appointment_id, token_hash=hash_token(token), created_at=now, expires_at=now + TOKEN_LIFE
    )
    return token
