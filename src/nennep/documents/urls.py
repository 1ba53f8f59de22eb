"""Addresses of papers."""

from django.urls import path

from nennep.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.register, name="register"),
    path("tiep-nhan/", views.intake, name="intake"),
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/doc-soat/", views.review, name="review"),
    path("<int:pk>/nhan-ca-nhom/", views.decide_all, name="decide_all"),
    path("<int:pk>/bo-sung/", views.add, name="add"),
    path("<int:pk>/ban-goc/", views.original, name="original"),
    path("de-xuat/<int:pk>/", views.decide, name="decide"),
    path("de-xuat/<int:pk>/sua/", views.correct, name="correct"),
]
