"""Where a form finds its looks."""

from django.forms.renderers import TemplatesSetting


class KitRenderer(TemplatesSetting):
    """Used by every `KitForm` by itself. It asks the project's own template engine, so `django.forms` is installed."""

    form_template_name = "kit/forms/form.html"
    field_template_name = "kit/forms/field.html"
