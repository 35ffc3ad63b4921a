"""Retention settings: bounds, format and access."""

import pytest
from django.core.exceptions import ValidationError

from privacy.models import RetentionSettings
from privacy.models.retention import format_period

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/settings/privacy/retentionsettings/"
DAYS = {
    "unconfirmed_days": 7,
    "declined_days": 30,
    "answers_days": 30,
    "set_up_days": 30,
    "access_log_days": 90,
}


def test_days_are_validated_against_bounds(subtests):
    cases = [
        ("unconfirmed", 1, 30),
        ("declined", 7, 90),
        ("answers", 0, 90),
        ("set_up", 7, 90),
        ("access_log", 30, 365),
    ]
    for name, minimum, maximum in cases:
        with subtests.test(name=name, minimum=minimum):
            for days in (minimum, maximum):
                RetentionSettings(**{f"{name}_days": days}).full_clean()
            for days in (minimum - 1, maximum + 1):
                with pytest.raises(
                    ValidationError, match=str(minimum if days < minimum else maximum)
                ):
                    RetentionSettings(**{f"{name}_days": days}).full_clean()


def test_format_period(subtests):
    for days, text in ((0, "immediately"), (1, "after 1 day"), (2, "after 2 days")):
        with subtests.test(days=days, text=text):
            assert format_period(days) == text


def test_superuser_can_change_days(home, visit, superuser):
    desk = visit(superuser)
    address = desk.get(ADDRESS).headers["Location"]
    assert "Between 1 and 30 days." in desk.get(address).content.decode()
    assert desk.post(address, {**DAYS, "unconfirmed_days": 3}).status_code == 302
    assert RetentionSettings.load().unconfirmed_days == 3


def test_form_explains_days_out_of_bounds(home, visit, superuser):
    desk = visit(superuser)
    address = desk.get(ADDRESS).headers["Location"]
    answer = desk.post(address, {**DAYS, "unconfirmed_days": 31})
    assert answer.status_code == 200
    assert "less than or equal to 30" in answer.content.decode()
    assert RetentionSettings.load().unconfirmed_days == 7


def test_only_superusers_can_change_days(home, visit, editor, member):
    RetentionSettings.load()
    for person in (editor, member, None):
        desk = visit(person)
        answer = desk.post(f"{ADDRESS}{RetentionSettings.load().pk}/", {**DAYS, "answers_days": 1})
        assert answer.status_code in {302, 403}
    assert RetentionSettings.load().answers_days == 30
