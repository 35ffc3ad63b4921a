"""Models of queued emails and email templates."""

from mailqueue.models.email_templates import EmailTemplateSettings
from mailqueue.models.queued_mail import QueuedMail

__all__ = ["EmailTemplateSettings", "QueuedMail"]
