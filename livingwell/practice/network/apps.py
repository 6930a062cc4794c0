"""The network room."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "livingwell.practice.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"
