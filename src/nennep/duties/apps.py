"""The duties room for Django."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "nennep.duties"
    label = "duties"
