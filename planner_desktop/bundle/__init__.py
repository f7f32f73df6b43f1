"""The submission bundle: a zip that holds one BagIt bag with the plan as data, PDF and draft, and its checksums."""

from planner_desktop.bundle.verify import BundleReport, verify_bundle
from planner_desktop.bundle.write import BundleCancelledError, write_bundle

__all__ = ["BundleCancelledError", "BundleReport", "verify_bundle", "write_bundle"]
