"""Pages for applicants: the form, the status page of the emailed link, onboarding."""
