"""What a phone keeps: the service worker's headers, whose pages they are, the outbox's answers."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from sambung.parties.models import Membership, Role
from sambung.web.pages.offline import ICONS, SHELL, VISITOR, person_key
from tests.needs import world

OUTBOX = {"X-Outbox": "1"}


def test_service_worker_is_served_at_the_root_for_the_whole_site(db):
    answer = Client().get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/"
    assert "no-store" in answer["Cache-Control"]
    assert "'unsafe" not in answer["Content-Security-Policy"]
    first = next(line for line in answer.content.decode().splitlines() if "FACTS =" in line)
    facts = json.loads(first.removeprefix("const FACTS = ").removesuffix(";"))
    assert facts["offline"] == "/luring/"
    assert all(url.startswith(facts["static"]) for url in facts["files"])
    assert len(facts["version"]) == 12


def test_every_file_of_the_shell_is_there(db):
    assert [name for name in SHELL if finders.find(name) is None] == []
    assert [name for name, _use in ICONS if finders.find(f"ui/icons/icon-{name}.png") is None] == []


def test_manifest_names_icons_and_a_start(db):
    told = json.loads(Client().get("/manifest.webmanifest").content)
    assert (told["start_url"], told["display"]) == ("/", "standalone")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    assert "maskable" in {icon["purpose"] for icon in told["icons"]}


def test_pages_say_whose_they_are_without_saying_who(cast, as_person):
    gani, ayu = as_person(cast.gani), as_person(cast.ayu)
    marks = {client.get("/")["X-Sambung-Person"] for client in (Client(), gani, ayu)}
    assert len(marks) == 3
    assert Client().get("/")["X-Sambung-Person"] == VISITOR
    assert str(cast.gani.pk) not in gani.get("/")["X-Sambung-Person"].split(".")
    assert (
        person_key(cast.actor(cast.ayu)).split(".")[0] == ayu.get("/luring/siapa/").json()["owner"]
    )


def test_another_hat_is_another_person_to_the_kept_pages_but_not_to_the_drafts(cast):
    Membership.objects.create(user=cast.ayu, organisation=cast.pokja, role=Role.OFFICER)
    first = person_key(cast.actor(cast.ayu, cast.bappeda))
    second = person_key(cast.actor(cast.ayu, cast.pokja))
    assert first != second
    assert first.split(".")[0] == second.split(".")[0]


def test_who_gives_a_token_that_a_form_takes(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.gani, backend="django.contrib.auth.backends.ModelBackend")
    told = client.get("/luring/siapa/")
    assert "no-store" in told["Cache-Control"]
    data = {"organisation": cast.village.pk, "csrfmiddlewaretoken": told.json()["csrf"]}
    answer = client.post("/pihak/peran/", data, headers=OUTBOX)
    assert answer.json() == {"url": "/pihak/saya/"}


def test_outbox_is_told_where_a_form_led_and_when_to_sign_in(cast, as_person):
    need = world.draft(cast)
    path = f"/usulan/{need.pk}/isi/2/"
    data = {"version": need.version, "aksi": "lanjut", "service": "water", "problem": "Keruh"}
    sent = as_person(cast.gani).post(path, data, headers=OUTBOX)
    assert (sent.status_code, sent.json()) == (200, {"url": f"/usulan/{need.pk}/isi/3/"})
    stranger = Client().post(path, data, headers=OUTBOX)
    assert stranger.status_code == 401
    assert "/akun/" in stranger.json()["login"]


def test_outbox_reads_a_refusal_as_data(cast, as_person):
    answer = as_person(cast.citra).post("/usulan/satu-halaman/", {}, headers=OUTBOX)
    assert answer.status_code == 403
    assert "pihak desa" in answer.json()["reason"]


@pytest.mark.parametrize("who", ["gani", "citra"])
def test_page_of_the_phone_is_the_same_for_everybody(cast, as_person, who):
    page = as_person(getattr(cast, who)).get("/luring/").content.decode()
    assert "Di ponsel ini" in page
    assert cast.gani.name not in page
    assert cast.citra.name not in page


def test_forms_that_open_without_signal_are_those_one_may_use(cast, as_person):
    assert "/usulan/satu-halaman/" in as_person(cast.gani).get("/").content.decode()
    assert "/usulan/satu-halaman/" not in Client().get("/").content.decode()
