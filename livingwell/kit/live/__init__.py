"""Screens in step: something moved, and whoever looks asks again through their own door (docs/adr/0030)."""
