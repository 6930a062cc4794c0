"""The frontdoor room."""

from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "livingwell.practice.frontdoor"
    label = "frontdoor"
    default_auto_field = "django.db.models.BigAutoField"
