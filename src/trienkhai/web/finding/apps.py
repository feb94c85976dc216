from django.apps import AppConfig


class FindingConfig(AppConfig):
    """The index behind the search page."""

    name = "trienkhai.web.finding"
    label = "finding"
