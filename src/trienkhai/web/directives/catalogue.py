"""The catalogue of forms and measures: what an activity may be, and in what its quantities are counted.

Source and confidence of every entry: `data/communication_forms.json`. Quantities of different measures never meet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of counting. `adds` is False for stocks (members, loudspeaker clusters): they do not sum over time."""

    key: str
    name: str
    adds: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the catalogue, in its group, with the measures usual for it."""

    key: str
    name: str
    group: str
    measures: tuple[Measure, ...]
    default_measure: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormGroup:
    """A column of the coverage page."""

    key: str
    name: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything, looked up by key."""

    measures: dict[str, Measure]
    groups: tuple[FormGroup, ...]
    forms: dict[str, Form]

    def form_name(self, key: str) -> str:
        """The form's Vietnamese name; an unknown key stands for itself."""
        return self.forms[key].name if key in self.forms else key

    def group_name(self, key: str) -> str:
        """The group's Vietnamese name; an unknown key stands for itself."""
        return next((group.name for group in self.groups if group.key == key), key)

    def measure_name(self, key: str) -> str:
        """The measure's Vietnamese name; an unknown key stands for itself."""
        return self.measures[key].name if key in self.measures else key


@cache
def catalogue() -> Catalogue:
    """The catalogue, read once."""
    raw = json.loads(files("trienkhai.data").joinpath("communication_forms.json").read_text("utf-8"))
    measures = {key: Measure(key, said["vi"], said["kind"] != "stock") for key, said in raw["measures"].items()}
    groups = []
    for category in raw["categories"]:
        forms = tuple(
            Form(
                key=said["key"],
                name=said["vi"],
                group=category["key"],
                measures=tuple(measures[key] for key in said["measures"]),
                default_measure=said["default_measure"],
                synonyms=tuple(said.get("synonyms", ())),
            )
            for said in category["forms"]
        )
        groups.append(FormGroup(category["key"], category["vi"], forms))
    return Catalogue(measures, tuple(groups), {form.key: form for group in groups for form in group.forms})
