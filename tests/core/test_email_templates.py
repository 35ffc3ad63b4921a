"""Settings > E-mails: the editors' words, what may stand in them, and how they will look."""

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
    """Gives the organisation a name."""

    def call_it(name):
        OrganisationSettings.objects.update_or_create(defaults={"name": name})

    return call_it


def address():
    return f"/admin/settings/mailqueue/emailtemplatesettings/{EmailTemplateSettings.load().pk}/"


def words(**changed):
    """The form as it stands, with what somebody *changed*."""
    return model_to_dict(EmailTemplateSettings.load(), exclude=["id"]) | changed


def preview(client, mode, **changed):
    """What the panel shows of *mode* after somebody has *changed* words, without saving."""
    answer = client.post(f"{address()}preview/", words(**changed)).json()
    assert answer["is_available"], answer
    return client.get(f"{address()}preview/?mode={mode}&in_preview_panel=true").content.decode()


def objections(**changed):
    """What is said against these words, field by field."""
    try:
        EmailTemplateSettings(**changed).full_clean()
    except ValidationError as refused:
        return refused.message_dict
    return {}


def refusal(**changed):
    with pytest.raises(ValidationError) as refused:
        EmailTemplateSettings(**changed).full_clean()
    assert set(refused.value.message_dict) == set(changed)
    return " ".join(refused.value.messages)


def test_the_words_that_we_start_with_may_be_saved_as_they_are(client):
    assert client.post(address(), words()).status_code == 302
    EmailTemplateSettings.load().full_clean()


def test_an_editor_changes_the_words(client):
    changed = words(
        sender_name="Elm", password_reset_subject="Here it is", password_reset_text="Please: {link}"
    )
    assert client.post(address(), changed).status_code == 302
    letter = EmailTemplateSettings.load().render("password_reset", link="/x/")
    assert (letter.sender, letter.subject) == ("Elm <no-reply@example.org>", "Here it is")
    assert letter.plain_text.strip() == "Please: http://testserver/x/"


def test_what_is_refused_is_said_beside_the_field_and_not_saved(client):
    page = client.post(address(), words(password_reset_subject="Your therapy")).content.decode()
    assert "“therapy” tells whoever sees the screen" in page
    assert EmailTemplateSettings.load().password_reset_subject == "Your link"


def test_each_mail_is_previewed_without_a_script_and_without_asking_anybody(client, subtests):
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


def test_there_is_a_preview_of_each_mail_as_html_and_as_plain_text():
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


def test_the_panel_is_offered_beside_the_form(client):
    page = client.get(address()).content.decode()
    assert loaded_from(page) == set()
    assert 'data-side-panel="preview"' in page
    assert all(f'value="{mode}"' in page for mode in MODES)


def test_the_dashboard_leads_editors_there_and_nobody_else(client, visit):
    assert "Change the mails" in client.get("/admin/").content.decode()
    assert (
        client.get("/admin/settings/mailqueue/emailtemplatesettings/").headers["Location"]
        == address()
    )
    for group in ("Moderators", "Membership team"):
        page = visit(UserFactory(groups=[group])).get("/admin/").content.decode()
        assert "What would you like to do?" in page
        assert "Change the mails" not in page


def test_a_preview_shows_words_that_are_not_saved(client):
    changed = {"password_reset_text": "Dear reader,\n\n{link}", "sender_name": 'Élan "x"'}
    for mode in ("password_reset", "plain-password_reset"):
        page = preview(client, mode, **changed)
        assert "Dear reader," in page
        assert "From: &quot;Élan \\&quot;x\\&quot;&quot; &lt;no-reply@example.org&gt;" in page
    assert EmailTemplateSettings.load().password_reset_text != changed["password_reset_text"]


def test_html_in_the_words_is_shown_as_it_was_typed(client):
    for mode in ("password_reset", "plain-password_reset"):
        page = preview(client, mode, password_reset_text="<script>alert(1)</script> {link}")
        assert "&lt;script&gt;alert(1)" in page


