"""What the pages of the room have in common: a list with filters, and a form on one screen."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from ibasho.accounts.doors import Needs
from ibasho.accounts.permissions import Capability

PAGE = 50


def trail(list_name, list_label, here):
    """The breadcrumb of one record: back to its list."""
    return [{"label": list_label, "url": reverse(list_name)}, {"label": here, "url": ""}]


class ListPage(Needs, TemplateView):
    """Rows narrowed by `filter_class` from the address; `rows` says where they come from."""

    capability = Capability.READ
    filter_class = None

    def rows(self):
        raise NotImplementedError

    def paginator(self, found):
        return Paginator(found, PAGE)

    def get_context_data(self, **kwargs):
        rows = self.rows()
        filters = self.filter_class(self.request.GET, today=timezone.localdate(), span=rows.span())
        found = filters.narrow(rows)
        page = self.paginator(found).get_page(self.request.GET.get("page"))
        may_write = self.request.user.may(Capability.LISTEN)
        return super().get_context_data(
            filters=filters, page=page, found=found, may_write=may_write, **kwargs
        )


class FormPage(Needs, FormView):
    """A form that ends at the page of what was saved; `save` makes the one call inward."""

    capability = Capability.LISTEN
    saved = ""

    def save(self, form):
        """The saved record, or None when the form has been told what is wrong."""
        raise NotImplementedError

    def form_valid(self, form):
        record = self.save(form)
        if record is None:
            return self.form_invalid(form)
        messages.success(self.request, self.saved)
        return redirect(record)


class EditPage(FormPage):
    """The same for a record that is there already: `record` finds it, or answers 404."""

    @property
    def record(self):
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(record=self.record, **kwargs)
