"""Settings of the office. Everything an installation may change comes from the environment, named TRIENKHAI_…"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from trienkhai.web.config.databases import read_database
from trienkhai.web.config.mailing import read_mail

PROJECT = Path(__file__).resolve().parents[4]
HOME = Path(os.environ.get("TRIENKHAI_HOME", "var/office")).resolve()
SAMPLE = os.environ.get("TRIENKHAI_SAMPLE") == "1"
DEBUG = os.environ.get("TRIENKHAI_DEBUG") == "1"


def read_secret(folder: Path) -> str:
    """The installation's secret key, made at the first start and kept beside the database."""
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), "ascii")
    return path.read_text("ascii")


SECRET_KEY = os.environ.get("TRIENKHAI_SECRET") or read_secret(HOME)
ALLOWED_HOSTS = os.environ.get("TRIENKHAI_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TRIENKHAI_ORIGINS", "").split(",") if origin]
SECURE = os.environ.get("TRIENKHAI_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

TRIENKHAI_FILES = HOME / "files"
TRIENKHAI_DAY_FILE = HOME / "day" if SAMPLE else None
TRIENKHAI_SAMPLE = SAMPLE
TRIENKHAI_READ_AT_ONCE = os.environ.get("TRIENKHAI_READ_AT_ONCE") != "0"
TRIENKHAI_LARGEST_FILE = 50 * 1024 * 1024
MAIL = read_mail(
    os.environ.get("TRIENKHAI_MAIL", ""),
    os.environ.get("TRIENKHAI_MAIL_FROM", ""),
    next(iter(CSRF_TRUSTED_ORIGINS), ""),
)
TRIENKHAI_MAIL_ON, TRIENKHAI_SITE = MAIL.on, MAIL.site
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.ssl, MAIL.starttls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = MAIL.sender

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "trienkhai.web.ui",  # before allauth: the page of signing in is ours
    "allauth",
    "allauth.account",
    "ninja",
    "trienkhai.web.files",
    "trienkhai.web.journal",
    "trienkhai.web.offices",
    "trienkhai.web.documents",
    "trienkhai.web.directives",
    "trienkhai.web.activities",
    "trienkhai.web.plans",
    "trienkhai.web.reports",
    "trienkhai.web.coverage",
    "trienkhai.web.reminders",
    "trienkhai.web.finding",
    "trienkhai.web.desk",
    "trienkhai.web.mail",
    "trienkhai.web.sample",
    "trienkhai.web.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "trienkhai.web.config.middleware.content_security",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "trienkhai.web.language.page_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "trienkhai.web.config.middleware.RequireSignIn",
    "trienkhai.web.config.middleware.ActorMiddleware",
    "trienkhai.web.config.middleware.RefusalPages",
]

ROOT_URLCONF = "trienkhai.web.config.urls"
WSGI_APPLICATION = "trienkhai.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "trienkhai.web.config.context.office",
            ],
            "builtins": [
                "django.templatetags.static",
                "django.templatetags.i18n",
                "trienkhai.web.ui.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": read_database(os.environ.get("TRIENKHAI_DATABASE", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "trienkhai.web.config.accounts.OfficeBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["trienkhai.web.config.passwords.OfficeHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "trienkhai.web.config.accounts.OfficeAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# A whole office comes from one address, most of it at half past seven. Guessing is slowed down account by account.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login": "300/m/ip", "login_failed": "30/m/ip,5/300s/key"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Vietnamese"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "trienkhai_language"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
NODE = PROJECT / "node_modules"
STATICFILES_DIRS = [
    (name, folder)
    for name, folder in (
        ("bootstrap", NODE / "bootstrap" / "dist" / "css"),
        ("fonts", NODE / "@fontsource" / "be-vietnam-pro" / "files"),
    )
    if folder.is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = TRIENKHAI_LARGEST_FILE + 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "trienkhai.web.config.uploads.RefuseHugeUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
