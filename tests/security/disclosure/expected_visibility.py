"""Which role finds which canary: one row for each canary, one column for each role.

A row named Model.field is the canary of that field; other rows describe where the canary is. Each
role must find every canary marked x, so canaries that were not created are noticed too.
"""

from tests.security.disclosure.canary_values import CanaryFinder

TABLE = """
                                  anonymous applicant member second suspended editor section both membership_team moderator superuser
MeetingMemberDetails.address            .         .         x      x      .         x      .       x    .               .         x
MeetingMemberDetails.room               .         .         x      x      .         x      .       x    .               .         x
MeetingMemberDetails.map_link           .         .         x      x      .         x      .       x    .               .         x
MeetingMemberDetails.online_link        .         .         x      x      .         x      .       x    .               .         x
MeetingMemberDetails.passcode           .         .         x      x      .         x      .       x    .               .         x
MeetingMemberDetails.contact_on_the_day .         .         x      x      .         x      .       x    .               .         x
MeetingMemberDetails.note_to_members    .         .         x      x      .         x      .       x    .               .         x
secret of a past meeting          .         .         .      .      .         x      .       x    .               .         x
private page: title               .         .         x      x      .         x      .       x    .               .         x
private page: address             .         .         x      x      .         x      .       x    .               .         x
private page: introduction        .         .         x      x      .         x      .       x    .               .         x
private page: body                .         .         x      x      .         x      .       x    .               .         x
private page: description         .         .         x      x      .         x      .       x    .               .         x
private page: caption             .         .         x      x      .         x      .       x    .               .         x
page within a private one: title  .         .         x      x      .         x      .       x    .               .         x
page within a private one: body   .         .         x      x      .         x      .       x    .               .         x
private piece: title              .         .         x      x      .         x      .       x    .               .         x
private piece: summary            .         .         x      x      .         x      .       x    .               .         x
private piece: body               .         .         x      x      .         x      .       x    .               .         x
private piece: tag                .         .         x      x      .         x      x       x    .               .         x
private piece: author             .         .         x      x      .         x      .       x    .               .         x
private piece: content note       .         .         x      x      .         x      .       x    .               .         x
private meeting: title            .         .         x      x      .         x      .       x    .               .         x
private meeting: area             .         .         x      x      .         x      .       x    .               .         x
private resource: title           .         .         x      x      .         x      .       x    .               .         x
private resource: source          .         .         x      x      .         x      .       x    .               .         x
private resource: topic           .         .         x      x      .         x      .       x    .               .         x
private document: title           .         .         x      x      .         x      .       x    .               .         x
private document: file name       .         .         x      x      .         x      .       x    .               .         x
private document: text            .         .         x      x      .         .      .       x    .               .         x
private document: tag             .         .         .      .      .         x      x       x    .               .         x
unlisted document: title          .         .         .      .      .         x      .       x    .               .         x
unlisted document: file name      .         .         .      .      .         x      .       x    .               .         x
private picture: title            .         .         .      .      .         x      .       x    .               .         x
private picture: file name        .         .         x      x      .         x      .       x    .               .         x
private picture: credit           .         .         x      x      .         x      .       x    .               .         x
words about a private picture     .         .         x      x      .         x      .       x    .               .         x
words about a private document    .         .         x      x      .         x      .       x    .               .         x
words on a button to a draft      .         .         .      .      .         x      .       x    .               .         x
private collection: name          .         .         .      .      .         x      .       x    .               .         x
menu item to a private page       .         .         x      x      .         x      .       x    .               .         x
former address of a private page  .         .         .      .      .         x      .       x    .               .         x
promoted private page: words      .         .         x      x      .         x      .       x    .               .         x
draft: title                      .         .         .      .      .         x      .       x    .               .         x
draft: body                       .         .         .      .      .         x      .       x    .               .         x
draft of a public page: title     .         .         .      .      .         x      .       x    .               .         x
draft of a public page: body      .         .         .      .      .         x      .       x    .               .         x
removed words of a public page    .         .         .      .      .         x      .       x    .               .         x
scheduled page: title             .         .         .      .      .         x      .       x    .               .         x
scheduled change of a public page .         .         .      .      .         x      .       x    .               .         x
expired page: title               .         .         .      .      .         x      .       x    .               .         x
draft in a section: title         .         .         .      .      .         x      x       x    .               .         x
draft in a section: body          .         .         .      .      .         x      x       x    .               .         x
Comment.text                      .         .         .      .      .         x      .       x    .               .         x
NewsPage.consent_given_on         .         .         .      .      .         x      .       x    .               .         x
NewsPage.review_on                .         .         .      .      .         x      .       x    .               .         x
NewsPage.legacy_url           .         .         .      .      .         x      .       x    .               .         x
Author.consent_given_on           .         .         .      .      .         x      .       x    .               .         x
author behind another name        .         .         .      .      .         x      .       x    .               .         x
Application.email                 .         .         .      .      .         .      .       .    x               .         .
Application.name                  .         .         .      .      .         .      .       .    x               .         .
Application.eligibility           .         .         .      .      .         .      .       .    x               .         .
Application.answers               .         .         .      .      .         .      .       .    x               .         .
Application.answers: sensitive    .         .         .      .      .         .      .       .    .               .         .
Application.reference             .         x         .      .      .         .      .       .    x               .         .
Application.profession            .         .         .      .      .         .      .       .    x               .         .
another application: reference    .         .         .      .      .         .      .       .    x               .         .
another application: answer       .         .         .      .      .         .      .       .    x               .         .
ApplicationToken.token             .         .         .      .      .         .      .       .    .               .         .
Application.consent_note          .         .         .      .      .         .      .       .    x               .         .
ApplicationDecision.reason             .         .         .      .      .         .      .       .    x               .         .
ApplicationDecision.text               .         x         .      .      .         .      .       .    x               .         .
ApplicationDecision.reply              .         x         .      .      .         .      .       .    x               .         .
ApplicationDecision.who                .         .         .      .      .         .      .       .    x               .         .
a member's application: answer    .         .         .      x      .         .      .       .    x               .         .
a member's application: reason    .         .         .      x      .         .      .       .    x               .         .
a member's application: who       .         .         .      .      .         .      .       .    x               .         .
Member.pseudonym                  .         .         .      x      .         .      .       .    x               .         .
Member.real_name                  .         .         .      x      .         .      .       .    .               .         .
Member.profession                 .         .         .      x      .         .      .       .    x               .         .
Member.ending_reason              .         .         .      .      .         .      .       .    x               .         .
Suspension.reason                 .         .         .      .      x         .      .       .    x               .         .
Suspension.who                    .         .         .      .      .         .      .       .    x               .         .
EmailChange.new_email             .         .         .      x      .         .      .       .    .               .         .
QueuedMail.recipient              .         .         .      .      .         .      .       .    .               .         .
QueuedMail.message                .         .         .      .      .         .      .       .    .               .         .
QueuedMail.reference              .         .         .      .      .         .      .       .    .               .         x
AccessLog.who                     .         .         .      .      .         .      .       .    .               .         x
AccessLog.reason                  .         .         .      .      .         .      .       .    .               .         x
AccessLog.reason: the team's      .         .         .      .      .         .      .       .    x               .         x
AccessLog.reason: of joining      .         .         .      .      .         .      .       .    x               .         x
User.email: a member's            .         .         x      .      .         .      .       .    .               .         x
User.email: another member's      .         .         .      x      .         .      .       .    .               .         x
User.email: an editor's           .         .         .      .      .         x      .       .    .               .         x
User.email: the team's            .         .         .      .      .         .      .       .    x               .         x
User.first_name: an editor's      .         .         .      .      .         x      .       x    .               .         x
User.last_name: a member's        .         .         x      .      .         .      .       .    .               .         x
User.reference: another member's  .         .         .      x      .         .      .       .    .               .         x
Authenticator.data                .         .         .      .      .         .      .       .    .               .         .
Session.session_data              .         .         .      .      .         .      .       .    .               .         .
"""  # noqa: E501


def _rows() -> dict[str, frozenset[str]]:
    head, *lines = TABLE.strip("\n").splitlines()
    roles = head.split()
    rows = {}
    for line in lines:
        name, *cells = line.rsplit(maxsplit=len(roles))
        assert set(cells) <= {"x", "."}, name
        rows[name] = frozenset(role for role, cell in zip(roles, cells, strict=True) if cell == "x")
    return rows


ROLES_BY_CANARY = _rows()
ROLES = TABLE.split("\n")[1].split()
CANARIES = CanaryFinder(list(ROLES_BY_CANARY))


def get_visible_canaries(role: str) -> set[str]:
    """The names of all canaries that *role* must find."""
    return {name for name, roles in ROLES_BY_CANARY.items() if role in roles}
