"""Settings: one file, read from the environment, failing loudly where a value is missing."""

from pathlib import Path

import environ
import pghistory
from cryptography.fernet import Fernet, MultiFernet
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from ibasho import trial

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# What kind of house this is -------------------------------------------------
DEBUG = env.bool("IBASHO_DEBUG", default=False)
DEMO = env.bool("IBASHO_DEMO", default=False)
SECRET_KEY = env.str("IBASHO_SECRET_KEY")
if DEMO:
    trial.give_field_key()
# What is under seal in the database (ibasho/secrecy.py): the first key seals, each one opens.
FIELD_KEYS = env.list("IBASHO_FIELD_KEYS")
MultiFernet([Fernet(key) for key in FIELD_KEYS])  # a key that is none is refused here and now
ALLOWED_HOSTS = env.list("IBASHO_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("IBASHO_ORIGINS", default=[])
HTTPS = env.bool("IBASHO_HTTPS", default=not (DEBUG or DEMO))
# Where the house stands on the net, as letters print it.
ADDRESS = env.str("IBASHO_ADDRESS", default="http://localhost:8000").rstrip("/")
DATA = Path(env.str("DATA", default=str(BASE_DIR / ".data")))

COUNCIL = {
    "name": env.str("COUNCIL_NAME", default="武蔵野市民社会福祉協議会"),
    "short": env.str("COUNCIL_SHORT", default="市民社協"),
    "phone": env.str("COUNCIL_PHONE", default="0422-00-0000"),
    "hours": env.str("COUNCIL_HOURS", default="平日 8時30分から17時15分まで"),
    "chair": env.str("COUNCIL_CHAIR", default="会長"),
    "city": env.str("COUNCIL_CITY", default="武蔵野市"),
}

# The account from which the council pays, as its bank knows it.
COUNCIL_TRANSFER = {
    "code": env.str("COUNCIL_TRANSFER_CODE", default="0000000000"),
    "kana": env.str("COUNCIL_KANA", default="ミホンシャキョウ"),
    "account": env.str("COUNCIL_ACCOUNT", default="0000-000-普通-0000000" if DEMO else ""),
}

INSTALLED_APPS = [
    "ibasho.accounts",
    "ibasho.groups",
    "ibasho.letters",
    "ibasho.people",
    "grants",
    "consultations",
    "ibasho.duties",
    "ibasho.reports",
    "ibasho.seed",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "import_export",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "ibasho.errors.reference_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ibasho.accounts.unsent.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "ibasho.urls"
WSGI_APPLICATION = "ibasho.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ibasho.formats",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ibasho.accounts.navigation.page_frame",
            ],
        },
    }
]

# Where things are kept ------------------------------------------------------
# Without DATABASE_URL, manage.py and serve attach the private cluster first (ibasho/cluster).
# The application works as a role that owns nothing; migrations (and tests) come as the owner.
AS_OWNER = env.bool("IBASHO_AS_OWNER", default=False)
APPLICATION_ADDRESS = env.db_url("DATABASE_URL")
OWNER_ADDRESS = env.db_url("DATABASE_OWNER_URL", default=env.str("DATABASE_URL"))
DATABASE_ROLE = APPLICATION_ADDRESS["USER"]
DATABASES = {"default": OWNER_ADDRESS if AS_OWNER else APPLICATION_ADDRESS}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["CONN_MAX_AGE"] = env.int("IBASHO_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = DATA / "files"  # private: never served by address
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap", BASE_DIR / "node_modules/bootstrap/dist"),
    ("vendor/tokens", BASE_DIR / "node_modules/@digital-go-jp/design-tokens/dist"),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# Who may come in ------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "ibasho.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "ibasho.accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_ON_GET = False
# A code is typed, not a link that a mail scanner eats; there is time to find one's glasses.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {  # beside allauth's own
    "verify_letter": "30/m/ip",
    "meeting_signup": "30/m/ip",  # a library's PC, and everybody at its table
    "meeting_answer": "30/m/ip",
}
ACCOUNT_SESSION_REMEMBER = False  # many share a PC: closing the browser signs out
ACCOUNT_FORMS = {
    "signup": "ibasho.accounts.entrance.SignupForm",
    "login": "ibasho.accounts.entrance.LoginForm",
    "request_login_code": "ibasho.accounts.entrance.RequestLoginCodeForm",
    "confirm_login_code": "ibasho.accounts.entrance.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "ibasho.accounts.entrance.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "ibasho.accounts.entrance.ConfirmPasswordResetCodeForm",
    "change_email": "ibasho.accounts.entrance.ChangeEmailForm",
    "add_email": "ibasho.accounts.entrance.AddEmailForm",
    "change_password": "ibasho.accounts.entrance.ChangePasswordForm",
    "set_password": "ibasho.accounts.entrance.SetPasswordForm",
    "reset_password": "ibasho.accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "ibasho.accounts.entrance.ResetPasswordKeyForm",
    "reauthenticate": "ibasho.accounts.entrance.ReauthenticateForm",
}

# Mail -----------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20  # seconds; while a mail is sent its row is held
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="ibasho@example.jp")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Language and clock ---------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語"))]  # a second one joins with its catalogue, not before
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

# The look -------------------------------------------------------------------
FORM_RENDERER = "ibasho.look.Renderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["ibasho"]
CRISPY_TEMPLATE_PACK = "ibasho"
CRISPY_FAIL_SILENTLY = False

# Closed doors ---------------------------------------------------------------
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "ibasho.errors.csrf_failure"

# What is written down -------------------------------------------------------
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("IBASHO_LOG_LEVEL", default="WARNING")},
}
