"""The one settings file. Everything that differs between machines comes from the environment."""

from pathlib import Path
from typing import Any

from nennep.config import env
from nennep.server import urls as server_urls

PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = env.flag("NENNEP_DEBUG")
SECRET_KEY = env.text("NENNEP_SECRET_KEY", "only-for-checks-and-builds")
ALLOWED_HOSTS = env.words("NENNEP_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("NENNEP_ORIGINS")
STATE_DIR = env.folder("NENNEP_STATE", Path.home() / ".local" / "state" / "nennep")
FILES_DIR = env.folder("NENNEP_FILES", STATE_DIR / "files")
TRUSTED_ROOTS = env.folder("NENNEP_TRUSTED_ROOTS", STATE_DIR / "roots")
"""Certificates of issuers whose signatures are trusted, put there by the operator."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "nennep.ui",
    "nennep.accounts.apps.AccountsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "nennep.core.apps.CoreConfig",
    "nennep.journal.apps.JournalConfig",
    "nennep.notify",
    "nennep.files",
    "nennep.figures.apps.FiguresConfig",
    "nennep.duties.apps.DutiesConfig",
    "nennep.org.apps.OrgConfig",
    "nennep.members.apps.MembersConfig",
    "nennep.documents.apps.DocumentsConfig",
    "nennep.office.apps.OfficeConfig",
    "nennep.programmes.apps.ProgrammesConfig",
    "nennep.dues.apps.DuesConfig",
    "nennep.reviews.apps.ReviewsConfig",
    "nennep.meetings.apps.MeetingsConfig",
    "nennep.reports.apps.ReportsConfig",
    "nennep.desk",
    "nennep.config.apps.RoofConfig",
]
PROCRASTINATE_IMPORT_PATHS = [
    "nennep.members.jobs",
    "nennep.documents.jobs",
    "nennep.office.jobs",
    "nennep.meetings.jobs",
    "nennep.journal.jobs",
    "nennep.notify.jobs",
    "nennep.config.jobs",
]
PROCRASTINATE_ON_APP_READY = None

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "nennep.config.middleware.headers",
    "nennep.config.middleware.without_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nennep.config.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nennep.config.middleware.ActorMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nennep.config.shell.context",
            ],
        },
    }
]

ROOT_URLCONF = "nennep.config.urls"
WSGI_APPLICATION = "nennep.config.wsgi.application"

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **server_urls.parse(env.text("DATABASE_URL", "postgresql://nn_app@/nennep")),
        "ENGINE": "nennep.core.db",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
for _alias, _name in (("owner", "DATABASE_OWNER_URL"), ("seal", "DATABASE_SEAL_URL")):
    if env.text(_name):
        DATABASES[_alias] = {
            **server_urls.parse(env.text(_name)),
            "ENGINE": "django.db.backends.postgresql",
            "TEST": {"MIRROR": "default"} if _alias == "seal" else {},
        }

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"

MESSAGE_TAGS = {20: "near", 25: "ok", 30: "warn", 40: "bad"}  # the levels of django.contrib.messages as tones
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS: list[Path] = [PACKAGE / "config" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
FORMAT_MODULE_PATH = ["nennep.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = None
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/built/"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "nennep"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.flag("NENNEP_HTTPS")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "nennep.files.uploads.Uploads",
]
UPLOAD_MEGABYTES = int(env.text("NENNEP_UPLOAD_MB", "512"))  # above it a file is refused at the door
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

EMAIL_HOST = env.text("NENNEP_MAIL_HOST")
EMAIL_PORT = int(env.text("NENNEP_MAIL_PORT", "25"))
EMAIL_HOST_USER = env.text("NENNEP_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("NENNEP_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("NENNEP_MAIL_TLS")
EMAIL_TIMEOUT = 10
PUBLIC_ADDRESS = env.text("NENNEP_ADDRESS", "http://localhost:8000")
DEFAULT_FROM_EMAIL = env.text("NENNEP_MAIL_FROM", "nennep@localhost")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.dummy.EmailBackend"
)
PUSH_KEY = env.folder(
    "NENNEP_PUSH_KEY", STATE_DIR / "push-key.pem"
)  # made by ``nennep push on``; without it nothing is pushed
PUSH_HOSTS = env.words(
    "NENNEP_PUSH_HOSTS",
    "fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,.push.apple.com,.notify.windows.com",
)
"""Push services that may be called: of Chrome, Firefox, Safari, Edge; a leading dot stands for all hosts below."""
PUSH_CONTACT = env.text("NENNEP_PUSH_CONTACT", f"mailto:{DEFAULT_FROM_EMAIL}")  # whom a push service may write to

ACCOUNT_ADAPTER = "nennep.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
SECOND_FACTOR_REQUIRED = not env.flag("NENNEP_DEMO")
ACCOUNT_RATE_LIMITS = False  # guesses are counted in the database, for all processes together
TRUSTED_PROXIES = env.words("NENNEP_PROXIES")  # addresses or networks whose X-Forwarded-For is believed
MFA_ADAPTER = "nennep.accounts.adapter.SecondAdapter"
MFA_FORMS = {
    "authenticate": "nennep.accounts.forms.SecondStepForm",
    "reauthenticate": "nennep.accounts.forms.SecondAgainForm",
}
MFA_RATE_LIMITS = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_ISSUER = "Nền Nếp"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("NENNEP_LOG", "WARNING")},
}
