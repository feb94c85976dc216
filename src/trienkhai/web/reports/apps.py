from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "trienkhai.web.reports"
    label = "reports"
    verbose_name = "Báo cáo"
