"""The published directory's addresses, beneath ``/openreferral/<place>/``, named as the profile names them."""

from django.urls import URLPattern, path

from livingwell.practice.network.views import openreferral as views

urlpatterns: list[URLPattern] = [
    path("", views.about, name="openreferral"),
    path("openapi.json", views.openapi, name="openreferral_openapi"),
    path("services", views.services, name="openreferral_services"),
    path("services/<uuid:pk>", views.service, name="openreferral_service"),
    path("service_at_locations", views.service_at_locations, name="openreferral_service_at_locations"),
    path("service_at_locations/<uuid:pk>", views.service_at_location, name="openreferral_service_at_location"),
    path("organizations", views.organizations, name="openreferral_organizations"),
    path("taxonomies", views.taxonomies, name="openreferral_taxonomies"),
    path("taxonomies/<uuid:pk>", views.taxonomy, name="openreferral_taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="openreferral_taxonomy_terms"),
    path("taxonomy_terms/<uuid:pk>", views.taxonomy_term, name="openreferral_taxonomy_term"),
]
