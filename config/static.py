import re

import tinycss2
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

COMMENT_LINES = re.compile(r"^[ ]*//.*\n", re.MULTILINE)


def style_without_comments(text: str) -> str:
    return tinycss2.serialize(tinycss2.parse_component_value_list(text, skip_comments=True))


def module_without_comments(text: str) -> str:
    """Return a module without the lines that are comments and nothing else, as all of ours are."""
    return COMMENT_LINES.sub("", text)


WITHOUT_COMMENTS = {("css", ".css"): style_without_comments, ("js", ".js"): module_without_comments}


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Static files under names that carry their hash, gzip and brotli beside them, imports of ES modules included.

    The comments of our own styles and modules stay at home; what packages bring is left as it came.
    """

    support_js_module_import_aggregation = True

    def _save(self, name, content):
        folder, _, rest = name.partition("/")
        if bare := WITHOUT_COMMENTS.get((folder, rest[rest.rfind(".") :])):
            content.seek(0)
            content = ContentFile(bare(content.read().decode()).encode())
        return super()._save(name, content)
