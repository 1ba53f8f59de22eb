"""Addresses of the first page, one's own list and calendar, search and the board."""

from django.urls import path

from nennep.desk import listviews, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("lich-cua-toi/", views.agenda, name="calendar"),
    path("nhac-tat-ca/", listviews.chase_all, name="chase_all"),
    path("nhac/<slug:kind>/<int:pk>/", listviews.chase, name="chase"),
    path("cam-on/<slug:kind>/<int:pk>/", listviews.thank, name="thank"),
    path("viec/<slug:kind>/<int:pk>/", listviews.duty, name="duty"),
    path("viec/<slug:kind>/<int:pk>/de-sau/", listviews.later, name="later"),
    path("viec/<slug:kind>/<int:pk>/lay-lai/", listviews.take_up, name="take_up"),
    path("viec/<slug:kind>/<int:pk>/chuyen/", listviews.hand, name="hand"),
    path("viec/<slug:kind>/<int:pk>/tra-lai/", listviews.hand_back, name="hand_back"),
    path("tim-kiem/", views.search, name="search"),
    path("bang-chi-tieu/", views.board, name="board"),
]
