"""Who looked at whose private details, shown in the admin to those who operate the site."""
