"""Addresses of signing in; only the parts of allauth that are used are mounted."""

from allauth.account import views as allauth
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import URLPattern, URLResolver, include, path

from nennep.accounts import views

passkeys: list[URLPattern] = [
    path("", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("dang-nhap/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("them/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("xac-nhan/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("<int:pk>/ten/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("<int:pk>/go/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
]
second_step: list[URLPattern | URLResolver] = [
    path("", second.index, name="mfa_index"),
    path("dang-nhap/", second.authenticate, name="mfa_authenticate"),
    path("xac-nhan/", second.reauthenticate, name="mfa_reauthenticate"),
    path("ung-dung/", app.activate_totp, name="mfa_activate_totp"),
    path("ung-dung/tat/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("du-phong/", spare.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("du-phong/moi/", spare.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("khoa/", include(passkeys)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-nhap/", allauth.login, name="account_login"),
    path("dang-nhap/ma-giay/", views.code, name="account_code"),
    path("dang-xuat/", allauth.logout, name="account_logout"),
    path("tai-khoan/", views.index, name="account_index"),
    path("tai-khoan/phien/", views.end_others, name="account_end_others"),
    path("tai-khoan/mat-khau/", allauth.password_change, name="account_change_password"),
    path("tai-khoan/xac-nhan/", allauth.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/buoc-hai/", include(second_step)),
]
