"""User: a person who signs in with a mail address; ExportLog: what such a person took out."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ibasho.accounts.permissions import CAPABILITIES, Capability, Role


class UserManager(BaseUserManager):
    def create_user(self, *, email, password=None, **fields):
        """Save and return a new user; without a password only sign-in by code works."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, *, email, password=None, **fields):
        return self.create_user(email=email, password=password, role=Role.ADMIN, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def who_may(self, capability: Capability):
        roles = [role for role, held in CAPABILITIES.items() if capability in held]
        return self.filter(is_active=True, role__in=roles)


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("メールアドレス"), unique=True)
    name = models.CharField(_("名前"), max_length=100)
    role = models.CharField(_("役割"), max_length=20, choices=Role, default=Role.RESIDENT)
    is_active = models.BooleanField(_("使える"), default=True)
    joined_at = models.DateTimeField(_("登録日時"), auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = _("利用者")
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role"),
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        super().clean()
        self.email = self.email.lower()  # as allauth keeps and looks for it

    def may(self, capability: Capability) -> bool:
        return self.is_active and capability in CAPABILITIES[self.role]

    @property
    def is_staff(self) -> bool:
        """Whether the Django admin opens; the staff pages ask for Capability.READ instead."""
        return self.may(Capability.FIX_DATA)

    # The admin asks these two; there is no finer permission than FIX_DATA there.
    def has_perm(self, perm, obj=None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label) -> bool:
        return self.is_staff


class ExportLog(models.Model):
    """One file of rows that somebody took out of the house; only ever added to.

    Written before the first row leaves. `what` is the list (its visible name), `query` the
    address query that narrowed it, `rows` how many rows the file holds.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("だれが")
    )
    at = models.DateTimeField(_("いつ"))
    what = models.CharField(_("なにを"), max_length=50)
    query = models.TextField(_("しぼりこみ"), blank=True)
    rows = models.PositiveIntegerField(_("行数"))

    class Meta:
        verbose_name = verbose_name_plural = _("書き出しの記録")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["user", "-at"], name="export_by_whom")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.what} {self.rows}"
