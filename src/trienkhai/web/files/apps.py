from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "trienkhai.web.files"
    label = "files"
    verbose_name = "Kho tệp"
