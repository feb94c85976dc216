from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The office as a whole; connects the reactions once everything is loaded."""

    name = "trienkhai.web.config"
    label = "config"

    def ready(self) -> None:
        """Register what happens in consequence of what."""
        from trienkhai.web.config.reactions import connect  # models must be loaded first

        connect()
