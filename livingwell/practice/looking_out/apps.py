"""The looking-out room."""

from django.apps import AppConfig


class LookingOutConfig(AppConfig):
    name = "livingwell.practice.looking_out"
    label = "looking_out"
    default_auto_field = "django.db.models.BigAutoField"
