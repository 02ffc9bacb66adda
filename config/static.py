import re

from django.core.files.base import ContentFile
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


def slim_style(text: str) -> str:
    """Return a stylesheet without comments and needless spaces.

    Inside `@layer`, rcssmin takes the space before a pseudo-class for one before a declaration's colon, and `.a :is(b)`
    would become `.a:is(b)`: a star, which means the same, keeps the two apart.
    """
    return cssmin(re.sub(r" :(?=[a-z])", " *:", text))


SLIMMED = {("css", ".css"): slim_style, ("js", ".js"): jsmin}


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Static files under names that carry their hash, gzip and brotli beside them, imports of ES modules included.

    Our own styles and modules are slimmed on the way; what packages bring is left as it came.
    """

    support_js_module_import_aggregation = True

    def _save(self, name, content):
        folder, _, rest = name.partition("/")
        if slim := SLIMMED.get((folder, rest[rest.rfind(".") :])):
            content.seek(0)
            content = ContentFile(slim(content.read().decode()).encode())
        return super()._save(name, content)
