"""The access log and the retention settings.

The layers above import them from here.
"""

from privacy.models.access_log import AccessLog
from privacy.models.retention import RetentionSettings

__all__ = ["AccessLog", "RetentionSettings"]
