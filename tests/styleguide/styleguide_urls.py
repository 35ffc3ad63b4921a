"""The URLs of the development server, which include the style guide."""

from django.urls import include, path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as addresses

urlpatterns = [path("components/", include("styleguide.urls")), *addresses]
