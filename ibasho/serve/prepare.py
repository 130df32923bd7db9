"""What happens before the house opens: migrations, static files, the first data of an empty database."""

import os

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibasho.settings")
    os.environ["IBASHO_AS_OWNER"] = "1"
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not get_user_model().objects.exists():
        call_command("load_booklet")
        if settings.DEMO:
            call_command("load_demo")


if __name__ == "__main__":
    main()
