"""Signing a PDF of the plan with a certificate."""
