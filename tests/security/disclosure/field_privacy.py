"""Classification of every field of every model by who can read it.

A field that is not listed fails the build, so that new fields are classified.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldPrivacy:
    """The fields of one model, separated by spaces.

    *public*: shown on pages, as private as its page. *canary*: private, with a canary in the table.
    *private*: private, but cannot hold a canary: hashes, times, choices.
    *internal*: for the program or for editors, and not about people.
    """

    public: str = ""
    canary: str = ""
    private: str = ""
    internal: str = ""

    @property
    def all(self) -> set[str]:
        return {
            *self.public.split(),
            *self.canary.split(),
            *self.private.split(),
            *self.internal.split(),
        }


PROJECT_MODELS = {
    "home.HomePage": FieldPrivacy(
        public="heading introduction image image_alt image_decorative venn_lived_label "
        "venn_both_label venn_trained_label venn_alt primary_link_label primary_link "
        "secondary_link_label secondary_link "
        "sections"
    ),
    "home.StandardPage": FieldPrivacy(public="body introduction show_helplines"),
    "search.SearchWord": FieldPrivacy(internal="id word"),
    "news.Author": FieldPrivacy(
        public="name slug role bio photo", canary="consent_given_on", internal="id"
    ),
    "news.NewsPageTag": FieldPrivacy(public="tag content_object", internal="id"),
    "news.NewsPage": FieldPrivacy(
        public="kind date updated_on summary lead_image lead_image_alt lead_image_decorative body "
        "author content_note_level comments_open show_views related attribution attributed_name "
        "minutes_to_read tags content_notes",
        canary="consent_given_on review_on legacy_url",
        internal="legacy_views",
    ),
    "news.NewsIndexPage": FieldPrivacy(public="introduction"),
    "events.MeetingMemberDetails": FieldPrivacy(
        canary="address room map_link online_link passcode contact_on_the_day note_to_members",
        internal="id meeting cleared_after_days",
    ),
    "events.MeetingPage": FieldPrivacy(
        public="body start end timezone summary repeats status status_note mode public_area "
        "audience access_information host_name host_link themes_document capacity rsvp_open "
        "content_notes"
    ),
    "events.MeetingIndexPage": FieldPrivacy(public="introduction"),
    "resources.ResourceIndexPage": FieldPrivacy(public="introduction"),
    "resources.ResourcePage": FieldPrivacy(
        public="body summary kind source_name source_url phone phone_url hours document "
        "published_year nation checked_on review_by picture_credit topics professions content_notes"
    ),
    "resources.ResourceStage": FieldPrivacy(public="page stage", internal="id"),
    "membership.Application": FieldPrivacy(
        canary="reference profession email name eligibility answers consent_note",
        private="state stage sent_at confirmed_at consent consented_at purge_on email_hash source "
        "redacted_at",
        internal="id",
    ),
    "membership.ApplicationDecision": FieldPrivacy(
        canary="reason text reply who",
        private="application kind by at finalised_at replied_at",
        internal="id",
    ),
    "membership.Recusal": FieldPrivacy(private="application user", internal="id"),
    "membership.Member": FieldPrivacy(
        canary="pseudonym real_name profession ending_reason",
        private="user application pseudonym_skeleton pseudonym_since shows_profession notices "
        "joined_on state suspended_until ends_on declined_on last_visit_on previous_visit_on",
        internal="id",
    ),
    "membership.Suspension": FieldPrivacy(
        canary="reason who", private="member by since until ended_at is_ending", internal="id"
    ),
    "membership.ConsentRecord": FieldPrivacy(
        private="member text agreed_at withdrawn_at", internal="id"
    ),
    "membership.SubmittedFormToken": FieldPrivacy(private="digest sent_at", internal="id"),
    "membership.ApplicationToken": FieldPrivacy(
        private="digest application created_at expires_at superseded", internal="id"
    ),
    "membership.ConsentText": FieldPrivacy(public="kind version text since", internal="id"),
    "membership.RecipientEmailCount": FieldPrivacy(private="email_hash day count", internal="id"),
    "membership.NetworkSubmissionCount": FieldPrivacy(
        private="network_hash hour count", internal="id"
    ),
    "membership.MembershipStatistic": FieldPrivacy(private="month event number", internal="id"),
    "membership.JoinPage": FieldPrivacy(
        public="introduction who_can_join what_happens_next email_help name_help "
        "eligibility_statement questions_heading consent_text not_stored_notice before_sending "
        "thank_you privacy_readers privacy_retention privacy_never_asked privacy_withdrawal closed "
        "closed_text"
    ),
    "membership.JoinQuestion": FieldPrivacy(
        public="page label help_text required choices field_type purpose sensitive default_value",
        internal="id sort_order clean_name",
    ),
    "privacy.RetentionSettings": FieldPrivacy(
        internal="id unconfirmed_days declined_days answers_days set_up_days access_log_days"
    ),
    "privacy.AccessLog": FieldPrivacy(
        canary="who reason", private="at user action kind references", internal="id"
    ),
    "core.Helpline": FieldPrivacy(
        public="name number url hours nation text in_footer review_by", internal="id sort_order"
    ),
    "mailqueue.QueuedMail": FieldPrivacy(
        canary="reference recipient message",
        private="recipient_hash state created_at due_at claimed_until attempts last_error "
        "failed_at",
        internal="id",
    ),
    "scheduler.DailyJob": FieldPrivacy(internal="id name done_on"),
    "core.CustomImage": FieldPrivacy(
        # Canaries in a private collection: see "private picture" in the table.
        public="title description width height focal_point_x focal_point_y focal_point_width "
        "focal_point_height file credit licence tags",
        private="uploaded_by_user",
        internal="id collection created_at file_size file_hash",
    ),
    "core.CustomRendition": FieldPrivacy(
        public="file width height image", internal="id filter_spec focal_point_key"
    ),
    "core.CustomDocument": FieldPrivacy(
        public="title file file_size tags created_at",
        private="uploaded_by_user",
        internal="id collection file_hash is_listed_for_members",
    ),
    "news.DailyViews": FieldPrivacy(internal="id page day count"),
    "core.Topic": FieldPrivacy(public="name slug", internal="id"),
    "core.Profession": FieldPrivacy(public="name slug", internal="id"),
    "core.ContentNote": FieldPrivacy(public="name explanation", internal="id"),
    "core.NavigationSettings": FieldPrivacy(
        public="main_menu footer_columns privacy_promise form_privacy_promise "
        "urgent_help_page join_page "
        "privacy_page contact_page guidelines_page",
        internal="id",
    ),
    "core.OrganisationSettings": FieldPrivacy(
        public="name strapline description logo contact_email contact_address", internal="id"
    ),
    "users.EmailChange": FieldPrivacy(
        canary="new_email",
        private="user requested_at old_digest new_digest old_confirmed_at new_confirmed_at "
        "is_closed",
        internal="id",
    ),
    "users.AccountRecovery": FieldPrivacy(
        private="user by requested_at digest cancelled_at completed_at", internal="id"
    ),
    "users.User": FieldPrivacy(
        canary="first_name last_name email reference",
        private="password last_login is_superuser is_staff is_active date_joined groups "
        "user_permissions",
        internal="id",
    ),
}
# Settings that contain only public text, or text of emails.
TEXT_SETTINGS = {
    "core.SiteTextSettings",
    "mailqueue.EmailTemplateSettings",
    "core.QuickExitSettings",
    "users.AccountTextSettings",
    "users.MfaTextSettings",
    "membership.ApplicationTextSettings",
    "membership.MemberTextSettings",
}
# Models of libraries: the rows of the table with a canary there, or why there is none.
LIBRARY_MODELS = {
    "account.EmailAddress": "unused: email addresses are in users.User only",
    "account.EmailConfirmation": "unused",
    "mfa.Authenticator": {"Authenticator.data"},
    "sessions.Session": {"Session.session_data"},
    "wagtailcore.Comment": {"Comment.text"},
    "wagtailcore.CommentReply": "like Comment, on the same admin page",
    "wagtailcore.Revision": {"draft: body", "removed words of a public page"},
    "wagtailcore.Page": {"private page: title", "draft: title", "expired page: title"},
    "wagtailcore.PageLogEntry": "titles of pages, and staff by name or reference (tests/users)",
    "wagtailcore.ModelLogEntry": "references and names of staff (tests/users)",
    "wagtailcore.Collection": {"private collection: name"},
    "wagtailredirects.Redirect": {"former address of a private page"},
    "wagtailsearchpromotions.Query": {"promoted private page: words"},
    "wagtailsearchpromotions.SearchPromotion": {"promoted private page: words"},
    "wagtailsearchpromotions.QueryDailyHits": "searches are not counted",
    "taggit.Tag": {"private piece: tag", "private document: tag"},
    **dict.fromkeys(
        (
            *("wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"),
            "wagtailcore.ReferenceIndex",
        ),
        "text of pages and documents, filtered by visibility",
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
        "no text about people",
    ),
}
