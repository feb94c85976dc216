"""`{% load kept %}`: what is kept with a directive in Vietnamese, in the language of the page."""

from __future__ import annotations

from django import template

from trienkhai.web.directives.kept_words import say

register = template.Library()


@register.filter
def kept(words: str) -> str:
    """`{{ addressee.rule|kept }}`: as it is on a Vietnamese page, and where it is a person's own."""
    return say(words)
