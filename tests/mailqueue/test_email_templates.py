"""Email template settings: validation, previews and access."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.forms import model_to_dict

from core.models import OrganisationSettings
from mailqueue.models import EmailTemplateSettings
from tests.factories import UserFactory
from tests.html import assert_valid, loaded_from

pytestmark = pytest.mark.django_db
MODES = [mode for mode, _ in EmailTemplateSettings().preview_modes]


@pytest.fixture
def client(client, editor, home):
    client.force_login(editor)
    return client


@pytest.fixture
def organisation():
    """Sets the organisation's name."""

    def set_name(name):
        OrganisationSettings.objects.update_or_create(defaults={"name": name})

    return set_name


def form_url():
    return f"/admin/settings/mailqueue/emailtemplatesettings/{EmailTemplateSettings.load().pk}/"


def form_data(**changed):
    """The data of the form, with *changed* values."""
    return model_to_dict(EmailTemplateSettings.load(), exclude=["id"]) | changed


def preview(client, mode, **changed):
    """The preview of *mode* with unsaved *changed* values."""
    answer = client.post(f"{form_url()}preview/", form_data(**changed)).json()
    assert answer["is_available"], answer
    return client.get(f"{form_url()}preview/?mode={mode}&in_preview_panel=true").content.decode()


def get_error_dict(**changed):
    """Validation errors by field."""
    try:
        EmailTemplateSettings(**changed).full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return {}


def get_errors(**changed):
    with pytest.raises(ValidationError) as refused:
        EmailTemplateSettings(**changed).full_clean()
    assert set(refused.value.message_dict) == set(changed)
    return " ".join(refused.value.messages)


def test_default_templates_are_valid(client):
    assert client.post(form_url(), form_data()).status_code == 302
    EmailTemplateSettings.load().full_clean()


def test_editor_can_change_template(client):
    changed = form_data(
        sender_name="Elm", password_reset_subject="Here it is", password_reset_text="Please: {link}"
    )
    assert client.post(form_url(), changed).status_code == 302
    email = EmailTemplateSettings.load().render("password_reset", link="/x/")
    assert (email.sender, email.subject) == ("Elm <no-reply@example.org>", "Here it is")
    assert email.plain_text.strip() == "Please: http://testserver/x/"


def test_form_shows_validation_error_and_saves_nothing(client):
    page = client.post(
        form_url(), form_data(password_reset_subject="Your therapy")
    ).content.decode()
    assert "“therapy” could tell other people" in page
    assert EmailTemplateSettings.load().password_reset_subject == "Choose a new password"


def test_previews_load_no_scripts_or_resources(client, subtests):
    for mode in MODES:
        with subtests.test(mode=mode):
            page = preview(client, mode)
            assert_valid(page)
            assert loaded_from(page) == set()
            assert not re.search(
                r"<(?:script|img|link|iframe|form|object)\b|url\(|@import|\son\w+=", page
            )
            assert "no-reply@example.org" in page
            name = mode.removeprefix("plain-")
            for placeholder, (_, sample) in EmailTemplateSettings.TEMPLATES[
                name
            ].placeholders.items():
                assert (
                    f"http://testserver{sample}" in page
                    if placeholder == "link"
                    else sample in page
                )


def test_every_template_has_html_and_plain_text_preview():
    names = (
        "application_link",
        "application_waiting",
        "team_joined",
        "team_changed",
        "application_update",
        "membership_update",
        "invitation",
        "password_reset",
        "login_change",
        "email_change_old",
        "email_change_new",
        "account_recovery",
    )
    assert [mode for name in names for mode in (name, f"plain-{name}")] == MODES


def test_form_offers_preview_panel(client):
    page = client.get(form_url()).content.decode()
    assert loaded_from(page) == set()
    assert 'data-side-panel="preview"' in page
    assert all(f'value="{mode}"' in page for mode in MODES)


def test_dashboard_links_only_editors_to_templates(client, visit):
    assert "Edit email templates" in client.get("/admin/").content.decode()
    assert (
        client.get("/admin/settings/mailqueue/emailtemplatesettings/").headers["Location"]
        == form_url()
    )
    for group in ("Moderators", "Membership team"):
        page = visit(UserFactory(groups=[group])).get("/admin/").content.decode()
        assert "What would you like to do?" in page
        assert "Edit email templates" not in page


