"""Addresses of the house: each room's under a word of its own."""

from django.urls import include, path
from django.views.generic import TemplateView

from nennep.config import middleware

urlpatterns = [
    path("song", middleware.alive, name="alive"),
    path("to-chuc/", include("nennep.org.urls")),
    path("dang-vien/", include("nennep.members.urls")),
]
handler404 = "nennep.config.pages.not_found"
handler500 = "nennep.config.pages.broken"
