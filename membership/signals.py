"""What follows when editors publish or save a wording, and when somebody is erased."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from core.clock import make_due
from core.database_cleanup import remove_deleted_content
from core.models import NavigationSettings
from membership.members.agreement import keep_guidelines, keep_membership_wording
from membership.models import Application, ConsentText, JoinPage, Member, MemberWordingSettings


@receiver(page_published, sender=JoinPage)
def keep_the_wording_of_consent(instance: JoinPage, **kwargs: Any) -> None:
    """Every wording that was ever published can be shown to whoever agreed to it."""
    ConsentText.objects.keep(ConsentText.Kind.APPLICATION, instance.consent_wording)


@receiver(post_save, sender=MemberWordingSettings)
def keep_what_members_agree_to(
    instance: MemberWordingSettings, raw: bool = False, **kwargs: Any
) -> None:
    """Members are asked again where the words have changed."""
    if not raw:
        keep_membership_wording(instance)


@receiver(page_published)
def keep_published_guidelines(instance: Page, **kwargs: Any) -> None:
    """They were published, perhaps with other words."""
    if NavigationSettings.objects.filter(guidelines_page=instance.pk).exists():
        keep_guidelines()


@receiver(post_save, sender=NavigationSettings)
def keep_chosen_guidelines(instance: NavigationSettings, raw: bool = False, **kwargs: Any) -> None:
    """Perhaps another page was chosen."""
    if not raw and instance.guidelines_page_id:
        keep_guidelines()


@receiver(post_delete, sender=Application)
@receiver(post_delete, sender=Member)
def remove_content_of_erased(sender: type, **kwargs: Any) -> None:
    """An application or a membership was erased."""
    make_due(remove_deleted_content)
