"""A first visit to a form page stays small: at most 120 KB in all, compressed as served."""

import pytest

from bench.weight import FORM_GOAL, VISITS, measured

FORMS = [visit for visit in VISITS if visit.kind == "form"]
WHO = {"": None, "desa": "gani", "bappeda": "nur", "csr": "citra"}


@pytest.mark.parametrize("visit", FORMS, ids=lambda one: f"{one.path}{one.login.partition('@')[0]}")
def test_first_visit_to_a_form_weighs_no_more_than_its_budget(chromium, site, visit):
    who = WHO[visit.login.partition("@")[0]]
    key = site.facts["cookies"].get(who)
    cookies = [{"name": "sessionid", "value": key, "url": site.url}] if key else []
    row = measured(chromium, site.url, visit, cookies, is_slow=False)
    assert row["status"] == 200
    assert row["bytes"] <= FORM_GOAL, row["heaviest"]
