"""Editors build the form: questions, their order, their reasons, and the wording of consent."""

import pytest
from django.db import transaction
from django.urls import reverse

from membership.models import Application, ConsentText, JoinPage
from tests.factories import ApplicationFactory, open_join_page
from tests.membership.applicant import Applicant
from tests.membership.editing import errors_of, form, publish, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(visit, editor):
    return visit(editor)


@pytest.fixture
def adding(home):
    return reverse("wagtailadmin_pages:add", args=["membership", "joinpage", home.pk])


def editing(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def labels(page):
    return [item.label for item in page.questions.all()]


def test_an_editor_builds_a_form_with_questions_in_their_order(desk, adding):
    page = publish(
        desk,
        adding,
        question("What brings you here?", ORDER="2"),
        question("How did you hear of us?", ORDER="1", help_text="If you remember."),
    )
    assert labels(page) == ["How did you hear of us?", "What brings you here?"]
    shown = Applicant().open()
    assert shown.index("How did you hear of us?") < shown.index("What brings you here?")
    assert "If you remember." in shown


def test_what_is_always_asked_cannot_be_taken_away(desk, adding):
    publish(desk, adding)
    shown = Applicant().open()
    for name in ("email", "name", "profession", "stage", "eligible"):
        assert f'name="{name}"' in shown


def test_every_kind_of_question_is_asked(desk, adding, subtests):
    cases = [
        ("singleline", 'type="text"'),
        ("multiline", "<textarea"),
        ("radio", 'type="radio"'),
        ("dropdown", "<select"),
        ("checkboxes", 'type="checkbox"'),
        ("checkbox", 'type="checkbox"'),
        ("number", 'type="number"'),
    ]
    for kind, sign in cases:
        with subtests.test(kind=kind, sign=sign), transaction.atomic():
            publish(
                desk, adding, question("Well?", field_type=kind, choices="One\r\nTwo, or three")
            )
            part = Applicant().open().split("Well?")[0:2]
            assert sign in part[1] or sign in part[0][-400:]
            transaction.set_rollback(True)


def test_a_choice_may_hold_a_comma_where_lines_part_them(desk, adding):
    publish(desk, adding, question("Well?", field_type="radio", choices="One\r\nTwo, or three"))
    assert 'value="Two, or three"' in Applicant().open()


def test_a_sensitive_question_without_a_reason_is_not_published(desk, adding, subtests):
    cases = [
        "Your diagnosis",
        "Date of birth (DOB)",
        "Employer",
        "Who is your GP?",
        "Medication you take",
        "Home address",
        "Which medicines do you take?",
        "D.O.B.",
        "How old are you?",
        "Your age",
        "Whom do you work for?",
        "Which ward were you on?",
        "Any meds?",
        "Criminal record?",
        "Your trust",
    ]
    for label in cases:
        with subtests.test(label=label):
            answer = desk.post(adding, {**form(question(label)), "action-publish": "1"})
            [errors] = errors_of(answer)["questions"]
            assert "Say why we need it" in str(errors["purpose"])
            assert not JoinPage.objects.exists()


def test_an_ordinary_question_needs_no_reason(desk, adding, subtests):
    cases = [
        "What would you like to find?",
        "Shall we group you by region?",
        "What is on your agenda?",
        "Was that rewarding?",
        "Where do you work?",
    ]
    for label in cases:
        with subtests.test(label=label), transaction.atomic():
            assert labels(publish(desk, adding, question(label))) == [label]
            transaction.set_rollback(True)


def test_with_a_reason_it_is_published_and_the_reason_is_shown(desk, adding):
    asked = question("Your employer", purpose="So that nobody meets a colleague.")
    publish(desk, adding, asked)
    assert "So that nobody meets a colleague." in Applicant().open()


def test_a_question_marked_as_sensitive_needs_a_reason_whatever_it_is_called(desk, adding):
    asked = question("Tell us", sensitive="on")
    assert "questions" in errors_of(desk.post(adding, {**form(asked), "action-publish": "1"}))


def test_a_draft_with_a_sensitive_question_is_saved_and_the_editor_is_warned(desk, adding):
    answer = desk.post(adding, form(question("Your diagnosis")), follow=True)
    assert labels(JoinPage.objects.get().get_latest_revision_as_object()) == ["Your diagnosis"]
    assert "could be used against somebody" in answer.content.decode()


def test_a_question_that_offers_choices_must_have_some(desk, adding):
    asked = question("Well?", field_type="radio")
    [errors] = errors_of(desk.post(adding, {**form(asked), "action-publish": "1"}))["questions"]
    assert "a line each" in str(errors["choices"])


@pytest.mark.database
def test_two_questions_with_one_name_are_refused(desk, adding):
    answer = desk.post(adding, form(question("Well?"), question("Well")))
    assert "questions" in errors_of(answer)


def test_a_question_may_be_called_like_a_built_in_one(desk, adding):
    publish(desk, adding, question("Email"), question("Name"))
    applicant = Applicant(q_email="not an address", q_name="R.")
    applicant.apply()
    answers = Application.objects.get().answers
    assert [item["answer"] for item in answers] == ["not an address", "R."]
    assert Application.objects.get().email == "robin@example.org"


def test_an_answer_keeps_the_question_as_it_was_asked(home, desk):
    page = open_join_page(home, {"label": "What brings you here?"})
    Applicant(q_what_brings_you_here="Peers.").apply()
    kept = page.questions.get()
    changed = question("What do you hope for?", id=str(kept.pk))
    publish(desk, editing(page), changed, initial=1)
    [answer] = Application.objects.get().answers
    assert (answer["question"], answer["answer"]) == ("What brings you here?", "Peers.")


def test_deleting_the_page_loses_no_application(home, desk):
    page = open_join_page(home)
    kept = ApplicationFactory(waiting=True)
    desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not JoinPage.objects.exists()
    assert Application.objects.get(pk=kept.pk).answers == kept.answers


@pytest.mark.database
class TestConsent:
    def test_what_is_published_becomes_a_version(self, desk, adding):
        page = publish(desk, adding, consent_text="I agree to this.")
        publish(desk, editing(page), consent_text="I agree to this and that.")
        texts = ConsentText.objects.order_by("version").values_list("version", "text")
        assert list(texts) == [(1, "I agree to this."), (2, "I agree to this and that.")]

    def test_the_same_words_are_the_same_version(self, desk, adding):
        page = publish(desk, adding, consent_text="I agree.")
        publish(desk, editing(page), consent_text="I agree.", title="Come in")
        assert ConsentText.objects.count() == 1

    def test_a_draft_changes_nothing_that_people_agree_to(self, desk, adding):
        page = publish(desk, adding, consent_text="I agree.")
        desk.post(editing(page), form(consent_text="I agree to everything."))
        assert ConsentText.objects.count() == 1
        applicant = Applicant()
        applicant.open()
        assert "I agree." in applicant.check()

    def test_an_application_names_what_was_agreed_to(self, home):
        open_join_page(home, consent_text="I agree to this.")
        Applicant().apply()
        assert Application.objects.get().consent.text == "I agree to this."


def test_a_promise_without_its_numbers_is_not_published(desk, adding, subtests):
    for words, missing in (("We delete everything.", "unconfirmed"), ("{days}", "days")):
        with subtests.test(words=words, missing=missing):
            answer = desk.post(adding, {**form(privacy_retention=words), "action-publish": "1"})
            assert missing in str(errors_of(answer)["privacy_retention"])


def test_people_without_the_right_change_no_question(home, visit, member):
    page = open_join_page(home)
    answer = visit(member).post(editing(page), form(question("Well?")))
    assert answer.status_code in {302, 403}
    assert labels(JoinPage.objects.get()) == []


def test_a_half_filled_form_is_saved_and_every_step_can_be_previewed(home, desk):
    page = open_join_page(home)
    half = form(
        question("", field_type="radio"),
        **dict.fromkeys(("consent_text", "privacy_retention", "eligibility_statement"), ""),
    )
    preview = f"/admin/pages/{page.pk}/edit/preview/"
    for step in ("", "check", "sent"):
        assert desk.post(f"{preview}?mode={step}", half).json()["is_available"]
        assert desk.get(f"{preview}?mode={step}").status_code == 200
