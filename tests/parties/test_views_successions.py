"""Pages of pindah tugas: what they show before anything passes, and for whom they open."""

import pytest

from sambung.parties.models import Membership, Succession, User
from tests.parties.test_actions_successions import full_desk, hat, rina

pytestmark = pytest.mark.db


def text(answer) -> str:
    return answer.content.decode()


def test_officer_chooses_sees_what_passes_confirms_and_is_signed_out(cast, as_person):
    heir = hat(rina(cast), cast.bappeda)
    full_desk(cast)
    path = f"/pihak/pindah-tugas/{hat(cast.ayu, cast.bappeda).pk}/"
    ayu = as_person(cast.ayu)
    assert path in text(ayu.get("/pihak/saya/"))
    assert "Rina" in text(ayu.get(path))
    page = text(ayu.get(f"{path}?kepada={heir.pk}"))
    assert "Pindahkan tugas Ayu ke Rina?" in page
    assert "Telepon bagian TJSL" in page
    assert "akun Ayu ditutup" in page
    assert not Succession.objects.exists()
    answer = ayu.post(path, {"kepada": heir.pk}, follow=True)
    assert "sudah pindah ke Rina" in text(answer)
    assert ayu.get("/pihak/saya/").status_code == 302
    row = Succession.objects.get()
    successor = as_person(heir.user)
    assert "Dari Ayu ke Rina" in text(successor.get(f"/pihak/penggantian/{row.pk}/"))
    assert successor.post(f"/pihak/penggantian/{row.pk}/batal/").status_code == 302
    assert User.objects.get(pk=cast.ayu.pk).is_active


def test_head_passes_the_duties_of_somebody_who_left(cast, as_person):
    Membership.objects.create(user=cast.hana, organisation=cast.bappeda, role="head")
    heir = hat(rina(cast), cast.bappeda)
    hana = as_person(cast.hana)
    session = hana.session
    session["hat"] = cast.bappeda.pk
    session.save()
    path = f"/pihak/pindah-tugas/{hat(cast.ayu, cast.bappeda).pk}/"
    answer = hana.post(path, {"kepada": heir.pk}, follow=True)
    assert "Dari Ayu ke Rina" in text(answer)


def test_invited_successor_is_waited_for_and_can_be_withdrawn(cast, as_person):
    ayu, pk = as_person(cast.ayu), hat(cast.ayu, cast.bappeda).pk
    path = f"/pihak/pindah-tugas/{pk}/"
    assert "Undang orang baru" in text(ayu.get(path))
    sent = text(ayu.post(f"{path}undang/", {"for_name": "Rina", "phone": "", "token": "satu"}))
    assert "melanjutkan tugas Ayu" in sent
    row = Succession.objects.get()
    assert ayu.get(path).url == f"/pihak/penggantian/{row.pk}/"
    assert "menunggu pengganti" in text(ayu.get(f"/pihak/penggantian/{row.pk}/"))
    assert "menunggu Rina bergabung" in text(ayu.get(cast.bappeda.get_absolute_url()))
    assert ayu.post(f"/pihak/penggantian/{row.pk}/batal/").status_code == 302
    assert ayu.get(path).status_code == 200


@pytest.mark.parametrize("who", ["eka", "citra"])
def test_pages_are_closed_to_other_houses(cast, as_person, who):
    other, pk = as_person(getattr(cast, who)), hat(cast.ayu, cast.bappeda).pk
    row = Succession.objects.create(
        organisation=cast.bappeda,
        leaver=cast.ayu,
        successor=cast.hana,
        by=cast.ayu,
        at=cast.bappeda.created_at,
    )
    for path in (f"pindah-tugas/{pk}/", f"pindah-tugas/{pk}/undang/", f"penggantian/{row.pk}/"):
        assert other.get(f"/pihak/{path}").status_code == 404
    assert other.post(f"/pihak/penggantian/{row.pk}/batal/").status_code == 404


def test_plain_colleague_passes_nobody_elses_duties(cast, as_person):
    heir = rina(cast)
    path = f"/pihak/pindah-tugas/{hat(cast.ayu, cast.bappeda).pk}/"
    assert as_person(heir).get(path).status_code == 403
    strange = hat(cast.eka, cast.other_bappeda).pk
    assert as_person(cast.ayu).get(f"{path}?kepada={strange}").status_code == 404
