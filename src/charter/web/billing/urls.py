"""Addresses of money."""

from __future__ import annotations

from django.urls import path

from charter.web.billing import papers_pages, views

urlpatterns = [
    path(
        "w/<slug:ws>/e/<slug:eng>/invoices/<str:number>.<slug:suffix>",
        views.invoice_file,
        name="invoice-file",
    ),
    path("i/<str:token>/", views.mailed_invoice, name="mailed-invoice"),
    path("w/<slug:ws>/invoices/", views.invoices_page, name="invoices"),
    path("w/<slug:ws>/e/<slug:eng>/invoices/<str:number>/", views.invoice_page, name="invoice"),
    path("w/<slug:ws>/e/<slug:eng>/statement/", views.statement_page, name="statement"),
    path(
        "w/<slug:ws>/e/<slug:eng>/statement.<slug:suffix>", papers_pages.statement_file, name="statement-file"
    ),
    path(
        "w/<slug:ws>/e/<slug:eng>/hours/<slug:month>.<slug:suffix>",
        papers_pages.hours_file,
        name="hours-file",
    ),
    path(
        "w/<slug:ws>/e/<slug:eng>/letters/<slug:message>/<str:number>.<slug:suffix>",
        papers_pages.letter_file,
        name="letter-file",
    ),
]
