"""Addresses of drafting."""

from __future__ import annotations

from django.urls import path

from charter.web.drafting import (
    amending,
    findings_page,
    interview_pages,
    ordering,
    particulars_page,
    views,
    writing,
)

urlpatterns = [
    path("w/<slug:ws>/new/", writing.new_engagement, name="new-engagement"),
    path("w/<slug:ws>/interviews/", interview_pages.begin_interview_page, name="begin-interview"),
    path("w/<slug:ws>/interviews/<uuid:of>/", interview_pages.interview_page, name="interview"),
    path("w/<slug:ws>/particulars/", particulars_page.particulars_page, name="particulars"),
    path("w/<slug:ws>/bring-in/", writing.bring_in_folder, name="bring-in"),
    path("w/<slug:ws>/e/<slug:eng>/terms/", writing.terms_page, name="terms"),
    path("w/<slug:ws>/e/<slug:eng>/terms/<str:cite>/", writing.clause_form_page, name="clause"),
    path("w/<slug:ws>/e/<slug:eng>/findings/", findings_page.findings_page, name="findings"),
    path("w/<slug:ws>/e/<slug:eng>/amend/", amending.amend_page, name="amend"),
    path("w/<slug:ws>/e/<slug:eng>/amendments/<int:number>/", amending.amendment_view, name="amendment"),
    path("w/<slug:ws>/e/<slug:eng>/order/", ordering.new_order, name="new-order"),
    path("w/<slug:ws>/e/<slug:eng>/export.zip", writing.export, name="export"),
    path("w/<slug:ws>/e/<slug:eng>/document/", views.document_view, name="document"),
    path("w/<slug:ws>/e/<slug:eng>/document.<slug:suffix>", views.download, name="download"),
]
