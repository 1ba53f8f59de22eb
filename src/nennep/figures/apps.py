"""The figures room for Django."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "nennep.figures"
    label = "figures"
