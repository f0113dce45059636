"""Addresses of money."""

from __future__ import annotations

from django.urls import path

from charter.web.billing import views

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
]