def test_preview_shows_unsaved_text(client):
    changed = {"password_reset_text": "Dear reader,\n\n{link}", "sender_name": 'Élan "x"'}
    for mode in ("password_reset", "plain-password_reset"):
        page = preview(client, mode, **changed)
        assert "Dear reader," in page
        assert "From: &quot;Élan \\&quot;x\\&quot;&quot; &lt;no-reply@example.org&gt;" in page
    assert EmailTemplateSettings.load().password_reset_text != changed["password_reset_text"]


def test_preview_escapes_html(client):
    for mode in ("password_reset", "plain-password_reset"):
        page = preview(client, mode, password_reset_text="<script>alert(1)</script> {link}")
        assert "&lt;script&gt;alert(1)" in page


def test_preview_works_with_empty_fields(client, subtests):
    for mode in MODES:
        with subtests.test(mode=mode):
            emptied = dict.fromkeys(form_data(), "")
            assert "From: no-reply@example.org" in preview(client, mode, **emptied)


def test_preview_stays_unchanged_while_placeholders_are_invalid(client, subtests):
    for text in ("Hello {lin", "Hello {nobody} {link}", "Hello"):
        with subtests.test(text=text):
            assert "Still here" in preview(
                client, "password_reset", password_reset_text="Still here: {link}"
            )
            assert "Still here" in preview(client, "password_reset", password_reset_text=text)


def test_preview_link_opens_new_window(client):
    assert '<base target="_blank">' in preview(client, "password_reset")
    assert "<base" not in EmailTemplateSettings().render("password_reset", link="/x/").html


def test_invalid_placeholders_are_rejected(subtests):
    texts = [
        ("Hello", "Add {link}. The text does not work without it."),
        ("{name} {link}", "{name} cannot be used here. You can use {site}, {link}, {days}."),
        ("{ link }", "{ link } cannot be used here."),
        ("{link} {}", "{} cannot be used here."),
        ("{link.__class__}", "{link.__class__} cannot be used here."),
        ("Hello {lin", "A brace is missing, or there is one too many. You can use {site}"),
        ("{link}}", "A brace is missing, or there is one too many"),
        ("{{link}}", "A brace is missing, or there is one too many"),
    ]
    for name in ("invitation", "password_reset"):
        for text, reason in texts:
            with subtests.test(name=name, text=text):
                assert reason in get_errors(**{f"{name}_text": text})


def test_subject_and_sender_allow_no_placeholders(subtests):
    for field in ("sender_name", "invitation_subject", "password_reset_subject"):
        with subtests.test(field=field):
            assert "cannot be used here. Remove the braces." in get_errors(
                **{field: "Hello {link}"}
            )


def test_sensitive_terms_are_rejected(subtests):
    cases = (
        "Mental health;MEMBER;membership;application;apply;in2gr8;psychology;psychiatrist;illness;"
        "ill;recovery;therapy;psychotherapist;counselling;counseling;unhealthy;healthcare;well-being;"
        "wellbeing;self-harm;self harm;lived experience;non-member;clinic_news;NHS".split(";")
    )
    for telling in cases:
        with subtests.test(telling=telling):
            for field in ("sender_name", "password_reset_subject", "invitation_subject"):
                assert "Use a different word." in get_errors(**{field: f"About: {telling}!"})


def test_rejection_names_sensitive_term():
    assert "“Membership” could tell other people" in get_errors(
        password_reset_subject="Membership, 2"
    )


def test_ordinary_terms_are_allowed(subtests):
    cases = (
        "apple;appliance;illustrated;will;bill;I'll;remember;still;patience;Please be patient;"
        "clinch;mentioned;fundamental;environment;recover your link;disabled;reply;supply;"
        "stealth;council;psst;Your link;Ärztin;All is well, being here".split(";")
    )
    for ordinary in cases:
        with subtests.test(ordinary=ordinary):
            assert (
                get_error_dict(sender_name=ordinary, password_reset_subject=f"A note: {ordinary}.")
                == {}
            )


def test_organisation_name_is_rejected_in_any_spelling(organisation, subtests):
    for written in ("The Elm Circle", "the elm-circle", "TheElmCircle"):
        with subtests.test(written=written):
            organisation("The Elm Circle")
            assert "could tell other people" in get_errors(sender_name=f"From {written}")


def test_parts_of_organisation_name_are_allowed(organisation):
    for name in ("The Elm Circle", "", "(*+", "Elm ["):
        organisation(name)
        assert get_error_dict(sender_name="Elms in a circle (*+ [") == {}
