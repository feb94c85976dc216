"""Settings under test: a database file and a store of their own for every run, quick password hashes."""

import os
import tempfile

os.environ.setdefault("TRIENKHAI_HOME", tempfile.mkdtemp(prefix="trienkhai-test-"))
os.environ["TRIENKHAI_SAMPLE"] = "1"

from trienkhai.web.config.databases import PREPARED
from trienkhai.web.config.settings import *  # noqa: F403 - the settings under test are the real ones
from trienkhai.web.config.settings import DATABASES, HOME, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
else:
    # One connection a test is enough, and no pool outlives its database.
    DATABASES["default"]["OPTIONS"] = dict(PREPARED)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
TRIENKHAI_DAY_FILE = HOME / "day"
ALLOWED_HOSTS = ["*"]
ACCOUNT_RATE_LIMITS = False
