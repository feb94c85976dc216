from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "trienkhai.web.documents"
    label = "documents"
    verbose_name = "Văn bản"
