"""Pages of tasks: whose they are, what a wrong form says, what the files hold."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sambung.parties.models import Task
from tests.needs import world as needs
from tests.parties import world

pytestmark = pytest.mark.db
HERE = "/pihak/tugas/"


def text(answer) -> str:
    return answer.content.decode()


def test_task_is_written_once_and_stands_in_list_home_and_week(cast, as_person):
    ayu = as_person(cast.ayu)
    given = {
        "text": "Telepon <TJSL>",
        "due_on": timezone.localdate().isoformat(),
        "owner": cast.ayu.pk,
        "organisation": "PT Contoh Banua Energi",
        "url": "/usulan/1/",
        "token": "satu",
    }
    for _ in range(2):
        assert ayu.post(f"{HERE}baru/", given).status_code == 302
    task = Task.objects.get()
    assert (task.organisation, task.url) == (cast.company, "/usulan/1/")
    for path in (HERE, "/", f"{HERE}pekan-ini/", f"{HERE}{task.pk}/"):
        assert "Telepon &lt;TJSL&gt;" in text(ayu.get(path)), path
    assert "Telepon <TJSL>" in ayu.get(f"{HERE[:-1]}.csv").content.decode("utf-8-sig")


def test_task_form_says_what_is_wrong_and_drops_foreign_addresses(cast, as_person):
    ayu = as_person(cast.ayu)
    answer = text(ayu.post(f"{HERE}baru/", {"text": "X", "due_on": "kapan", "owner": cast.eka.pk}))
    assert answer.count("field-error") or "Dikerjakan oleh" in answer
    assert not Task.objects.exists()
    good = {"text": "X", "due_on": "2026-12-01", "owner": cast.ayu.pk}
    ayu.post(f"{HERE}baru/", {**good, "url": "https://jahat.example/"})
    assert Task.objects.get().url == ""


def test_task_list_narrows_by_whose_state_and_party(cast, as_person):
    ayu, task = as_person(cast.ayu), world.task(cast)
    assert "Telepon bagian TJSL" in text(ayu.get(f"{HERE}?siapa=kami&pihak=banua&urut=-pemilik"))
    assert "Tidak ada tugas di sini" in text(ayu.get(f"{HERE}?keadaan=terlambat"))
    Task.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    assert "terlambat 2 hari" in text(ayu.get(f"{HERE}?keadaan=terlambat"))
    assert "Tidak ada tugas di sini" in text(ayu.get(f"{HERE}?keadaan=ngawur"))
    assert task.text not in text(as_person(cast.eka).get(f"{HERE}?siapa=kami"))


def test_task_steps_and_refusals(cast, as_person):
    ayu, task = as_person(cast.ayu), world.task(cast)
    path = f"{HERE}{task.pk}/"
    assert ayu.post(f"{path}batal/", {"version": 1, "reason": " "}).status_code == 409
    assert ayu.post(f"{path}selesai/", {"version": 1}).status_code == 302
    assert ayu.post(f"{path}selesai/", {"version": 1}).status_code == 409
    assert "Buka lagi" in text(ayu.get(path))
    assert ayu.post(f"{path}buka/", {"version": 2}).status_code == 302
    given = {"text": "Lain", "due_on": "2026-12-01", "owner": cast.ayu.pk, "version": 3}
    assert ayu.post(path, given).status_code == 302
    assert Task.objects.get().text == "Lain"
    eka = as_person(cast.eka)
    assert eka.get(path).status_code == 404
    assert eka.post(f"{path}selesai/", {"version": 4}).status_code == 404


def test_task_about_a_need_stands_on_its_page_for_its_house_alone(cast, as_person):
    need = needs.sent(cast)
    ayu = as_person(cast.ayu)
    page = text(ayu.get(f"/usulan/{need.pk}/"))
    assert f"tentang=needs.need&amp;nomor={need.pk}" in page
    given = {"text": "Cek sumber air", "due_on": "2030-01-01", "owner": cast.ayu.pk}
    ayu.post(f"{HERE}baru/", {**given, "label": "needs.need", "number": need.pk})
    assert "Cek sumber air" in text(ayu.get(f"/usulan/{need.pk}/"))
    assert "Cek sumber air" not in text(as_person(cast.gani).get(f"/usulan/{need.pk}/"))
