import io
import logging

import pytest
from django.conf import settings
from django.utils.module_loading import import_string


def written(status):
    """What the log says of a request that ended with this status because of an exception."""
    console = settings.LOGGING["handlers"]["console"]
    handler = logging.StreamHandler(io.StringIO())
    for name in console["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    logger = logging.Logger("django.request")
    logger.addHandler(handler)
    try:
        raise PermissionError("not yours")
    except PermissionError:
        logger.warning("Answered: /x", exc_info=True, extra={"status_code": status})
    return handler.stream.getvalue()


@pytest.mark.parametrize(("status", "is_traced"), [(403, False), (503, False), (500, True)])
def test_a_refused_request_takes_one_line_of_the_log_and_a_fault_all_that_tells_of_it(status, is_traced):
    said = written(status)
    assert said.startswith("Answered: /x")
    assert ("Traceback" in said) == is_traced
