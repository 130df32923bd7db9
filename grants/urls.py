"""The addresses of grants."""

from django.urls import path

from grants.declaring import ACTS
from grants.sheets import SHEETS
from grants.views import blank, public
from grants.views.my import answers, home, messages, overview, papers, sending, tasks
from grants.views.staff import application, award_many, bulk, programmes, queue, remarks, saved

ONE = "my/applications/<uuid:pk>/"
STAFF_ONE = "staff/applications/<uuid:pk>/"

urlpatterns = [
    # The public
    path("check/", public.check, name="check"),
    path("papers/", blank.forms, name="blank_forms"),
    path("papers/<slug:slug>/<int:fiscal_year>.pdf", blank.form, name="blank_form"),
    path("check/begin/", public.begin, name="check_begin"),
    # Residents
    path("my/", home.my, name="my"),
    path("my/applications/new/", home.new, name="my_application_new"),
    path(ONE, overview.task_list, name="task_list"),
    *[path(f"{ONE}{s.slug}/", tasks.task, {"slug": s.slug}, name="task") for s in SHEETS],
    path(f"{ONE}answers/", answers.answers, name="answers"),
    path(f"{ONE}terms/", answers.terms, name="my_terms"),
    path(f"{ONE}discard/", sending.discard, name="my_discard"),
    path(f"{ONE}calculation/", tasks.calculation, name="calculation"),
    path(f"{ONE}documents/", papers.documents, name="documents"),
    path(f"{ONE}files/<uuid:file>/", papers.attachment, name="attachment"),
    path(f"{ONE}files/<uuid:file>/remove/", papers.remove, name="attachment_remove"),
    path(f"{ONE}files/<uuid:file>/reuse/", papers.reuse, name="attachment_reuse"),
    path(f"{ONE}confirm/", sending.confirm, name="confirm"),
    path(f"{ONE}receipt/", sending.receipt, name="receipt"),
    path(f"{ONE}receipt.pdf", sending.receipt_pdf, name="receipt_pdf"),
    path(f"{ONE}draft.pdf", sending.draft_pdf, name="draft_pdf"),
    path(f"{ONE}withdraw/", sending.withdraw, name="my_withdraw"),
    path(f"{ONE}messages/", messages.messages, name="my_messages"),
    # Staff
    path("staff/programmes/", programmes.programmes, name="programmes"),
    path("staff/applications/", queue.queue, name="queue"),
    path("staff/applications/export/", queue.export, name="queue_export"),
    path("staff/applications/views/", saved.views, name="queue_views"),
    path("staff/applications/views/<uuid:pk>/delete/", saved.delete, name="queue_view_delete"),
    path("staff/applications/assign/", bulk.assign, name="queue_assign"),
    path("staff/applications/assign/done/", bulk.assign_done, name="queue_assign_done"),
    path("staff/applications/award/", award_many.award, name="queue_award"),
    path("staff/applications/award/done/", award_many.award_done, name="queue_award_done"),
    path(STAFF_ONE, application.application, name="application"),
    path(f"{STAFF_ONE}remarks/", remarks.remarks, name="application_remarks"),
    path(f"{STAFF_ONE}note/", remarks.note, name="application_note"),
    path(f"{STAFF_ONE}evidence/", remarks.evidence, name="application_evidence"),
    path(f"{STAFF_ONE}messages/", remarks.messages, name="application_messages"),
    path(f"{STAFF_ONE}finding/", application.finding, name="application_finding"),
    *[
        path(f"{STAFF_ONE}{step}/", application.step, {"name": step}, name=f"application_{step}")
        for step in ACTS
    ],
]
