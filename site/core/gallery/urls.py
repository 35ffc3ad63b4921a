"""Addresses of the gallery; config.urls holds them while DEBUG is on."""

from django.urls import path

from core.gallery import views

app_name = "gallery"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.show, name="group"),
]
