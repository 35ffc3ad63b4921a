"""How allauth behaves here: no public sign-up, and everybody lands where they belong."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come by invitation."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go on to the admin; members who came from nowhere in particular go home."""
        return reverse("wagtailadmin_home") if request.user.can_enter_admin else "/"
