"""Which form goes with which step of the staff, filled with what is known already."""

from datetime import date

from grants.applying import correcting
from grants.awarded import reporting
from grants.forms.review import AwardForm, DeclineForm, RecommendForm, ReturnForm, SendBackForm
from grants.forms.settling import CheckReportForm, RevokeForm, SettleForm
from grants.models import Application
from grants.permissions import alone


def form_for(step: str, application: Application, data=None, *, by, today: date):
    """The form of a step that `by` would take; None for a step that asks nothing."""
    made = FORMS.get(step)
    return made(application, data, by=by, today=today, auto_id=f"id_{step}_%s") if made else None


def _return(application, data, *, by, today, **kwargs):
    asked = correcting.sent(application).values()
    return ReturnForm(data, today=today, asked=asked, **kwargs)


def _recommend(application, data, *, by, today, **kwargs):
    most = application.requested_amount
    return RecommendForm(data, most=most, initial={"amount": most}, **kwargs)


def _award(application, data, *, by, today, **kwargs):
    proposed = application.recommended_amount
    initial = {"amount": proposed or None}
    most = application.requested_amount
    kwargs["alone"] = alone(by, application, "award")
    return AwardForm(data, most=most, proposed=proposed, initial=initial, **kwargs)


def _decline(application, data, *, by, today, **kwargs):
    return DeclineForm(data, alone=alone(by, application, "decline"), **kwargs)


def _send_back(_application, data, *, by, today, **kwargs):
    return SendBackForm(data, **kwargs)


def _return_report(application, data, *, by, today, **kwargs):
    asked = correcting.report_items(reporting.latest(application)).values()
    return ReturnForm(data, today=today, asked=asked, **kwargs)


def _check_report(application, data, *, by, today, **kwargs):
    most = reporting.most(application)
    return CheckReportForm(data, most=most, initial={"amount": most}, **kwargs)


def _settle(application, data, *, by, today, **kwargs):
    initial = {"amount": application.checked_amount}
    kwargs["alone"] = alone(by, application, "settle")
    return SettleForm(data, most=reporting.most(application), initial=initial, **kwargs)


def _revoke(_application, data, *, by, today, **kwargs):
    return RevokeForm(data, **kwargs)


FORMS = {
    "return": _return,
    "recommend": _recommend,
    "award": _award,
    "decline": _decline,
    "send_back": _send_back,
    "return_report": _return_report,
    "check_report": _check_report,
    "settle": _settle,
    "revoke": _revoke,
}
