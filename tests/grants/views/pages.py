"""Addresses below one application, and the words of an answer."""

from django.urls import reverse


def page(application, name="task_list", **kwargs):
    return reverse(name, kwargs={"pk": application.pk, **kwargs})


def sheet(application, slug):
    return page(application, "task", slug=slug)


def text(response):
    return response.content.decode()
