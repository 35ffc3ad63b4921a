"""When there are new words to learn."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from core.models import CustomDocument
from search.actions import learn_document, learn_page


@receiver(page_published)
def learn_published_page(sender: type, instance: Page, **kwargs: Any) -> None:
    learn_page(instance)


@receiver(post_save, sender=CustomDocument)
def learn_saved_document(sender: type, instance: CustomDocument, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        learn_document(instance)
