"""Which pages, images and documents an editor may link to or use."""

from typing import Any

from django.db.models import F
from wagtail.permission_policies.pages import PagePermissionPolicy

from core.visibility.querysets import HOME_DEPTH, VisiblePageQuerySet, get_pages


def get_explorable_pages(user: Any) -> VisiblePageQuerySet:
    """Pages that *user* can edit, and their ancestors. Empty for users who can edit no page."""
    own = PagePermissionPolicy().explorable_instances(user)
    return get_pages().filter(pk__in=own.order_by().values("pk"))


def get_linkable_pages(user: Any) -> VisiblePageQuerySet:
    """Pages that *user* can link to: those that they can explore or view.

    Pages whose draft has another title are left out, since the admin shows the draft's title.
    """
    return get_explorable_pages(user) | get_pages().visible_to(user).filter(draft_title=F("title"))


def can_edit_pages(user: Any) -> bool:
    """Whether *user* can add or change any page."""
    return PagePermissionPolicy().user_has_any_permission(user, {"add", "change"})


def can_edit_all_pages(user: Any) -> bool:
    """Whether *user* can change every page of the site."""
    theirs = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    others = get_pages().filter(depth=HOME_DEPTH).exclude(pk__in=theirs.order_by().values("pk"))
    return not others.exists()


def can_choose_image(user: Any, image: Any) -> bool:
    """Whether *user* can change or choose *image*."""
    from wagtail.images.permissions import permission_policy  # calls get_image_model()

    return _can_choose(user, image, permission_policy)


def can_choose_document(user: Any, document: Any) -> bool:
    """Whether *user* can change or choose *document*."""
    from wagtail.documents.permissions import permission_policy  # calls get_document_model()

    return _can_choose(user, document, permission_policy)


def has_any_image_permission(user: Any) -> bool:
    """Whether *user* has a permission for the images of any collection."""
    from wagtail.images.permissions import permission_policy  # calls get_image_model()

    return permission_policy.user_has_any_permission(user, ["add", "change", "choose"])


def has_any_document_permission(user: Any) -> bool:
    """Whether *user* has a permission for the documents of any collection."""
    from wagtail.documents.permissions import permission_policy  # calls get_document_model()

    return permission_policy.user_has_any_permission(user, ["add", "change", "choose"])


def has_any_model_permission(user: Any, model: Any) -> bool:
    """Whether *user* can add, change or view objects of *model*."""
    app, name = model._meta.app_label, model._meta.model_name
    return any(user.has_perm(f"{app}.{action}_{name}") for action in ("add", "change", "view"))


def _can_choose(user: Any, obj: Any, policy: Any) -> bool:
    return policy.user_has_any_permission_for_instance(user, ["change", "choose"], obj)
