"""The list of all rules, filled by the decorator that stands above each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from trienkhai.checking.findings import Hit, Law, Rule, Severity
from trienkhai.checking.subject import Subject, System
from trienkhai.parts import Reading

_RULES: dict[str, list[Rule]] = {}
Check = Callable[[Subject], Iterable[Hit]]


def rule(
    id: str,
    title: str,
    *,
    laws: Law | tuple[Law, ...],
    article: str,
    passing: Reading,
    failing: Reading,
    severity: Severity = Severity.WARNING,
    in_draft: Severity | None = None,
    system: System = System.STATE,
) -> Callable[[Check], Check]:
    """The function below becomes a rule under its id, once for each law that holds it."""

    def register(check: Check) -> Check:
        """The function itself, now on the list."""
        if id in _RULES:
            raise ValueError(f"two rules are called {id}")
        _RULES[id] = [
            Rule(id, title, law, article, severity, system, check, passing, failing, in_draft)
            for law in (laws if isinstance(laws, tuple) else (laws,))
        ]
        return check

    return register


def list_rules() -> tuple[Rule, ...]:
    """All rules in the order of their files; import `trienkhai.checking` first, which loads the files."""
    return tuple(rule for versions in _RULES.values() for rule in versions)
