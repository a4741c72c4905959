import subprocess
import sys

from tests.journeys.site import ROOT, environment


def test_demo_shows_what_the_data_says(site):
    checker = [sys.executable, "script/demo_check.py", site.url]
    done = subprocess.run(
        checker, cwd=ROOT, env=environment(site.home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all pages agree with the data" in done.stdout
