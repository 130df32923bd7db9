"""The addresses of grants."""

from django.urls import path

from grants.reviewing.declaring import ACTS
from grants.sheets import SHEETS
from grants.views import blank, public
from grants.views.doors import KEY_IN
from grants.views.my import (
    answers,
    changes,
    claim,
    diary,
    home,
    messages,
    overview,
    papers,
    report,
    sending,
    tasks,
)
from grants.views.staff import (
    application,
    backtest,
    bulk,
    claims,
    deadlines,
    decide_many,
    exclusions,
    files,
    funding,
    funds,
    keying,
    payments,
    payments_export,
    programmes,
    queue,
    refunds,
    remarks,
    replay,
    saved,
    terms,
    years,
)
from grants.views.staff import changes as changes_of_staff

ONE = "my/applications/<uuid:pk>/"
STAFF_ONE = "staff/applications/<uuid:pk>/"
YEAR = "staff/programmes/<slug:slug>/<int:fiscal_year>/"


def _writing(one, door=""):
    """The pages on which an application is written and sent, behind one of the two doors."""
    return [
        path(one, overview.task_list, name=f"{door}task_list"),
        *[
            path(f"{one}{s.slug}/", tasks.task, {"slug": s.slug}, name=f"{door}task")
            for s in SHEETS
        ],
        path(f"{one}answers/", answers.answers, name=f"{door}answers"),
        path(f"{one}copy/", overview.copy, name=f"{door}my_copy"),
        path(f"{one}terms/", answers.terms, name=f"{door}my_terms"),
        path(f"{one}discard/", sending.discard, name=f"{door}my_discard"),
        path(f"{one}calculation/", tasks.calculation, name=f"{door}calculation"),
        path(f"{one}documents/", papers.documents, name=f"{door}documents"),
        path(f"{one}files/<uuid:file>/remove/", papers.remove, name=f"{door}attachment_remove"),
        path(f"{one}files/<uuid:file>/reuse/", papers.reuse, name=f"{door}attachment_reuse"),
        path(f"{one}confirm/", sending.confirm, name=f"{door}confirm"),
        path(f"{one}receipt.pdf", sending.receipt_pdf, name=f"{door}receipt_pdf"),
        path(f"{one}draft.pdf", sending.draft_pdf, name=f"{door}draft_pdf"),
        path(f"{one}withdraw/", sending.withdraw, name=f"{door}my_withdraw"),
        path(f"{one}diary/", diary.diary, name=f"{door}diary"),
        path(f"{one}change/", changes.change, name=f"{door}change"),
        path(f"{one}change/withdraw/", changes.withdraw, name=f"{door}change_withdraw"),
        path(f"{one}report/", report.report, name=f"{door}report"),
        path(f"{one}report/confirm/", report.confirm, name=f"{door}report_confirm"),
        path(f"{one}claim/", claim.claim, name=f"{door}claim"),
        path(f"{one}claim/send/", claim.send, name=f"{door}claim_send"),
        path(f"{one}claim/withdraw/", claim.withdraw, name=f"{door}claim_withdraw"),
    ]


