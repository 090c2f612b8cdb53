from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, in the imports of our scripts too."""

    support_js_module_import_aggregation = True
