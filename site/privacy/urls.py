"""URLs of "your data". They contain no primary key, so nobody can request the data of others."""

from django.urls import path

from privacy import views

urlpatterns = [
    path("", views.show_personal_data, name="account_data"),
    path(views.FILENAME, views.download_personal_data, name="account_data_file"),
]
