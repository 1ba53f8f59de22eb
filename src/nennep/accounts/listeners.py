"""Signing in and out leaves lines in the journal."""

from typing import Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_out

from nennep.accounts import actions


def listen() -> None:
    """Connect to what allauth tells."""
    user_logged_in.connect(_signed_in, dispatch_uid="journal")
    user_logged_out.connect(_signed_out, dispatch_uid="journal")
    password_changed.connect(_password_changed, dispatch_uid="journal")
    authenticator_added.connect(_second_added, dispatch_uid="journal")
    authenticator_removed.connect(_second_removed, dispatch_uid="journal")
    authentication_failed.connect(_second_failed, dispatch_uid="journal")


def _signed_in(sender: Any, user: Any, **more: Any) -> None:
    actions.note_own("accounts.sign_in", user)


def _signed_out(sender: Any, user: Any, **more: Any) -> None:
    if user is not None:
        actions.note_own("accounts.sign_out", user)


def _password_changed(sender: Any, user: Any, **more: Any) -> None:
    actions.note_own("accounts.change_password", user)


def _second_added(sender: Any, user: Any, authenticator: Any, **more: Any) -> None:
    actions.note_own("accounts.add_second", user, what=authenticator.type)


def _second_removed(sender: Any, user: Any, authenticator: Any, **more: Any) -> None:
    actions.note_own("accounts.remove_second", user, what=authenticator.type)


def _second_failed(sender: Any, user: Any, **more: Any) -> None:
    actions.note_failure(user.username, [f"second:{user.pk}"])
