"""Password reset by an emailed link."""

import re
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from mailqueue.delivery import deliver_due_mail
from mailqueue.models import EmailTemplateSettings, QueuedMail
from tests.factories import PASSWORD, MemberFactory, UserFactory
from tests.html import assert_valid

pytestmark = pytest.mark.django_db
PASSWORD_RESET_URL = "/account/password/reset/"
NEW = "seven quiet otters dancing"


def ask(client: Client, email: str, **extra: Any) -> Any:
    return client.post(PASSWORD_RESET_URL, {"email": email}, **extra)


def link_in(message: Any) -> str:
    return re.search(r"http://testserver(/account/password/reset/key/\S+)", message.body)[1]


def choose(client: Client, link: str, password: str = NEW) -> Any:
    page = client.get(link, follow=True)
    form = page.request["PATH_INFO"]
    return client.post(form, {"password1": password, "password2": password})


def test_member_resets_password_and_is_logged_in(client):
    member = MemberFactory(email="member@example.org")
    assert ask(client, "Member@example.org").headers["Location"] == PASSWORD_RESET_URL + "done/"
    response = choose(client, link_in(mail.outbox[0]))
    assert response.headers["Location"] == "/members/"
    assert client.session["_auth_user_id"] == str(member.pk)
    member.refresh_from_db()
    assert member.check_password(NEW)


def test_reset_redirects_staff_to_admin(client):
    UserFactory(email="editor@example.org", groups=["Editors"])
    ask(client, "editor@example.org")
    assert choose(client, link_in(mail.outbox[0])).headers["Location"] == "/admin/"


@pytest.mark.database
def test_reset_link_works_once(client):
    MemberFactory(email="member@example.org")
    ask(client, "member@example.org")
    link = link_in(mail.outbox[0])
    choose(client, link)
    page = Client().get(link, follow=True).content.decode()
    assert "This link does not work." in page
    assert 'name="password1"' not in page


def test_get_request_does_not_use_up_link(client):
    MemberFactory(email="member@example.org")
    ask(client, "member@example.org")
    link = link_in(mail.outbox[0])
    assert Client().head(link).status_code == 302
    assert 'name="password1"' in client.get(link, follow=True).content.decode()


def test_reset_link_expires_after_three_days(client):
    MemberFactory(email="member@example.org")
    with time_machine.travel("2026-03-01 12:00", tick=False):
        ask(client, "member@example.org")
    assert "expires after 3 days." in mail.outbox[0].body
    link = link_in(mail.outbox[0])
    with time_machine.travel("2026-03-04 11:00", tick=False):
        assert client.get(link).status_code == 302
    with time_machine.travel("2026-03-04 13:00", tick=False):
        assert client.get(link).status_code == 200


def test_reset_link_of_inactive_account_is_refused(client):
    member = MemberFactory(email="member@example.org")
    ask(client, "member@example.org")
    link = link_in(mail.outbox[0])
    page = client.get(link, follow=True)
    member.is_active = False
    member.save()
    response = client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert "This link does not work." in response.content.decode()
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_made_up_reset_links_are_refused(client, subtests):
    for key in ("0-abc", "1-" + "a" * 3000, "zzzzzzzzzzzzz-x", "zzzzzzzzzzzzzzzz-x"):
        with subtests.test(key=key):
            response = client.get(f"{PASSWORD_RESET_URL}key/{key}/")
            assert response.status_code == 200
            assert "This link does not work." in response.content.decode()


def same(message: Any) -> str:
    return re.sub(r"key/\w+-[\w-]+/", "", message.body)


def test_responses_do_not_depend_on_account(client):
    MemberFactory(email="known@example.org")
    UserFactory(email="off@example.org", is_active=False)
    answers = [
        ask(client, f"{name}@example.org").headers["Location"]
        for name in ("known", "off", "no-one")
    ]
    assert len(set(answers)) == 1
    assert [message.to for message in mail.outbox] == [
        ["known@example.org"],
        ["off@example.org"],
        ["no-one@example.org"],
    ]
    assert len({same(message) for message in mail.outbox}) == 1
    assert len({message.subject for message in mail.outbox}) == 1


def test_links_do_not_depend_on_account(client):
    for number in range(3):
        MemberFactory(email=f"known{number}@example.org")
    names = [f"{kind}{number}@example.org" for kind in ("known", "no-one") for number in range(3)]
    for name in (*names, *names):
        ask(client, name)
    first, again = mail.outbox[:6], mail.outbox[6:]
    keys = [
        [link_in(message).split("/key/")[1].split("-") for message in group]
        for group in (first, again)
    ]
    # The user ID in the link: same format for all, distinct, and stable.
    assert {re.sub(r"[2-9B-Z]", "x", who) for who, *_ in keys[0]} == {"x" * 8}
    assert len({who for who, *_ in keys[0]}) == 6
    assert [who for who, *_ in keys[0]] == [who for who, *_ in keys[1]]
    assert {tuple(map(len, rest)) for _, *rest in keys[0]} == {tuple(map(len, keys[0][0][1:]))}


def test_link_for_unknown_email_opens_no_account(client):
    ask(client, "no-one@example.org")
    page = client.get(link_in(mail.outbox[0]), follow=True).content.decode()
    assert "only if there is an account" in page


