"""What the doors log: where something went wrong, under a reference, and none of its values.

An error's own words may repeat a child's: databases quote the row they refuse. So only the kind of
error and the lines of our program are kept, and no time of day.
"""

import logging
import secrets
from typing import TextIO, cast

from flask import Flask, g, has_request_context
from flask.logging import wsgi_errors_stream

from voice.faults import where


class _WithoutValues(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            reference = secrets.token_hex(4)
            record.msg = f"{record.getMessage()}, reference {reference}\n{where(error)}"
            record.args, record.exc_info, record.exc_text = (), None, None
            if has_request_context():
                g.reference = reference
        return True


def keep_values_out(app: Flask) -> None:
    """Let an application log errors without values and without a clock; pages know the reference
    as ``g.reference``."""
    handler = logging.StreamHandler(cast("TextIO", wsgi_errors_stream))
    handler.setFormatter(logging.Formatter("%(levelname)s in %(name)s: %(message)s"))
    app.logger.handlers = [handler]
    app.logger.filters = [_WithoutValues()]
