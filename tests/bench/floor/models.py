"""The product's tables as a plain project would see them, and a plain table of looks."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Person(models.Model):
    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=120)
    birth_year = models.PositiveSmallIntegerField(null=True)
    arrived_at = models.DateTimeField()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "people_person"


class Account(AbstractBaseUser):
    """Who signs in."""

    id = models.UUIDField(primary_key=True)
    email = models.EmailField(blank=True)
    person_id = models.UUIDField()

    USERNAME_FIELD = "id"
    EMAIL_FIELD = "email"

    objects: ClassVar[BaseUserManager] = BaseUserManager()

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "people_account"


class Membership(models.Model):
    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    team_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "people_membership"


class Hold(models.Model):
    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="+")
    team_id = models.UUIDField()
    how = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "holding_hold"


class Look(models.Model):
    """Who looked at whom, when: the bench makes this table (`LOOKS`), beside the product's."""

    by_id = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)
    page = models.CharField(max_length=60)
    people = ArrayField(models.UUIDField())

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "floor_look"
        indexes: ClassVar = []
