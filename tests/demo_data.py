"""The data folder of the demo site: created once per day and state of the code, then copied.

Loading the demo and rendering its images takes longer than most files of browser tests. The demo's
dates are relative to today, and any file of the project may change its content.
"""

import fcntl
import shutil
from datetime import date
from pathlib import Path

from django.db import connection

from tests.database import compute_key, copy_sqlite_template
from tests.live_site import ROOT, manage, run_script

CACHE = ROOT / ".cache" / "demo-data"
SOURCES = "site home news events resources membership search templates".split()
DRAW_IMAGES = """
import django
django.setup()
from core.images.prerender import find_missing_renditions
from core.images.renditions import create_rendition
for image, spec in find_missing_renditions():
    create_rendition(image, spec)
"""


def get_demo_data() -> Path:
    """The folder that tests copy. It must not be changed."""
    files = {path for name in SOURCES for path in (ROOT / name).rglob("*") if path.is_file()}
    sources = {path for path in files if path.suffix != ".pyc"}
    key = compute_key(sources | {ROOT / "requirements.txt", Path(__file__)})
    data, building = CACHE / f"{date.today()}-{key}", CACHE / "building"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.exists():
            # Other test runs may still copy the newest ones.
            for old in sorted(CACHE.glob("*-*"), key=lambda it: it.stat().st_mtime)[:-3]:
                shutil.rmtree(old)
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir()
            _build(building)
            building.rename(data)
    return data


def _build(data: Path) -> None:
    if connection.vendor == "sqlite":
        # Copy a migrated database: migrating takes twice as long as the rest.
        copy_sqlite_template(data / "site.sqlite3")
    _manage("setup_site", "--demo", data=data)
    # Render all images, or each served copy would render the missing ones.
    run_script(DRAW_IMAGES, data_dir=data)
    _manage("run_minutely_jobs", data=data)


def _manage(*arguments: str, data: Path) -> None:
    done = manage(*arguments, data_dir=data)
    assert done.returncode == 0, done.stdout + done.stderr
