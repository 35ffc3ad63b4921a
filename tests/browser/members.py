"""Two members of the demo site that no other test uses."""

from playwright.sync_api import Page

from tests.live_site import PASSWORD, LiveSite, run_script

# Names that nobody else in the demo has.
CONSENTED, WITHOUT_CONSENT = "Quiet Alder", "Slow Willow"
CREATE_MEMBERS = """
import sys
import django; django.setup()
from membership import actions
from membership.actions import get_outstanding_consents
from membership.models import Member
from users.models import User
for email, pseudonym in (("linnet", "Quiet Alder"), ("rook", "Slow Willow")):
    user = User.objects.get(email=f"{email}@example.org")
    user.set_password(sys.argv[1])
    user.save()
    fields = {"pseudonym": pseudonym, "profession": "Nursing", "state": "active"}
    defaults = {**fields, "pseudonym_since": "2020-01-01"}
    member, _ = Member.objects.update_or_create(user=user, defaults=defaults)
    member.consents.all().delete()
    texts = get_outstanding_consents(member)
    if email == "linnet":
        actions.agree(member=member, texts=texts)
"""


def create_members(site: LiveSite) -> None:
    """Give two members a password and other names; one of them has given all consents."""
    run_script(CREATE_MEMBERS, PASSWORD, data_dir=site.data_dir)


def sign_in(page: Page, who: str) -> None:
    """Log in as *who* of the demo site, who has no two-step sign-in."""
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(f"{who}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
