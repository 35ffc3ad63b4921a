"""What follows when a join page is published."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from membership.models import ConsentText, JoinPage


@receiver(page_published, sender=JoinPage)
def keep_the_wording_of_consent(instance: JoinPage, **kwargs: Any) -> None:
    """Every wording that was ever published can be shown to whoever agreed to it."""
    ConsentText.objects.keep(ConsentText.Kind.APPLICATION, instance.consent_wording)
