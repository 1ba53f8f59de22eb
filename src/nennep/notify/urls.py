"""Addresses of notices and of long work."""

from django.urls import path

from nennep.notify import views

app_name = "notify"
urlpatterns = [
    path("thong-bao/", views.index, name="index"),
    path("thong-bao/thu/", views.letters, name="letters"),
    path("tien-do/<uuid:pk>/", views.progress, name="progress"),
]
