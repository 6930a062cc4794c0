"""Signing in through an organisation of one's own: its OpenID Connect provider, and whom it has named."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.ids import new_id
from livingwell.kit.secrets.fields import SealedTextField
from livingwell.people.models.accounts import Account
from livingwell.people.models.places import Organisation, Place


class Proof(models.TextChoices):
    """How we prove to a provider that it is us (OpenID Connect Core 1.0, section 9)."""

    SECRET = "client_secret_post", _("A shared secret")
    KEY = "private_key_jwt", _("A key of our own")


class Provider(models.Model):
    """An organisation's own sign-in. Set up by an operator; ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    issuer = models.URLField()
    #: Hosts beside the issuer's own where its keys or tokens may be fetched.
    hosts = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    #: What the provider calls us (its "client_id").
    our_id = models.CharField(max_length=255)
    proof = models.CharField(max_length=30, choices=Proof)
    #: The shared secret, or our private key (PEM), sealed under a key of this row's own.
    secret = SealedTextField(owner="id")
    algorithm = models.CharField(max_length=10, blank=True)
    key_id = models.CharField(max_length=64, blank=True)
    #: What the provider says (an `acr`, or one of its `amr`) when it has asked for a second step that counts here.
    second_step_words = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ended_at__isnull=True), name="provider_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(proof=Proof.SECRET, algorithm="", key_id="")
                | (models.Q(proof=Proof.KEY) & ~models.Q(algorithm="") & ~models.Q(key_id="")),
                name="provider_key_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.issuer


class ProviderName(models.Model):
    """Somebody the provider has named (its `sub`, as a keyed hash), and whose account that is here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="+")
    subject_hash = models.BinaryField(max_length=32)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "subject_hash"], name="provider_names_one_account"),
            models.UniqueConstraint(fields=["provider", "account"], name="provider_names_account_once"),
        ]
