"""Signing a PDF with a certificate, and saying what its signatures are worth. An extra of the program: pyHanko."""
