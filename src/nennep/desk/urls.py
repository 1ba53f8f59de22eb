"""Addresses of the first page and search."""

from django.urls import path

from nennep.desk import views

app_name = "desk"
urlpatterns = [path("", views.home, name="home"), path("tim-kiem/", views.search, name="search")]
