"""Production refuses to start with what only the demo may have, and says what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 25 + "0123456789" * 3
GOOD = {"SAMBUNG_MODE": "production", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "sambung.example"}
SETTINGS = "import sambung.settings as s; print(s.SECURE_SSL_REDIRECT, s.DEBUG, s.SECRET_KEY[:3])"


def start(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Import the settings as a fresh process would, with these variables and nothing else."""
    env = {"PATH": os.environ["PATH"], "SAMBUNG_DATA_DIR": str(tmp_path), **settings}
    return subprocess.run(
        [sys.executable, "-c", SETTINGS],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_with_a_key_and_hosts_starts_safe(tmp_path):
    done = start(tmp_path, **GOOD)
    assert done.stdout.split() == ["True", "False", "kkk"], done.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "demo-key-never-for-production"}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "at least 40 random characters"),
        ({"DEBUG": "true"}, "DEBUG must be false"),
        ({"DEBUG": "maybe"}, "DEBUG must be true or false"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL must be"),
        ({"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL must be"),
        ({"UPLOAD_LIMIT_MB": "many"}, "UPLOAD_LIMIT_MB must be a whole number"),
        ({"UPLOAD_LIMIT_MB": "0"}, "between 1 and 100"),
        ({"SAMBUNG_MODE": "prod"}, "SAMBUNG_MODE must be"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be"),
    ],
)
def test_production_with_a_bad_setting_refuses_to_start(tmp_path, change, message):
    done = start(tmp_path, **{**GOOD, **change})
    assert done.returncode != 0
    assert message in done.stderr


def test_mode_that_nobody_set_is_production(tmp_path):
    assert "SECRET_KEY must be set" in start(tmp_path).stderr
