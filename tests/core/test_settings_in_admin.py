"""Settings, helplines, menus and categories that editors change in the admin."""

import datetime

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import (
    ContentNote,
    Helpline,
    NavigationSettings,
    OrganisationSettings,
    Profession,
    SiteTextSettings,
    Topic,
)
from home.models import StandardPage
from tests.factories import publish

pytestmark = pytest.mark.django_db
LINE = {
    "name": "A voice at night",
    "number": "0800 1",
    "url": "tel:08001",
    "hours": "",
    "nation": "Wales",
    "text": "",
    "in_footer": "on",
    "review_by": "2030-01-01",
}


@pytest.fixture
def client(client, editor, home):
    client.force_login(editor)
    return client


def test_editor_adds_snippets(client, subtests):
    cases = [
        ("/admin/snippets/core/helpline/add/", LINE, Helpline),
        (
            "/admin/snippets/core/contentnote/add/",
            {"name": "a stay in hospital", "explanation": "On a ward."},
            ContentNote,
        ),
        ("/admin/topic/new/", {"name": "Shift work", "slug": "shift-work"}, Topic),
        ("/admin/profession/new/", {"name": "Nurse", "slug": "nurse"}, Profession),
    ]
    for address, form, model in cases:
        with subtests.test(address=address, form=form):
            assert client.post(address, form).status_code == 302
            assert model.objects.count() == 1
            listing = client.get(address.replace("add/", "").replace("new/", "")).content.decode()
            assert next(iter(form.values())) in listing


@pytest.mark.database
def test_snippets_can_be_searched(client, subtests):
    for model in (Topic, Profession, ContentNote, Helpline):
        with subtests.test(model=model):
            fields = {
                Helpline: {"name": "Night line", "number": "1", "review_by": "2030-01-01"},
                ContentNote: {"name": "Night"},
            }.get(model, {"name": "Night", "slug": "night"})
            model.objects.create(**fields)
            place = f"snippets/core/{model._meta.model_name}"
            place = model._meta.model_name if model in {Topic, Profession} else place
            assert "Night" in client.get(f"/admin/{place}/?q=night").content.decode()
            assert "Night" not in client.get(f"/admin/{place}/results/?q=daylight").content.decode()


def test_invalid_helpline_is_refused(client, subtests):
    for form in ({"review_by": ""}, {"number": ""}, {"url": "javascript:alert(1)"}):
        with subtests.test(form=form):
            response = client.post("/admin/snippets/core/helpline/add/", LINE | form)
            assert response.status_code == 200
            assert not Helpline.objects.exists()


def test_helpline_is_due_for_review():
    today = datetime.date(2026, 5, 1)
    due = [Helpline(review_by=today + datetime.timedelta(days=days)) for days in (-1, 0, 1)]
    assert [line.is_due_for_review(today) for line in due] == [True, True, False]


@pytest.mark.database
def test_helplines_are_sorted():
    for name, order in [("b", 1), ("a", 1), ("c", 0)]:
        Helpline.objects.create(name=name, number="1", sort_order=order, review_by="2030-01-01")
    assert [line.name for line in Helpline.objects.all()] == ["c", "a", "b"]


def test_helpline_can_be_hidden_from_footer(client, home):
    line = {"number": "0800 2", "review_by": "2030-01-01"}
    Helpline.objects.create(name="Only there", in_footer=False, **line)
    publish(home, StandardPage, title="Help", slug="help", show_helplines=True)
    publish(home, StandardPage, title="Other", slug="other")
    assert "Only there" in client.get("/help/").content.decode()
    assert "Only there" not in client.get("/other/").content.decode()


def settings_address(model):
    return f"/admin/settings/core/{model._meta.model_name}/{model.load().pk}/"


def test_editor_sets_menu(client, home, visit):
    about = publish(home, StandardPage, title="About", slug="about")
    page = Page.objects.get(pk=about.pk)
    below = {"label": "Further in", "page": page.pk, "url": ""}
    item = {
        "label": "Who we are",
        "page": page.pk,
        "url": "",
        "children-count": "1",
        "children-0-deleted": "",
        "children-0-order": "0",
        "children-0-type": "item",
    }
    item |= {f"children-0-value-{name}": value for name, value in below.items()}
    form = nested_form_data(
        {"main_menu": streamfield([("item", item)]), "footer_columns": streamfield([])}
    )
    form |= {"privacy_promise": "No cookies.", "urgent_help_page": about.pk}
    form |= {"join_page": "", "privacy_page": "", "contact_page": ""}
    response = client.post(settings_address(NavigationSettings), form)
    assert response.status_code == 302
    page = visit(None).get("/").content.decode()
    for text in (
        "Who we are",
        "Further in",
        "No cookies.",
        'class="urgent-help-link" href="/about/"',
    ):
        assert text in page
    assert NavigationSettings.load().urgent_help_page_id == about.pk


def test_menu_refuses_script_urls(client):
    item = {"label": "x", "page": "", "url": "javascript:alert(1)", "children-count": "0"}
    form = nested_form_data(
        {"main_menu": streamfield([("item", item)]), "footer_columns": streamfield([])}
    )
    response = client.post(settings_address(NavigationSettings), form)
    assert response.status_code == 200
    assert not NavigationSettings.load().main_menu


def fields_of(model):
    return {
        field.name: getattr(model.load(), field.name) or ""
        for field in model._meta.local_fields
        if field.name != "id"
    }


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (OrganisationSettings, {"strapline": "Chosen by an editor"}),
        (SiteTextSettings, {"not_found_heading": "Chosen by an editor"}),
    ],
)
def test_editor_saves_settings(client, visit, model, changed):
    address = settings_address(model)
    assert client.get(address).status_code == 200
    assert client.post(address, fields_of(model) | changed).status_code == 302
    page = visit(None).get("/nothing/").content.decode()
    assert "Chosen by an editor" in page
