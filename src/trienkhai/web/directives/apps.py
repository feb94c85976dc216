from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "trienkhai.web.directives"
    label = "directives"
    verbose_name = "Chỉ đạo"
