"""Golden pages: what stands where in the PDF of each kind of block, kept as JSON beside this.

After a change that is meant to move things, write them anew, look at the difference, and commit both:

    python -m tests.document.golden [KIND ...]
"""
