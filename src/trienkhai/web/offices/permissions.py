"""Who acts for whom. The other folders build their rights on these few answers."""

from __future__ import annotations

from trienkhai.web.offices.actor import Actor


def acts_for(actor: Actor, unit_id: int) -> bool:
    """Whether the person acts for this unit: it is the unit of their post, or the office whose registers it uses."""
    return unit_id in (actor.unit_id, actor.office_id)


def own_units(actor: Actor) -> tuple[int, ...]:
    """The ids of the units the person acts for."""
    return tuple(dict.fromkeys((actor.unit_id, actor.office_id)))
