"""Progress is stated by one with photos, verified by another; photos are public with consent."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import ExifTags, Image

from sambung.core.access import ANONYMOUS, Conflict, Refused
from sambung.core.files import path_of
from sambung.delivery import actions, queries
from sambung.delivery.actions import PhotosTaken
from sambung.delivery.forms.photos import exif_of
from sambung.delivery.models import Progress, ProgressPhoto
from sambung.partnerships.models import Partnership
from tests.delivery.test_views_work import address, send
from tests.delivery.world import milestone, running, today

pytestmark = pytest.mark.db


def picture(exif: bool = False) -> bytes:
    """Return a small JPEG; with EXIF it says 31 March 2027 09:15:30, 2.5 S 115.25 E."""
    out = BytesIO()
    values = Image.Exif()
    if exif:
        values.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2027:03:31 09:15:30"
        place = values.get_ifd(ExifTags.IFD.GPSInfo)
        place.update({1: "S", 2: (2.0, 30.0, 0.0), 3: "E", 4: (115.0, 15.0, 0.0)})
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=values)
    return out.getvalue()


def stated(cast, partnership, percent=50, **changes):
    """Return a report of the village itself."""
    values = {"on": today(), "organisation": cast.village, "by": cast.actor(cast.gani)}
    return actions.state_progress(partnership=partnership, percent=percent, **{**values, **changes})


def photos(**changes) -> PhotosTaken:
    """Return one picture at 50 %."""
    return PhotosTaken(files=[ContentFile(picture(), "foto.jpg")], mark=50, **changes)


def test_stated_by_the_village_verified_by_the_desk_once(cast):
    report = stated(cast, running(cast))
    actions.verify_progress(progress=report, grade="lapangan", by=cast.actor(cast.ayu))
    assert (report.verifier_id, report.grade) == (cast.bappeda.pk, "lapangan")
    with pytest.raises(Conflict):
        actions.return_progress(progress=report, reason="salah", by=cast.actor(cast.hana))


def test_own_report_is_not_verified_by_oneself_nor_by_a_stranger(cast):
    report = stated(cast, running(cast))
    for user in (cast.gani, cast.citra, cast.eka):
        with pytest.raises(Refused):
            actions.verify_progress(progress=report, grade="meja", by=cast.actor(user))
    report.refresh_from_db()
    assert report.verified_on is None


def test_lower_than_verified_needs_a_note(cast):
    partnership = running(cast)
    report = stated(cast, partnership, 50)
    stated(cast, partnership, 40)  # nothing is verified yet: a correction
    actions.verify_progress(progress=report, grade="meja", by=cast.actor(cast.ayu))
    with pytest.raises(Refused):
        stated(cast, partnership, 30)
    stated(cast, partnership, 30, note="galian runtuh karena hujan")
    assert queries.last_verified(partnership, None) == report


def test_returned_with_reason_counts_no_more(cast):
    partnership = running(cast)
    report = stated(cast, partnership)
    actions.return_progress(progress=report, reason="foto gelap", by=cast.actor(cast.ayu))
    rows = list(queries.reports_of(queries.circle_of(partnership), cast.actor(cast.gani)))
    assert rows[0].state == "returned"
    assert queries.curve_for([], [rows[0].report]).stated == ()


@pytest.mark.parametrize("change", [{"percent": 101}, {"on": today() + timedelta(days=1)}])
def test_impossible_reports_are_refused(cast, change):
    with pytest.raises(Refused):
        stated(cast, running(cast), **change)


def test_same_form_twice_is_one_report(cast):
    partnership = running(cast)
    stated(cast, partnership, token="satu")
    with pytest.raises(Conflict):
        stated(cast, partnership, token="satu")
    assert Progress.objects.count() == 1


def test_photo_is_public_only_with_consent_and_a_published_page(cast):
    partnership = running(cast)
    photo = stated(cast, partnership, photos=photos()).photos.get()
    with pytest.raises(Refused):
        actions.publish_photo(photo=photo, consent_by=" ", by=cast.actor(cast.gani))
    with pytest.raises(Refused):
        actions.publish_photo(photo=photo, consent_by="Kades", by=cast.actor(cast.citra))
    actions.publish_photo(photo=photo, consent_by="Kades", by=cast.actor(cast.gani))
    assert not queries.photos_visible_to(ANONYMOUS).exists()
    assert not queries.photos_visible_to(cast.actor(cast.eka)).exists()
    assert queries.photos_visible_to(cast.actor(cast.citra)).exists()
    Partnership.objects.filter(pk=partnership.pk).update(is_published=True)
    partnership.refresh_from_db()
    assert queries.photos_visible_to(ANONYMOUS).get() == photo
    assert queries.public_photos_of(partnership) == [photo]
    Partnership.objects.filter(pk=partnership.pk).update(
        closed_at=timezone.now(), closing_reason="selesai"
    )
    photo.refresh_from_db()
    with pytest.raises(Refused):
        actions.hide_photo(photo=photo, by=cast.actor(cast.citra))
    actions.hide_photo(photo=photo, by=cast.actor(cast.gani))
    assert not queries.photos_visible_to(ANONYMOUS).exists()


def test_stored_photo_keeps_no_exif_and_what_it_said_is_read_only_when_asked(cast, as_person):
    partnership = running(cast)
    raw = picture(exif=True)
    assert exif_of(BytesIO(raw))["latitude"] == -2.5
    url = address("progress-add", partnership)
    for ticked in ({}, {"reads_photo": "on"}):
        upload = SimpleUploadedFile("foto.jpg", raw, "image/jpeg")
        typed = {"percent": "25", "mark": "25", "photos": upload, **ticked}
        assert send(as_person(cast.gani), url, **typed).status_code == 302
    silent, told = ProgressPhoto.objects.order_by("id")
    assert (silent.taken_at, silent.latitude) == (None, None)
    assert (told.latitude, told.longitude) == (-2.5, 115.25)
    assert timezone.localtime(told.taken_at).hour == 9
    assert b"2027:03:31" not in path_of(told.file.sha256).read_bytes()
    with Image.open(path_of(told.file.sha256)) as kept:
        assert not kept.getexif()


def test_what_is_no_picture_has_no_place():
    assert exif_of(BytesIO(b"%PDF-1.4")) == {}


def test_form_keeps_what_was_typed_and_is_sent_once(cast, as_person):
    partnership = running(cast)
    client = as_person(cast.gani)
    url = address("progress-add", partnership)
    wrong = send(client, url, percent="120", mark="25", note="tiang sudah berdiri")
    assert wrong.status_code == 422
    assert "tiang sudah berdiri" in wrong.content.decode()
    typed = {"percent": "25", "mark": "25", "token": "satu", "on": today().isoformat()}
    first, again = client.post(url, typed), client.post(url, typed)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert Progress.objects.count() == 1


def test_outsider_opens_neither_report_nor_photo(cast, as_person):
    partnership = running(cast)
    report = stated(cast, partnership, photos=photos())
    photo = report.photos.get()
    eka = as_person(cast.eka)
    for url in (
        address("progress-add", partnership),
        address("progress-verify", partnership, report.pk),
        address("progress-return", partnership, report.pk),
        address("progress-photo", partnership, photo.pk),
        address("photo-show", partnership, photo.pk),
    ):
        assert eka.get(url).status_code == 404
    assert eka.post(address("photo-hide", partnership, photo.pk)).status_code == 404


def test_reports_are_verified_and_returned_on_their_pages(cast, as_person):
    partnership = running(cast)
    first, second = stated(cast, partnership, 25), stated(cast, partnership, 50)
    milestone(cast, partnership)
    ayu = as_person(cast.ayu)
    send(ayu, address("progress-verify", partnership, first.pk), grade="lapangan")
    send(ayu, address("progress-return", partnership, second.pk), reason="foto gelap")
    page = ayu.get(address("work", partnership)).content.decode()
    assert "foto gelap" in page
    assert "terverifikasi" in page
    assert "<svg" in page


@pytest.mark.parametrize(
    "change",
    [
        {"percent": 101},
        {"verified_on": today()},
        {"verified_on": today(), "verifier_id": 1, "returned_at": timezone.now()},
    ],
)
def test_database_keeps_reports_whole(cast, change):
    report = stated(cast, running(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Progress.objects.filter(pk=report.pk).update(**change)


@pytest.mark.parametrize("change", [{"mark": 30}, {"is_published": True, "consent_by": ""}])
def test_database_keeps_photos_whole(cast, change):
    photo = stated(cast, running(cast), photos=photos()).photos.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressPhoto.objects.filter(pk=photo.pk).update(**change)
