"""Addresses of the day after."""

from __future__ import annotations

from django.urls import path

from charter.web.running import views

urlpatterns = [
    path("w/<slug:ws>/", views.today_page, name="today"),
    path("w/<slug:ws>/e/<slug:eng>/", views.engagement_page, name="engagement"),
    path("w/<slug:ws>/e/<slug:eng>/journal/", views.journal_page, name="journal"),
    path("w/<slug:ws>/e/<slug:eng>/record/<slug:kind>/", views.record_page, name="record"),
]
