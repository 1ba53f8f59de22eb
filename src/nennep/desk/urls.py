"""Addresses of the first page, search and the board."""

from django.urls import path

from nennep.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim-kiem/", views.search, name="search"),
    path("bang-chi-tieu/", views.board, name="board"),
]
