"""The manual: pages of `docs/manual/` and pages made from an edition's own guidance and checks, as HTML and as PDF."""
