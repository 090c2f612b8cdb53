from django.contrib import admin


class SluggedAdmin(admin.ModelAdmin):
    """For what has a page at a slug of its own: proposed from its name while it is added, and never changed
    afterwards.
    """

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields
