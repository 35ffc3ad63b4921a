"""Models of queued emails and email templates.

All layers above may import them. Emails are sent with mailqueue.templates and backend.
"""

from mailqueue.models.email_templates import EmailTemplateSettings
from mailqueue.models.queued_mail import QueuedMail

__all__ = ["EmailTemplateSettings", "QueuedMail"]
