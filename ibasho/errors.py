"""Place of the error pages until they move in."""


def csrf_failure(request, reason=""):
    raise NotImplementedError
