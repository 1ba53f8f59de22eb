"""Addresses of signing in; only the parts of allauth that are used are mounted."""

from allauth.account import views as allauth
from django.urls import URLPattern, URLResolver, include, path

from nennep.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-nhap/", allauth.login, name="account_login"),
    path("dang-nhap/ma-giay/", views.code, name="account_code"),
    path("tai-khoan/", views.index, name="account_index"),
    path("tai-khoan/phien/", views.end_others, name="account_end_others"),
    path("dang-xuat/", allauth.logout, name="account_logout"),
    path("tai-khoan/mat-khau/", allauth.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan/", allauth.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/buoc-hai/", include("allauth.mfa.urls")),
]
