"""What lies where in a bundle, and the names of its bag-info.txt: shared by who writes and who verifies.

NAME/bagit.txt, bag-info.txt, manifest-*.txt, tagmanifest-*.txt
NAME/data/plan.json, plan.schema.json, plan.pdf, draft.bmaplan, README.txt, README.html, report.json, tables/*,
attachments/*, and where the agency put them in, plan.docx and scans/*
"""

PLAN = "plan.json"
SCHEMA = "plan.schema.json"
PDF = "plan.pdf"
DRAFT = "draft.bmaplan"
README = "README.txt"
OVERVIEW = "README.html"
REPORT = "report.json"
TABLES = "tables"
ATTACHMENTS = "attachments"
WORD = "plan.docx"
SCANS = "scans"
PAYLOAD = (PLAN, SCHEMA, PDF, DRAFT, README)
"""The files in `data/` that every bundle has."""
SINCE_FORMAT_2 = (OVERVIEW, REPORT)
"""Those that one has which says of itself that it is of format 2, beside its tables."""
MAY_BE = (WORD,)
"""Those that one of format 2 may have, beside its scans."""

CHECKSUMS = ("sha256", "sha512")

# Names that BagIt reserves (RFC 8493, section 2.2.2), and our own.
AGENCY = "Source-Organization"
AUTHOR = "Contact-Name"
DATE = "Bagging-Date"
DESCRIPTION = "External-Description"
IDENTIFIER = "External-Identifier"
SOFTWARE = "Bag-Software-Agent"
MADE_AT = "Plan-Bundled-At"
FORMAT = "Plan-Bundle-Format"
EDITION = "Plan-Edition"
VERSION = "Plan-Version"
STATE = "Plan-State"
"""draft, or sent: the version as it was frozen when it was sent."""
SENT_AT = "Plan-Sent-At"
SENT_SHA256 = "Plan-Sent-SHA256"
"""Of the frozen version inside the draft."""
EDITION_VERSION = "Plan-Edition-Version"
PLAN_SHA256 = "Plan-SHA256"
"""Of the plan's data, as `sending.plan_bytes` has it; the PDF says the same of itself."""
PDF_SIGNATURES = "Plan-PDF-Signatures"
"""How many electronic signatures plan.pdf bears, if it does."""
SCANNED = "Plan-Scans"
"""The names of the files in `scans/`, in the order of the pages."""
WITH_WORD = "Plan-Word-File"
INCOMPLETE = "Plan-Incomplete"
"""Why it is given out though errors stand; below, who says so and when."""
INCOMPLETE_BY = "Plan-Incomplete-By"
INCOMPLETE_AT = "Plan-Incomplete-At"
