"""The roof for Django: joins what lower floors leave open."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    name = "nennep.config"
    label = "roof"

    def ready(self) -> None:
        from nennep.config.actors import actor_of_account
        from nennep.core.jobs import actors_come_from

        actors_come_from(actor_of_account)
