"""The journal room for Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "nennep.journal"
    label = "journal"
