"""Editors edit the join form: questions, order, reasons, and the text of the consent."""

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


def test_editor_publishes_form_with_ordered_questions(desk, adding):
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


def test_built_in_questions_cannot_be_removed(desk, adding):
    publish(desk, adding)
    shown = Applicant().open()
    for name in ("email", "name", "profession", "stage", "eligible"):
        assert f'name="{name}"' in shown


def test_form_renders_every_question_type(desk, adding, subtests):
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


def test_choices_on_separate_lines_can_contain_commas(desk, adding):
    publish(desk, adding, question("Well?", field_type="radio", choices="One\r\nTwo, or three"))
    assert 'value="Two, or three"' in Applicant().open()


def test_sensitive_question_requires_reason_to_publish(desk, adding, subtests):
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
            assert "Explain why you ask" in str(errors["purpose"])
            assert not JoinPage.objects.exists()


def test_ordinary_question_needs_no_reason(desk, adding, subtests):
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


def test_reason_for_sensitive_question_is_shown(desk, adding):
    added = question("Your employer", purpose="So that nobody meets a colleague.")
    publish(desk, adding, added)
    assert "So that nobody meets a colleague." in Applicant().open()


def test_question_marked_as_sensitive_requires_reason(desk, adding):
    added = question("Tell us", sensitive="on")
    assert "questions" in errors_of(desk.post(adding, {**form(added), "action-publish": "1"}))


def test_draft_with_sensitive_question_is_saved_with_warning(desk, adding):
    answer = desk.post(adding, form(question("Your diagnosis")), follow=True)
    assert labels(JoinPage.objects.get().get_latest_revision_as_object()) == ["Your diagnosis"]
    assert "could be used against someone" in answer.content.decode()


def test_choice_question_requires_choices(desk, adding):
    added = question("Well?", field_type="radio")
    [errors] = errors_of(desk.post(adding, {**form(added), "action-publish": "1"}))["questions"]
    assert "each on its own line" in str(errors["choices"])


@pytest.mark.database
def test_duplicate_question_labels_are_refused(desk, adding):
    answer = desk.post(adding, form(question("Well?"), question("Well")))
    assert "questions" in errors_of(answer)


def test_custom_question_can_have_label_of_built_in_one(desk, adding):
    publish(desk, adding, question("Email"), question("Name"))
    applicant = Applicant(q_email="not an address", q_name="R.")
    applicant.apply()
    answers = Application.objects.get().answers
    assert [item["answer"] for item in answers] == ["not an address", "R."]
    assert Application.objects.get().email == "robin@example.org"


def test_answer_keeps_original_question(home, desk):
    page = open_join_page(home, {"label": "What brings you here?"})
    Applicant(q_what_brings_you_here="Peers.").apply()
    stored = page.questions.get()
    changed = question("What do you hope for?", id=str(stored.pk))
    publish(desk, editing(page), changed, initial=1)
    [answer] = Application.objects.get().answers
    assert (answer["question"], answer["answer"]) == ("What brings you here?", "Peers.")


def test_deleting_join_page_keeps_applications(home, desk):
    page = open_join_page(home)
    application = ApplicationFactory(waiting=True)
    desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not JoinPage.objects.exists()
    assert Application.objects.get(pk=application.pk).answers == application.answers


@pytest.mark.database
class TestConsent:
    def test_publishing_creates_consent_version(self, desk, adding):
        page = publish(desk, adding, consent_text="I agree to this.")
        publish(desk, editing(page), consent_text="I agree to this and that.")
        texts = ConsentText.objects.order_by("version").values_list("version", "text")
        assert list(texts) == [(1, "I agree to this."), (2, "I agree to this and that.")]

    def test_unchanged_consent_text_keeps_version(self, desk, adding):
        page = publish(desk, adding, consent_text="I agree.")
        publish(desk, editing(page), consent_text="I agree.", title="Come in")
        assert ConsentText.objects.count() == 1

    def test_draft_creates_no_consent_version(self, desk, adding):
        page = publish(desk, adding, consent_text="I agree.")
        desk.post(editing(page), form(consent_text="I agree to everything."))
        assert ConsentText.objects.count() == 1
        applicant = Applicant()
        applicant.open()
        assert "I agree." in applicant.check()

    def test_application_records_consent_version(self, home):
        open_join_page(home, consent_text="I agree to this.")
        Applicant().apply()
        assert Application.objects.get().consent.text == "I agree to this."


def test_privacy_promise_requires_its_placeholders(desk, adding, subtests):
    for text, missing in (("We delete everything.", "unconfirmed"), ("{days}", "days")):
        with subtests.test(text=text, missing=missing):
            answer = desk.post(adding, {**form(privacy_retention=text), "action-publish": "1"})
            assert missing in str(errors_of(answer)["privacy_retention"])


def test_editing_questions_requires_permission(home, visit, member):
    page = open_join_page(home)
    answer = visit(member).post(editing(page), form(question("Well?")))
    assert answer.status_code in {302, 403}
    assert labels(JoinPage.objects.get()) == []


def test_incomplete_form_is_saved_and_every_step_can_be_previewed(home, desk):
    page = open_join_page(home)
    half = form(
        question("", field_type="radio"),
        **dict.fromkeys(("consent_text", "privacy_retention", "eligibility_statement"), ""),
    )
    preview = f"/admin/pages/{page.pk}/edit/preview/"
    for step in ("", "check", "sent"):
        assert desk.post(f"{preview}?mode={step}", half).json()["is_available"]
        assert desk.get(f"{preview}?mode={step}").status_code == 200
