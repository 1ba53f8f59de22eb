"""Addresses of papers."""

from django.urls import path

from nennep.documents import intake_views, review_views, views

app_name = "documents"
urlpatterns = [
    path("", views.register, name="register"),
    path("tiep-nhan/", intake_views.intake, name="intake"),
    path("tiep-nhan/<int:pk>/", intake_views.reading, name="reading"),
    path("tiep-nhan/<int:pk>/dung/", intake_views.stop, name="stop"),
    path("tiep-nhan/<int:pk>/ban-goc/", intake_views.kept, name="kept"),
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/doc-soat/", review_views.review, name="review"),
    path("<int:pk>/nhan-ca-nhom/", review_views.decide_all, name="decide_all"),
    path("<int:pk>/bo-sung/", review_views.add, name="add"),
    path("<int:pk>/hoan-tac/", review_views.undo, name="undo"),
    path("<int:pk>/vao-so/", review_views.enter, name="enter"),
    path("<int:pk>/cung-so/", review_views.twin, name="twin"),
    path("<int:pk>/tach-van-ban/", review_views.part, name="part"),
    path("<int:pk>/trang/<int:number>/", views.page, name="page"),
    path("<int:pk>/ban-goc/", views.original, name="original"),
    path("de-xuat/<int:pk>/", review_views.decide, name="decide"),
    path("de-xuat/<int:pk>/sua/", review_views.correct, name="correct"),
    path("de-xuat/<int:pk>/gop/", review_views.merge, name="merge"),
    path("de-xuat/<int:pk>/tach/", review_views.split, name="split"),
]
