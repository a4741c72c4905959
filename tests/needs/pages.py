"""What tests of pages share: addresses, a posted screen, a picture."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image


def address(name, *args):
    return reverse(f"needs:{name}", args=args)


def post_screen(client, need, n, **values):
    need.refresh_from_db()
    data = {"version": need.version, "aksi": "lanjut"} | values
    return client.post(address("need-screen", need.pk, n), data)


def picture(name="foto.jpg", size=(60, 40)):
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
