"""The finished document: the form pack's outline filled from a draft, then typeset."""
