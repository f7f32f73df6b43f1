"""The kinds of finding: each a module with one function `find`, which yields what it finds in an audited plan.

A new kind is a new module and its name in `FINDERS`.
"""

FINDERS = (
    "table_totals",
    "stated_totals",
    "sub_items",
    "amount_words",
    "number_tables",
    "brackets",
    "doubled",
    "leftover",
    "digits",
    "damage",
    "spacing",
)
