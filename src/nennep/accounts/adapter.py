"""How allauth behaves here: sign-up is closed, the office makes accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """See the module."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
