"""Views of SuperuserViewSet refuse others by themselves, without the middleware of the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from mailqueue.models import QueuedMail
from mailqueue.viewset import QueuedMailViewSet
from privacy.access_log.viewset import AccessLogViewSet
from superusers.viewsets import SuperuserPermissionPolicy
from tests.factories import SuperuserFactory, UserFactory
from tests.mailqueue.queued_emails import make_failed_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    """A member of staff with every permission of emails."""
    user = UserFactory(is_staff=True, groups=["Editors"])
    user.user_permissions.set(Permission.objects.filter(content_type__model="queuedmail"))
    return user


def test_views_refuse_staff(editor):
    mail = make_failed_mail()
    queue, log = QueuedMailViewSet(), AccessLogViewSet()
    patterns = [*queue.get_urlpatterns(), *log.get_urlpatterns()]
    assert len(patterns) == 7
    for method in ("get", "post"):
        request = getattr(RequestFactory(), method)("/")
        request.user = editor
        for url in patterns:
            with pytest.raises(PermissionDenied):
                url.callback(request, **dict.fromkeys(url.pattern.converters, mail.pk))
    assert QueuedMail.objects.failed().count() == 1


def test_policy_allows_only_listed_actions_to_active_superusers(editor):
    policy = SuperuserPermissionPolicy(QueuedMail, ("view", "delete"))
    superuser, inactive = SuperuserFactory(), SuperuserFactory(is_active=False)
    for user in (editor, inactive):
        assert not policy.user_has_any_permission(user, {"view", "add", "change", "delete"})
    assert policy.user_has_permission(superuser, "delete")
    assert not policy.user_has_permission(superuser, "change")
    assert list(policy.users_with_permission("view")) == [superuser]
    assert list(policy.users_with_permission("change")) == []
