"""What every field of every model holds: for everybody, for those of the table alone, or inner.

A field that is not listed fails the build, so that whoever adds one says who may read it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """The fields of one model, as words with spaces between.

    *open*: stands on pages, as private as its page. *sung*: private, with a canary in the table.
    *mute*: private, but no word of ours can stand there: marks, moments, one of a few choices.
    *inner*: for the program or for those who edit, and about nobody.
    """

    open: str = ""
    sung: str = ""
    mute: str = ""
    inner: str = ""

    @property
    def all(self) -> set[str]:
        return {*self.open.split(), *self.sung.split(), *self.mute.split(), *self.inner.split()}


OURS = {
    "home.HomePage": Kept(
        open="heading introduction image image_alt image_decorative venn_lived_label "
        "venn_both_label venn_trained_label venn_alt primary_link_label primary_link "
        "secondary_link_label secondary_link "
        "sections"
    ),
    "home.StandardPage": Kept(open="body introduction show_helplines"),
    "search.SearchWord": Kept(inner="id word"),
    "news.Author": Kept(open="name slug role bio photo", sung="consent_given_on", inner="id"),
    "news.NewsPageTag": Kept(open="tag content_object", inner="id"),
    "news.NewsPage": Kept(
        open="kind date updated_on summary lead_image lead_image_alt lead_image_decorative body "
        "author content_note_level comments_open show_views related attribution attributed_name "
        "minutes_to_read tags content_notes",
        sung="consent_given_on review_on legacy_url",
        inner="legacy_views",
    ),
    "news.NewsIndexPage": Kept(open="introduction"),
    "events.MeetingMemberDetails": Kept(
        sung="address room map_link online_link passcode contact_on_the_day note_to_members",
        inner="id meeting cleared_after_days",
    ),
    "events.MeetingPage": Kept(
        open="body start end timezone summary repeats status status_note mode public_area "
        "audience access_information host_name host_link themes_document capacity rsvp_open "
        "content_notes"
    ),
    "events.MeetingIndexPage": Kept(open="introduction"),
    "resources.ResourceIndexPage": Kept(open="introduction"),
    "resources.ResourcePage": Kept(
        open="body summary kind source_name source_url phone phone_url hours document "
        "published_year nation checked_on review_by picture_credit topics professions content_notes"
    ),
    "resources.ResourceStage": Kept(open="page stage", inner="id"),
    "membership.Application": Kept(
        sung="reference profession email name eligibility answers consent_note",
        mute="state stage sent_at confirmed_at consent consented_at purge_on email_hash source "
        "redacted_at",
        inner="id",
    ),
    "membership.ApplicationDecision": Kept(
        sung="reason text reply who",
        mute="application kind by at finalised_at replied_at",
        inner="id",
    ),
    "membership.Recusal": Kept(mute="application user", inner="id"),
    "membership.Member": Kept(
        sung="pseudonym real_name profession ending_reason",
        mute="user application pseudonym_skeleton pseudonym_since shows_profession notices "
        "joined_on state suspended_until ends_on declined_on last_visit_on previous_visit_on",
        inner="id",
    ),
    "membership.Suspension": Kept(
        sung="reason who", mute="member by since until ended_at is_ending", inner="id"
    ),
    "membership.ConsentRecord": Kept(mute="member text agreed_at withdrawn_at", inner="id"),
    "membership.SubmittedFormToken": Kept(mute="digest sent_at", inner="id"),
    "membership.ApplicationToken": Kept(
        mute="digest application created_at expires_at superseded", inner="id"
    ),
    "membership.ConsentText": Kept(open="kind version text since", inner="id"),
    "membership.RecipientEmailCount": Kept(mute="email_hash day count", inner="id"),
    "membership.NetworkSubmissionCount": Kept(mute="network_hash hour count", inner="id"),
    "membership.MembershipStatistic": Kept(mute="month event number", inner="id"),
    "membership.JoinPage": Kept(
        open="introduction who_can_join what_happens_next email_help name_help "
        "eligibility_statement questions_heading consent_text not_stored_notice before_sending "
        "thank_you privacy_readers privacy_retention privacy_never_asked privacy_withdrawal closed "
        "closed_text"
    ),
    "membership.JoinQuestion": Kept(
        open="page label help_text required choices field_type purpose sensitive default_value",
        inner="id sort_order clean_name",
    ),
    "privacy.RetentionSettings": Kept(
        inner="id unconfirmed_days declined_days answers_days set_up_days access_log_days"
    ),
    "privacy.AccessLog": Kept(sung="who reason", mute="at user action kind references", inner="id"),
    "core.Helpline": Kept(
        open="name number url hours nation text in_footer review_by", inner="id sort_order"
    ),
    "mailqueue.QueuedMail": Kept(
        sung="reference recipient message",
        mute="recipient_hash state created_at due_at claimed_until attempts last_error failed_at",
        inner="id",
    ),
    "scheduler.DailyJob": Kept(inner="id name done_on"),
    "core.CustomImage": Kept(
        # In a private collection they sing: see "private picture" in the table.
        open="title description width height focal_point_x focal_point_y focal_point_width "
        "focal_point_height file credit licence tags",
        mute="uploaded_by_user",
        inner="id collection created_at file_size file_hash",
    ),
    "core.CustomRendition": Kept(
        open="file width height image", inner="id filter_spec focal_point_key"
    ),
    "core.CustomDocument": Kept(
        open="title file file_size tags created_at",
        mute="uploaded_by_user",
        inner="id collection file_hash is_listed_for_members",
    ),
    "core.DailyViews": Kept(inner="id page day count"),
    "core.Topic": Kept(open="name slug", inner="id"),
    "core.Profession": Kept(open="name slug", inner="id"),
    "core.ContentNote": Kept(open="name explanation", inner="id"),
    "core.NavigationSettings": Kept(
        open="main_menu footer_columns privacy_promise form_privacy_promise "
        "urgent_help_page join_page "
        "privacy_page contact_page guidelines_page",
        inner="id",
    ),
    "core.OrganisationSettings": Kept(
        open="name strapline description logo contact_email contact_address", inner="id"
    ),
    "users.EmailChange": Kept(
        sung="new_email",
        mute="user requested_at old_digest new_digest old_confirmed_at new_confirmed_at is_closed",
        inner="id",
    ),
    "users.AccountRecovery": Kept(
        mute="user by requested_at digest cancelled_at completed_at", inner="id"
    ),
    "users.User": Kept(
        sung="first_name last_name email reference",
        mute="password last_login is_superuser is_staff is_active date_joined groups "
        "user_permissions",
        inner="id",
    ),
}
# Settings that hold words for everybody, or for letters, and nothing else.
WORDS_ALONE = {
    "core.SiteTextSettings",
    "mailqueue.EmailTemplateSettings",
    "core.QuickExitSettings",
    "users.AccountTextSettings",
    "users.MfaTextSettings",
    "membership.ApplicationTextSettings",
    "membership.MemberTextSettings",
}
# Models that come with libraries: the rows of the table that sing there, or why none does.
OTHERS = {
    "account.EmailAddress": "unused: addresses stand in users.User alone",
    "account.EmailConfirmation": "unused",
    "mfa.Authenticator": {"Authenticator.data"},
    "sessions.Session": {"Session.session_data"},
    "wagtailcore.Comment": {"Comment.text"},
    "wagtailcore.CommentReply": "as Comment, on the same page of the admin",
    "wagtailcore.Revision": {"draft: body", "removed words of a public page"},
    "wagtailcore.Page": {"private page: title", "draft: title", "expired page: title"},
    "wagtailcore.PageLogEntry": "titles of pages, and staff by name or reference (tests/users)",
    "wagtailcore.ModelLogEntry": "references and names of staff (tests/users)",
    "wagtailcore.Collection": {"private collection: name"},
    "wagtailredirects.Redirect": {"former address of a private page"},
    "wagtailsearchpromotions.Query": {"promoted private page: words"},
    "wagtailsearchpromotions.SearchPromotion": {"promoted private page: words"},
    "wagtailsearchpromotions.QueryDailyHits": "nothing that is looked for is counted",
    "taggit.Tag": {"private piece: tag", "private document: tag"},
    **dict.fromkeys(
        (
            *("wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"),
            "wagtailcore.ReferenceIndex",
        ),
        "what pages and documents say, asked through the door",
    ),
    **dict.fromkeys(
        ("wagtailforms.FormSubmission", "wagtailembeds.Embed", "wagtailadmin.FormState"), "unused"
    ),
    **dict.fromkeys(
        (
            *("wagtailcore.Workflow", "wagtailcore.WorkflowState", "wagtailcore.WorkflowTask"),
            *("wagtailcore.WorkflowPage", "wagtailcore.WorkflowContentType", "wagtailcore.Task"),
            *("wagtailcore.TaskState", "wagtailcore.GroupApprovalTask"),
        ),
        "no workflow is active (tests/home/test_groups.py)",
    ),
    **dict.fromkeys(
        (
            *("wagtaildocs.Document", "wagtailimages.Image", "wagtailimages.Rendition"),
            *("wagtailusers.UserProfile", "wagtailcore.PageSubscription", "taggit.TaggedItem"),
            *("wagtailadmin.EditingSession", "wagtailadmin.Admin", "wagtailcore.UploadedFile"),
            *("wagtailcore.Locale", "wagtailcore.Site", "wagtailcore.GroupSitePermission"),
            *("wagtailcore.CollectionViewRestriction", "wagtailcore.PageViewRestriction"),
            *("wagtailcore.GroupCollectionPermission", "wagtailcore.GroupPagePermission"),
            *("auth.Permission", "auth.Group", "contenttypes.ContentType"),
        ),
        "no words that somebody wrote about anybody",
    ),
}
