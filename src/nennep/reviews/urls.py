"""Addresses of model titles."""

from django.urls import path

from nennep.reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.index, name="index"),
    path("dang-ky/", views.register, name="register"),
    path("<int:pk>/", views.model, name="model"),
    path("<int:pk>/so-ket/", views.half, name="half"),
    path("<int:pk>/tu-cham/", views.assess, name="assess"),
    path("<int:pk>/y-kien/", views.opine, name="opine"),
    path("<int:pk>/cong-nhan/", views.recognise, name="recognise"),
    path("<int:pk>/rut/", views.withdraw, name="withdraw"),
]
