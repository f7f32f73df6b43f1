"""Thai and Arabic digits. Values are stored with Arabic digits; one setting decides how the document prints them."""

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)


def to_arabic(text: str) -> str:
    """The text with ๐-๙ as 0-9; everything else stays."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """The text with 0-9 as ๐-๙; everything else stays."""
    return text.translate(_TO_THAI)
