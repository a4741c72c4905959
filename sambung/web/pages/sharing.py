"""*Bagikan ke WhatsApp*: plain lines in the person's own WhatsApp; no gateway, no tracking."""

from collections.abc import Iterable
from urllib.parse import quote


def whatsapp_url(lines: Iterable[str]) -> str:
    """Return the wa.me address that opens a message with these lines."""
    return f"https://wa.me/?text={quote(chr(10).join(lines), safe='')}"
