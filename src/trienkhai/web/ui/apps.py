from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "trienkhai.web.ui"
    label = "ui"