@pytest.mark.database
def test_query_count_does_not_depend_on_account(client, django_assert_max_num_queries):
    MemberFactory(email="known@example.org")
    ask(client, "first@example.org")
    counts = []
    for address in ("known@example.org", "no-one@example.org"):
        with django_assert_max_num_queries(60) as queries:
            ask(client, address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_reset_email_does_not_reveal_purpose(client):
    MemberFactory(email="member@example.org")
    ask(client, "member@example.org")
    message = mail.outbox[0]
    html = message.alternatives[0].content
    for text in (message.subject, message.from_email, message.body, html):
        plain = re.sub(r"\S+@\S+|https?://\S+", "", text).lower()
        for term in ("mental", "health", "member", "in2gr8", "community", "forum"):
            assert term not in plain
    assert link_in(message) in html
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_reset_email_has_button_and_loads_no_resources(client):
    ask(client, "member@example.org")
    message = mail.outbox[0]
    html = message.alternatives[0].content
    address = f"http://testserver{link_in(message)}"
    assert_valid(html)
    assert re.search(rf'class="button" href="{address}"[^>]*>Continue</a>', html)
    assert f">{address}</a>" in html
    assert not re.search(r"<(?:img|link|script|iframe)\b|url\(|@import", html)
    assert 'name="color-scheme" content="light dark"' in html


def test_plain_text_is_wrapped_and_keeps_urls(client):
    email_texts = EmailTemplateSettings.load()
    email_texts.password_reset_text = (
        f"Hello,\r\n\r\n{'so many words ' * 20}\r\n\r\n\r\n{{link}}\r\nBye"
    )
    email_texts.save()
    ask(client, "member@example.org")
    first, *lines, bye = mail.outbox[0].body.splitlines()
    assert (first, bye) == ("Hello,", "Bye")
    assert all(len(line) <= 72 for line in lines if "http" not in line)
    assert lines[-1] == f"http://testserver{link_in(mail.outbox[0])}"


def test_link_within_sentence_is_clickable(client):
    email_texts = EmailTemplateSettings.load()
    email_texts.password_reset_text = "Please <b>go</b> to {link} soon."
    email_texts.save()
    ask(client, "member@example.org")
    html = mail.outbox[0].alternatives[0].content
    assert_valid(html)
    assert f'<a href="http://testserver{link_in(mail.outbox[0])}"' in html
    assert "&lt;b&gt;go&lt;/b&gt;" in html
    assert 'class="button"' not in html


def test_reset_link_ignores_host_header(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    MemberFactory(email="member@example.org")
    ask(client, "member@example.org", headers={"host": "elsewhere.example"})
    ask(client, "member@example.org", headers={"x-forwarded-host": "elsewhere.example"})
    for message in mail.outbox:
        assert "elsewhere.example" not in message.body + message.alternatives[0].content
        assert "http://testserver/account/" in message.body


@pytest.mark.database
def test_reset_emails_are_limited_to_three_a_day(client):
    for address in ("known@example.org", "no-one@example.org"):
        statuses = [ask(client, address).status_code for _ in range(4)]
        assert statuses == [302, 302, 302, 429]
    assert len(mail.outbox) == 6


def test_failing_mail_server_keeps_email_queued(client, settings):
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    settings.MAIL_DELIVERY_BACKEND = "tests.users.failing_email_backends.DisconnectingBackend"
    MemberFactory(email="known@example.org")
    addresses = ["known@example.org", "no-one@example.org"]
    answers = [ask(client, address).headers["Location"] for address in addresses]
    assert answers == [f"{PASSWORD_RESET_URL}done/", f"{PASSWORD_RESET_URL}done/"]
    assert deliver_due_mail() == 0
    assert [mail.recipient for mail in QueuedMail.objects.waiting()] == addresses


def test_failing_queue_returns_503(client, settings):
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    client.raise_request_exception = False
    assert ask(client, "known@example.org").status_code == 503


@pytest.mark.database
def test_malformed_emails_show_errors(client, subtests):
    for odd in ("", "no address", "a\x00@example.org", "a@b\nBcc: c@d.example"):
        with subtests.test(odd=odd):
            assert 'role="alert"' in ask(client, odd).content.decode()
            assert not mail.outbox


def test_weak_passwords_are_refused_with_reason(client, subtests):
    MemberFactory(email="member@example.org")
    ask(client, "member@example.org")
    cases = [
        ("short", "12 characters"),
        ("123456789012", "numeric"),
        ("password1234", "too common"),
    ]
    for password, term in cases:
        with subtests.test(password=password, term=term):
            page = choose(client, link_in(mail.outbox[0]), password).content.decode()
            assert term in page
            assert 'role="alert"' in page


def test_reset_email_uses_editable_text(client):
    email_texts = EmailTemplateSettings.load()
    email_texts.password_reset_subject, email_texts.password_reset_text = (
        "A link\nfor you",
        "Go {here}: {link}",
    )
    email_texts.save()
    ask(client, "member@example.org")
    assert mail.outbox[0].subject == "A link for you"
    assert mail.outbox[0].body.split()[:2] == ["Go", "{here}:"]
    assert mail.outbox[0].body.split()[2].startswith("http://testserver/account/")


def test_invalid_placeholders_in_text_are_refused(subtests):
    for text in ("no way on", "{link} {name}", "{link.__class__}", "{link} {}"):
        for field in ("password_reset_text", "invitation_text"):
            with subtests.test(text=text, field=field):
                email_texts = EmailTemplateSettings(**{field: text})
                with pytest.raises(ValidationError) as refused:
                    email_texts.full_clean()
                assert set(refused.value.message_dict) == {field}


def test_default_texts_are_valid():
    EmailTemplateSettings().full_clean()
    assert EmailTemplateSettings().password_reset_subject
