"""The demo room: it has no tables of its own."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "livingwell.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
