from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The office as a whole; connects reactions and sources once everything is loaded."""

    name = "trienkhai.web.config"
    label = "config"

    def ready(self) -> None:
        """Register what happens in consequence of what, and who knows what was done."""
        from trienkhai.web.config import completions, papers, reactions  # models must be loaded first

        reactions.connect()
        completions.connect()
        papers.connect()
