"""What somebody had typed when the door of sign-in fell shut: kept until they are back."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import QueryDict

KEY = "unsent"
LONGEST = 100_000  # letters of one post; the session is no place for more


def keeps_typing(view):
    """Mark a view whose posts are kept over sign-in. It reads them by `typed_before_sign_in`,
    after making sure that this person may write there."""
    view.keeps_typing = True
    return view


class SignInFirst(LoginRequiredMiddleware):
    """Django's closed door, which does not let fall what the caller carries."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and getattr(view_func, "keeps_typing", False):
            _keep(request)
        return super().handle_no_permission(request, view_func)


def _keep(request) -> None:
    typed = {key: values for key, values in request.POST.lists() if key != "csrfmiddlewaretoken"}
    length = sum(len(key) + sum(map(len, values)) for key, values in typed.items())
    if length <= LONGEST:
        request.session[KEY] = {"path": request.path, "typed": typed}


def typed_before_sign_in(request) -> QueryDict | None:
    """The post that met the closed door at this address, once; None if there was none."""
    if request.session.get(KEY, {}).get("path") != request.path:
        return None
    post = QueryDict(mutable=True)
    for key, values in request.session.pop(KEY)["typed"].items():
        post.setlist(key, values)
    return post
