"""Addresses of *my data*: there is no number in them, so nobody can ask for another person's."""

from django.urls import path

from core.personal_data import views

urlpatterns = [
    path("", views.show_personal_data, name="account_data"),
    path(views.FILENAME, views.download_personal_data, name="account_data_file"),
]
