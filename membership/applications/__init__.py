"""What an applicant meets: the form, the link of a mail, setting up."""
