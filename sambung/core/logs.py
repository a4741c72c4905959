"""Structured logs: one JSON object per line, each with the id of the request it belongs to."""

import json
import logging
import re
import secrets
from contextvars import ContextVar
from datetime import UTC, datetime

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
GIVEN_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
# Django names the path of a request it refuses; that of a personal link is a key.
SECRET = re.compile(r"/[\w-]{20,}(?=[/\s?]|$)")
STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}


def new_request_id(given: str) -> str:
    """Return the id a proxy gave when it is a plain one, else a fresh id."""
    return given if GIVEN_ID.match(given) else secrets.token_hex(8)


class JsonFormatter(logging.Formatter):
    """Writes a record and everything given by `extra=` as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        facts: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": SECRET.sub("/…", record.getMessage()),
        }
        if REQUEST_ID.get():
            facts["request"] = REQUEST_ID.get()
        facts |= {name: value for name, value in vars(record).items() if name not in STANDARD}
        if record.exc_info:
            facts["trace"] = self.formatException(record.exc_info)
        return json.dumps(facts, default=str, ensure_ascii=False)
