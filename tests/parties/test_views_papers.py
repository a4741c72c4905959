"""Pages of the letterhead: for whom they open, and what a wrong form keeps."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sambung.parties import queries
from tests.parties.test_actions_papers import png

pytestmark = pytest.mark.db


def text(answer) -> str:
    return answer.content.decode()


def test_letterhead_is_written_and_shown(cast, as_person):
    path = f"/pihak/organisasi/{cast.bappeda.pk}/kop/"
    ayu = as_person(cast.ayu)
    assert "BAPPEDA BALANGAN" in text(ayu.get(path))
    given = {"lines": "PEMERINTAH & <b>", "place": "Paringin", "version": "0"}
    logo = SimpleUploadedFile("lambang.png", png())
    assert ayu.post(path, {**given, "logo": logo}).status_code == 302
    assert "PEMERINTAH &amp; &lt;b&gt;" in text(ayu.get(path))
    logo = b"".join(ayu.get(f"{path}lambang/").streaming_content)
    assert logo.startswith(b"\x89PNG")
    assert ayu.post(path, given).status_code == 409


def test_letterhead_says_what_is_wrong(cast, as_person):
    path = f"/pihak/organisasi/{cast.bappeda.pk}/kop/"
    logo = SimpleUploadedFile("lambang.pdf", b"%PDF-1.4 x")
    answer = as_person(cast.ayu).post(path, {"lines": "a\nb\nc\nd\ne\nf", "logo": logo})
    assert "Paling banyak lima baris" in text(answer)
    assert "harus berupa foto" in text(answer)
    assert queries.letterhead_of(cast.bappeda.pk) is None


def test_letterhead_is_closed_to_others(cast, as_person):
    path = f"/pihak/organisasi/{cast.bappeda.pk}/kop/"
    for person in (cast.eka, cast.citra):
        assert as_person(person).get(path).status_code == 403
        assert as_person(person).get(f"{path}lambang/").status_code == 404
