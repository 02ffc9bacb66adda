"""Settings of the commands that work on a file alone: no database, no secret, and nothing is kept on the machine."""

SECRET_KEY = ""
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "ui",
    "teams",
    "canvas",
    "ledger",
    "document",
]
AUTH_USER_MODEL = "teams.User"
DATABASES: dict = {}
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"