def test_a_form_that_is_half_empty_has_a_preview(client, subtests):
    for mode in MODES:
        with subtests.test(mode=mode):
            emptied = dict.fromkeys(words(), "")
            assert "From: no-reply@example.org" in preview(client, mode, **emptied)


def test_while_words_cannot_be_filled_in_the_preview_keeps_what_it_showed(client, subtests):
    for text in ("Hello {lin", "Hello {nobody} {link}", "Hello"):
        with subtests.test(text=text):
            assert "Still here" in preview(
                client, "password_reset", password_reset_text="Still here: {link}"
            )
            assert "Still here" in preview(client, "password_reset", password_reset_text=text)


def test_the_link_of_a_preview_leaves_the_preview_where_it_is(client):
    assert '<base target="_blank">' in preview(client, "password_reset")
    assert "<base" not in EmailTemplateSettings().render("password_reset", link="/x/").html


def test_words_that_would_go_out_unfilled_are_refused_with_a_reason(subtests):
    texts = [
        ("Hello", "{link} is missing: these words are of no use without it."),
        ("{name} {link}", "{name} means nothing here. You can use: {site}, {link}, {days}."),
        ("{ link }", "{ link } means nothing here."),
        ("{link} {}", "{} means nothing here."),
        ("{link.__class__}", "{link.__class__} means nothing here."),
        ("Hello {lin", "There is a brace too many, or one is missing. You can use: {site}"),
        ("{link}}", "There is a brace too many"),
        ("{{link}}", "There is a brace too many"),
    ]
    for name in ("invitation", "password_reset"):
        for text, reason in texts:
            with subtests.test(name=name, text=text):
                assert reason in refusal(**{f"{name}_text": text})


def test_nothing_is_filled_in_where_a_list_of_mails_shows_it(subtests):
    for field in ("sender_name", "invitation_subject", "password_reset_subject"):
        with subtests.test(field=field):
            assert "means nothing here. Leave the braces out." in refusal(**{field: "Hello {link}"})


def test_a_word_that_tells_what_this_is_about_is_refused(subtests):
    cases = (
        "Mental health;MEMBER;membership;application;apply;in2gr8;psychology;psychiatrist;illness;"
        "ill;recovery;therapy;psychotherapist;counselling;counseling;unhealthy;healthcare;well-being;"
        "wellbeing;self-harm;self harm;lived experience;non-member;clinic_news;NHS".split(";")
    )
    for telling in cases:
        with subtests.test(telling=telling):
            for field in ("sender_name", "password_reset_subject", "invitation_subject"):
                assert "Please find other words." in refusal(**{field: f"About: {telling}!"})


def test_the_refusal_names_the_word():
    assert "“Membership” tells whoever sees the screen" in refusal(
        password_reset_subject="Membership, 2"
    )


def test_ordinary_words_are_not_refused(subtests):
    cases = (
        "apple;appliance;illustrated;will;bill;I'll;remember;still;patience;Please be patient;"
        "clinch;mentioned;fundamental;environment;recover your link;disabled;reply;supply;"
        "stealth;council;psst;Your link;Ärztin;All is well, being here".split(";")
    )
    for ordinary in cases:
        with subtests.test(ordinary=ordinary):
            assert (
                objections(sender_name=ordinary, password_reset_subject=f"A note: {ordinary}.")
                == {}
            )


def test_our_own_name_is_refused_however_it_is_written(organisation, subtests):
    for written in ("The Elm Circle", "the elm-circle", "TheElmCircle"):
        with subtests.test(written=written):
            organisation("The Elm Circle")
            assert "tells whoever sees" in refusal(sender_name=f"From {written}")


def test_parts_of_our_name_and_odd_names_forbid_nothing_else(organisation):
    for name in ("The Elm Circle", "", "(*+", "Elm ["):
        organisation(name)
        assert objections(sender_name="Elms in a circle (*+ [") == {}
