from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "trienkhai.web.coverage"
    label = "coverage"
