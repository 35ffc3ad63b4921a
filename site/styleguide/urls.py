"""URLs of the style guide; config.urls includes them while DEBUG is on."""

from django.urls import path

from styleguide import views

app_name = "styleguide"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.show, name="group"),
]