urlpatterns = [
    # The public
    path("check/", public.check, name="check"),
    path("papers/", blank.forms, name="blank_forms"),
    path("papers/<slug:slug>/<int:fiscal_year>.pdf", blank.form, name="blank_form"),
    path("check/begin/", public.begin, name="check_begin"),
    # Residents
    path("my/", home.my, name="my"),
    path("my/banks/", claim.find_banks, name="banks"),
    path("my/applications/new/", home.new, name="my_application_new"),
    *_writing(ONE),
    path(f"{ONE}files/<uuid:file>/", papers.attachment, name="attachment"),
    path(f"{ONE}receipt/", sending.receipt, name="receipt"),
    path(f"{ONE}messages/", messages.messages, name="my_messages"),
    # Staff
    path("staff/programmes/", programmes.programmes, name="programmes"),
    path("staff/programmes/money/", funds.funds, name="funds"),
    path("staff/programmes/money/export/", funds.export, name="funds_export"),
    path("staff/programmes/new/", years.new, name="programme_new"),
    path(YEAR, years.year, name="programme_year"),
    path(f"{YEAR}settings/", years.settings, name="programme_settings"),
    path(f"{YEAR}next/", years.next_year, name="programme_next"),
    path(f"{YEAR}terms/", terms.terms, name="programme_terms"),
    path(f"{YEAR}terms/example/", terms.example, name="programme_example"),
    path(f"{YEAR}terms/throw-away/", years.throw_away, name="programme_throw_away"),
    path(f"{YEAR}publish/", years.publish, name="programme_publish"),
    path(f"{YEAR}back-test/", backtest.back_test, name="programme_back_test"),
    path("staff/programmes/exclusions/", exclusions.exclusions, name="exclusions"),
    path(
        "staff/programmes/exclusions/<int:pk>/remove/", exclusions.remove, name="exclusion_remove"
    ),
    path("staff/programmes/funding/", funding.ledger, name="other_funding"),
    path("staff/programmes/funding/new/", funding.new, name="other_funding_new"),
    path("staff/programmes/funding/<uuid:pk>/", funding.one, name="other_funding_one"),
    path("staff/programmes/replay/", replay.replay, name="replay"),
    path("staff/payments/", payments.payments, name="payments"),
    path("staff/payments/export/", payments_export.export, name="payments_export"),
    path("staff/payments/paid/", payments.paid, name="payments_paid"),
    path("staff/payments/claims/<uuid:pk>/", claims.claim, name="claim_page"),
    path("staff/payments/claims/<uuid:pk>/number/", claims.number, name="claim_number"),
    path("staff/payments/claims/<uuid:pk>/accept/", claims.accept, name="claim_accept"),
    path("staff/payments/claims/<uuid:pk>/send-back/", claims.send_back, name="claim_send_back"),
    path("staff/payments/files/preview/", files.preview, name="file_preview"),
    path("staff/payments/files/make/", files.make, name="file_make"),
    path("staff/payments/files/<uuid:pk>/", files.page, name="file_page"),
    path("staff/payments/files/<uuid:pk>/download/", files.download, name="file_download"),
    path("staff/payments/files/<uuid:pk>/cancel/", files.cancel, name="file_cancel"),
    path("staff/payments/refunds/<uuid:pk>/", refunds.refund, name="refund"),
    path("staff/payments/refunds/<uuid:pk>/receive/", refunds.receive, name="refund_receive"),
    path("staff/payments/refunds/<uuid:pk>/cancel/", refunds.cancel, name="refund_cancel"),
    path("staff/payments/<str:number>/", payments.payment, name="payment"),
    path("staff/payments/<str:number>/<slug:act>/", payments.payment_act, name="payment_act"),
    path("staff/applications/", queue.queue, name="queue"),
    path("staff/deadlines/", deadlines.deadlines, name="deadlines"),
    path("staff/deadlines.ics", deadlines.calendar, name="deadlines_calendar"),
    path("staff/applications/export/", queue.export, name="queue_export"),
    path("staff/applications/views/", saved.views, name="queue_views"),
    path("staff/applications/views/<uuid:pk>/delete/", saved.delete, name="queue_view_delete"),
    path("staff/applications/assign/", bulk.assign, name="queue_assign"),
    path("staff/applications/assign/done/", bulk.assign_done, name="queue_assign_done"),
    path("staff/applications/new/", keying.new, name="application_new"),
    *_writing(f"{STAFF_ONE}key-in/", KEY_IN),
    path(f"{STAFF_ONE}key-in/receipt/", keying.receipt, name=f"{KEY_IN}receipt"),
    path("staff/applications/award/", decide_many.award, name="queue_award"),
    path("staff/applications/award/done/", decide_many.award_done, name="queue_award_done"),
    path("staff/applications/decline/", decide_many.decline, name="queue_decline"),
    path("staff/applications/decline/done/", decide_many.decline_done, name="queue_decline_done"),
    path(STAFF_ONE, application.application, name="application"),
    path(f"{STAFF_ONE}refund/", refunds.demand, name="refund_demand"),
    path(f"{STAFF_ONE}remarks/", remarks.remarks, name="application_remarks"),
    path(f"{STAFF_ONE}note/", remarks.note, name="application_note"),
    path(f"{STAFF_ONE}evidence/", remarks.evidence, name="application_evidence"),
    path(f"{STAFF_ONE}messages/", remarks.messages, name="application_messages"),
    path(f"{STAFF_ONE}diary/", changes_of_staff.diary, name="application_diary"),
    path(f"{STAFF_ONE}change/", changes_of_staff.change, name="application_change"),
    *[
        path(
            f"{STAFF_ONE}change/{name}/",
            changes_of_staff.act,
            {"name": name},
            name=f"application_change_{name}",
        )
        for name in changes_of_staff.ACTS
    ],
    path(f"{STAFF_ONE}finding/", application.finding, name="application_finding"),
    *[
        path(f"{STAFF_ONE}{step}/", application.step, {"name": step}, name=f"application_{step}")
        for step in ACTS
    ],
]
