"""Addresses of the day after."""

from __future__ import annotations

from django.urls import path

from charter.web.running import views

urlpatterns = [
    path("w/<slug:ws>/", views.today_page, name="today"),
]
