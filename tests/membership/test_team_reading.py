"""The detail page of an application: all answers unchanged; sensitive ones only on request."""

import html5lib
import pytest
import time_machine
from cryptography.fernet import Fernet
from django.utils import timezone

from encryption import EncryptedValue
from formats.dates import format_local_datetime
from membership.models import Application
from privacy.models import AccessLog
from tests.factories import ApplicationFactory, ConsentTextFactory, answer
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.hostile_strings import HOSTILE_STRINGS
from tests.membership.team import LIST, get_access_log, get_inspect_url, read

pytestmark = pytest.mark.django_db
BUTTON = "Show sensitive answers"
PURPOSE = "Some rooms are for people who have."
SENSITIVE = answer("Have you been an inpatient?", "Twice, a zebra", sensitive=True, purpose=PURPOSE)


def waiting(*answers, **fields):
    return ApplicationFactory(waiting=True, answers=list(answers), **fields)


def texts_of(page):
    """The answers, as a browser parses them from the page."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    written = document.iterfind('.//*[@class="verbatim"]')
    return ["".join(element.itertext()) for element in written]


def reveal(browser, application):
    response = browser.post(get_inspect_url(application))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_detail_shows_all_answers(team):
    consent = ConsentTextFactory(version=7)
    application = waiting(
        answer("What would you like to find?", "People", purpose="So that we can help."),
        answer("Which would you come to?", ["Meetings online", "Writing"]),
        name="Heron",
        email="heron@example.org",
        eligibility="I have been unwell.",
        consent=consent,
    )
    page = read(team, get_inspect_url(application))
    assert_valid(team.get(get_inspect_url(application)).content.decode())
    assert_one_first_heading(page)
    for expected in (
        *(application.reference, "Waiting", "Nursing", "Qualified", "Heron", "heron@example.org"),
        *("I have been unwell.", "What would you like to find?", "Why we ask:"),
        *("So that we can help.", f", to {consent}", "version 7, used from", consent.text),
        '<li class="verbatim" dir="auto">Meetings online</li>',
        format_local_datetime(application.confirmed_at),
    ):
        assert expected in page, expected


def test_detail_shows_purge_date(team):
    assert "To be deleted on" not in read(team, get_inspect_url(waiting()))
    declined = waiting(state="declined", purge_on=timezone.localdate())
    assert "To be deleted on" in read(team, get_inspect_url(declined))


def test_detail_marks_unanswered_questions(team, subtests):
    for shown_text in ("", [], " \n", [""]):
        with subtests.test(shown_text=shown_text):
            page = read(
                team, get_inspect_url(waiting(answer("Anything else?", shown_text), name=""))
            )
            assert "Not answered." in page
            assert "Not given." in page


def test_detail_works_without_questions(team):
    assert "The form had no questions." in read(team, get_inspect_url(waiting()))


def test_detail_preserves_white_space(team):
    shown_text = "One\r\n\r\n  two  three\n\tfour"
    page = team.get(get_inspect_url(waiting(answer("Why?", shown_text)))).content.decode()
    assert texts_of(page)[-1] == shown_text.replace("\r\n", "\n")


def carried(text):
    """*text* as HTML can contain it: normalised line endings, without NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def test_detail_shows_hostile_answers_verbatim(team):
    shown_text = [string for string in HOSTILE_STRINGS if string.strip()]
    replies = [answer("What?", string) for string in shown_text]
    person = {"name": shown_text[50], "email": shown_text[60], "eligibility": shown_text[70]}
    application = waiting(*replies, answer("Which?", shown_text), **person)
    page = team.get(get_inspect_url(application)).content.decode()
    assert texts_of(page) == [
        carried(text) for text in (*person.values(), *shown_text, *shown_text)
    ]


def test_detail_shows_hostile_questions_verbatim(team):
    replies = [answer(string, "x", purpose=string) for string in HOSTILE_STRINGS if "<" in string]
    page = team.get(get_inspect_url(waiting(*replies))).content.decode()
    document = html5lib.parse(page, namespaceHTMLElements=False)
    for path in (".//article/h3", ".//article/p[@class='answer-note']/bdi"):
        shown = ["".join(element.itertext()) for element in document.iterfind(path)]
        assert shown == [carried(reply["question"]) for reply in replies]
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_detail_replaces_lone_surrogates(team):
    page = team.get(get_inspect_url(waiting(answer("a\ud800b", "c\udfffd")))).content.decode()
    assert texts_of(page)[-1] == "c\ufffdd"


# --- Sensitive answers --------------------------------------------------------------------------


