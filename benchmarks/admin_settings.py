"""The reference: Django's own admin on the same tables, without our walls and frame."""

from nennep.config.settings import *  # noqa: F403
from nennep.config.settings import DATABASES as _ours

DATABASES = {"default": _ours["owner"]}
INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]  # type: ignore[name-defined]  # noqa: F405
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "benchmarks.admin_site"
LANGUAGE_CODE = "vi"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
