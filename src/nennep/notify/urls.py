"""Addresses of notices, of devices that are told by push, and of long work."""

from django.urls import path

from nennep.notify import views

app_name = "notify"
PLACE = "/thong-bao/"
urlpatterns = [
    path("thong-bao/", views.index, name="index"),
    path("thong-bao/thu/", views.letters, name="letters"),
    path("thong-bao/thiet-bi/", views.add_device, name="add_device"),
    path("thong-bao/thiet-bi/<int:pk>/tat/", views.drop_device, name="drop_device"),
    path("thong-bao/nghe.js", views.listener, name="listener"),
    path("tien-do/<uuid:pk>/", views.progress, name="progress"),
]