def test_detail_withholds_sensitive_answers(team):
    application = waiting(answer("Why?", "An otter"), SENSITIVE)
    page = read(team, get_inspect_url(application))
    assert "otter" in page
    assert "zebra" not in page
    for expected in (SENSITIVE["question"], PURPOSE, BUTTON, "1 sensitive answer is hidden."):
        assert expected in page


def test_post_reveals_sensitive_answers(team):
    application = waiting(answer("Why?", "An otter"), SENSITIVE)
    page = reveal(team, application)
    assert "zebra" in page
    assert "otter" in page
    assert BUTTON not in page
    # Later requests do not show them.
    assert "zebra" not in read(team, get_inspect_url(application))


def test_get_never_reveals_sensitive_answers(team, subtests):
    for query in ("?reveal=1", "?step=reveal", "?is_revealed=True"):
        with subtests.test(query=query):
            assert "zebra" not in read(team, get_inspect_url(waiting(SENSITIVE)) + query)


def test_reveal_button_needs_sensitive_answers(team):
    assert BUTTON not in read(team, get_inspect_url(waiting(answer("Why?", "An otter"))))


def test_opening_and_revealing_are_logged(team, colleague):
    application = waiting(SENSITIVE)
    read(team, get_inspect_url(application))
    reveal(team, application)
    reference = application.reference
    assert get_access_log() == [("opened", reference), ("revealed", reference)]
    assert set(AccessLog.objects.values_list("user", flat=True)) == {colleague.pk}


# --- Withdrawn, unconfirmed, unreadable ---------------------------------------------------------


@pytest.mark.parametrize("ask", ["get", "post"])
def test_withdrawn_application_redirects_with_message(team, ask):
    application = waiting(SENSITIVE)
    read(team, get_inspect_url(application))
    path = get_inspect_url(application)
    application.delete()
    response = getattr(team, ask)(path, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    page = response.content.decode()
    assert "This application is no longer available." in page
    assert get_access_log()[1:] == [("listed", "")]


@pytest.mark.parametrize("ask", ["get", "post"])
def test_unconfirmed_application_is_not_found(team, ask):
    unconfirmed, missing = ApplicationFactory(), ApplicationFactory()
    paths = [get_inspect_url(unconfirmed), get_inspect_url(missing)]
    missing.delete()
    # One frozen time for both: the page shows when an answer was given.
    with time_machine.travel(timezone.now(), tick=False):
        first, second = (getattr(team, ask)(path) for path in paths)
    assert first.status_code == second.status_code == 302
    assert first.headers == second.headers
    assert get_access_log() == []


@pytest.mark.database
def test_non_numeric_id_is_not_found(team, subtests):
    for number in ("abc", "1-2", "_31", "9" * 19, "٣", "1/2", "-1", ""):
        with subtests.test(number=number):
            assert team.get(f"{LIST}inspect/{number}/").status_code == 404


def test_huge_id_is_not_found(team):
    assert team.get(f"{LIST}inspect/{'9' * 18}/").headers["Location"] == LIST


def re_encrypt(application, **values):
    """Encrypt *values* with another key than the rest of the row."""
    for name, value in values.items():
        setattr(application, name, value)
    Application.objects.filter(pk=application.pk).update(
        **{name: application.__dict__[name] for name in values}
    )


def test_detail_shows_rest_when_one_key_is_missing(team, settings):
    application = waiting(answer("Why?", "An otter"), name="Heron", email="heron@example.org")
    stored, lost = settings.FIELD_ENCRYPTION_KEYS, [Fernet.generate_key().decode()]
    settings.FIELD_ENCRYPTION_KEYS = lost
    re_encrypt(application, name="Sparrow", eligibility="Unseen")
    settings.FIELD_ENCRYPTION_KEYS = stored
    page = read(team, get_inspect_url(application))
    for expected in ("heron@example.org", "An otter"):
        assert expected in page
    assert page.count("Cannot be decrypted. The key") == 2
    assert not [term for term in ("Sparrow", "Unseen", "Heron") if term in page]


def test_detail_marks_unreadable_fields(team, settings):
    application = waiting(SENSITIVE)
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    for page in (read(team, get_inspect_url(application)), reveal(team, application)):
        assert page.count("Cannot be decrypted. The key") == 4
        assert application.reference in page
        assert "The form had no questions" not in page


def test_detail_marks_damaged_values(team):
    application = waiting(name="Heron")
    Application.objects.filter(pk=application.pk).update(name=_damaged(application))
    assert "Cannot be decrypted. This stored value is damaged" in read(
        team, get_inspect_url(application)
    )


def _damaged(application):
    return EncryptedValue(application.__dict__["name"].stored[:-9] + "AAAAAAAA=")
