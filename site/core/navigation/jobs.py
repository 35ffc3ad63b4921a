"""A scheduled job that keeps the snapshot of the site chrome up to date."""

from wagtail import hooks

from core.navigation.chrome import check_snapshot


@hooks.register("run_minutely_job")
def check_site_chrome() -> None:
    """Rewrite the snapshot of menus, footer and helplines if it is missing or outdated."""
    check_snapshot()
