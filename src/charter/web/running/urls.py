"""Addresses of the day after."""

from __future__ import annotations

from django.urls import path

from charter.web.running import erasing_page, held_page, plans, today_csv, views

urlpatterns = [
    path("w/<slug:ws>/", views.today_page, name="today"),
    path("w/<slug:ws>/today.csv", today_csv.today_file, name="today-file"),
    path("w/<slug:ws>/e/<slug:eng>/", views.engagement_page, name="engagement"),
    path("w/<slug:ws>/held/", held_page.held_page, name="held"),
    path("w/<slug:ws>/erase/", erasing_page.erasing_page, name="erase"),
    path("w/<slug:ws>/calendar/", plans.calendar_page, name="calendar"),
    path("calendar/<str:token>.ics", plans.calendar_feed, name="calendar-feed"),
    path("w/<slug:ws>/e/<slug:eng>/exit/", plans.exit_view, name="exit"),
    path("w/<slug:ws>/e/<slug:eng>/seen/", plans.seen, name="seen"),
    path("w/<slug:ws>/e/<slug:eng>/journal/", views.journal_page, name="journal"),
    path("w/<slug:ws>/e/<slug:eng>/journal/<str:of>/", views.following_view, name="following"),
    path("w/<slug:ws>/e/<slug:eng>/record/<slug:kind>/", views.record_page, name="record"),
]
