"""planner_desktop: draft, check, print and submit an agency's annual action plan (แผนปฏิบัติราชการประจำปี)."""

__version__ = "0.1.0"
