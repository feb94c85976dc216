from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "trienkhai.web.journal"
    label = "journal"
    verbose_name = "Sổ nhật ký"
