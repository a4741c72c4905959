import json
import logging

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from sambung.core import audit, health, jobs, seals, triggers
from sambung.core.access import SYSTEM
from sambung.core.logs import REQUEST_ID, JsonFormatter
from sambung.core.models import Job, WorkerBeat
from sambung.parties.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def ask() -> tuple[int, dict]:
    answer = Client().get("/healthz")
    return answer.status_code, answer.json()


def test_healthz_without_worker_serves_and_says_so():
    status, facts = ask()
    assert status == 200
    assert facts == {
        "database": True,
        "migrated": True,
        "trail_guarded": True,
        "worker": False,
        "worker_seconds": None,
    }


def test_healthz_with_worker_says_when_it_last_beat():
    now = timezone.now()
    WorkerBeat.objects.create(worker="w", at=now, started_at=now)
    _, facts = ask()
    assert facts["worker"] is True
    assert 0 <= facts["worker_seconds"] < 5


def test_healthz_with_an_unguarded_trail_says_so():
    triggers.remove(connection)
    assert ask()[1]["trail_guarded"] is False


def test_healthz_with_a_missing_migration_answers_503(monkeypatch):
    monkeypatch.setattr(health, "is_migrated", lambda: False)
    assert ask()[0] == 503


def test_health_page_is_for_the_operator_alone(cast, as_person):
    assert Client().get("/operator/kesehatan/").status_code == 404
    assert as_person(cast.eka).get("/operator/kesehatan/").status_code == 404
    assert as_person(cast.ayu).get("/operator/kesehatan/").status_code == 404


def test_health_page_shows_queue_and_trail_to_the_operator(as_person):
    operator = User.objects.create_superuser(email="op@example.org", password="-")
    audit.record("test.done", Job(pk=1), by=SYSTEM)
    seals.seal()
    jobs.enqueue("core.sweep")
    page = as_person(operator).get("/operator/kesehatan/").content.decode()
    assert "core.sweep" in page
    assert seals.head()[:16] in page


def test_request_id_of_a_proxy_is_kept_and_a_strange_one_is_not():
    client = Client()
    given = client.get("/healthz", headers={"X-Request-Id": "abcdef12-34"})
    assert given["X-Request-Id"] == "abcdef12-34"
    strange = client.get("/healthz", headers={"X-Request-Id": 'x" onload='})
    assert len(strange["X-Request-Id"]) == 16


def test_request_is_logged_by_route_never_by_path(caplog):
    with caplog.at_level(logging.INFO, logger="sambung.request"):
        Client().get("/usulan/123456/?rahasia=ya")
    line = JsonFormatter().format(caplog.records[-1])
    facts = json.loads(line)
    assert facts["route"] == "usulan/<int:pk>/"
    assert facts["method"] == "GET"
    assert "123456" not in line
    assert "rahasia" not in line


def test_request_that_is_refused_is_logged_without_the_secret_of_its_link(caplog):
    secret = "k3Yb0vLq9ZtXw2RsPd7uHc1mNfEa4GjQ"
    with caplog.at_level(logging.WARNING, logger="django.request"):
        Client().get(f"/pihak/t/{secret}/")
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert any("/pihak/t/" in line for line in lines)
    assert not any(secret in line for line in lines)


def test_log_line_carries_the_request_id():
    token = REQUEST_ID.set("0123456789abcdef")
    record = logging.makeLogRecord({"msg": "text", "levelname": "INFO", "name": "sambung"})
    assert json.loads(JsonFormatter().format(record))["request"] == "0123456789abcdef"
    REQUEST_ID.reset(token)
