"""An account: the way somebody signs in. Nobody needs one to ask for support."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from livingwell.kit.ids import new_id
from livingwell.people.models.persons import Person


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts without passwords: signing in is by a code, emailed or texted."""

    def create_user(self, email: str = "", **rest: object) -> "Account":
        account = self.model(email=self.normalize_email(email), **rest)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """How a person signs in. Kept apart from the person: the address used here says nothing about their support."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_checked_at = models.DateTimeField(null=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    EMAIL_FIELD = "email"

    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), condition=~models.Q(email=""), name="account_email_once"),
            models.UniqueConstraint(fields=["phone"], condition=~models.Q(phone=""), name="account_phone_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Django and allauth ask this word; the state itself is when the account was closed."""
        return self.closed_at is None
