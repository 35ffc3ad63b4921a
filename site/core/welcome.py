"""The dashboard of the admin: what people come for, as far as they may do it.

Each subject offers its task through the hook ``construct_welcome_tasks``, called with the request:
it answers a Task, or None where that person may not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.editor_permissions import can_edit_all_pages

TASKS_HOOK = "construct_welcome_tasks"


@dataclass(frozen=True)
class Task:
    """Something to do, and the page of the admin where it is done. *order*: lowest first."""

    title: str
    text: str
    icon: str
    address: str
    order: int
    also_title: str = ""
    also_address: str = ""


class WelcomePanel(Component):
    """The tasks as links. Whoever may do nothing else can look after their own account."""

    name = "welcome"
    template_name = "core/welcome.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        return {"tasks": tasks_for(request) or [own_account()]}


def own_account() -> Task:
    return Task(
        title="Look after your account",
        text="Your password, and the name that others see here.",
        icon="user",
        address=reverse("wagtailadmin_account"),
        order=900,
    )


def tasks_for(request: HttpRequest) -> list[Task]:
    """What the person asking may do, in order."""
    offered = (offer(request) for offer in hooks.get_hooks(TASKS_HOOK))
    return sorted((task for task in offered if task), key=lambda task: task.order)


def task_of_adding(model: type[Page], request: HttpRequest, **task: Any) -> Task | None:
    """The *task* (see Task) of writing a page of *model*, where the person asking may."""
    address = address_for_adding(model, request)
    if not can_edit_all_pages(request.user):
        # The lists of all pages are not theirs.
        task |= {"also_title": "", "also_address": ""}
    return Task(address=address, **task) if address else None


def address_for_adding(model: type[Page], request: HttpRequest) -> str:
    """Where a new page of *model* is written; empty where there is no place, or no right, to."""
    for parent_model in model.allowed_parent_page_models():
        for parent in parent_model._default_manager.all():
            if parent.permissions_for_user(request.user).can_add_subpage():
                meta = model._meta
                place = [meta.app_label, meta.model_name, parent.pk]
                return reverse("wagtailadmin_pages:add", args=place)
    return ""
