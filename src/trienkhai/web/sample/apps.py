from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "trienkhai.web.sample"
    label = "sample"
