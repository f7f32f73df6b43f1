"""The reader of Word's documents (.docx): a zip of XML, read as it comes from anyone, into parts that know no format.

`document` puts it together: the zip and its parts (`package`), its XML (`safe_xml`), what styles and numbers say
(`styles`, `numbering`), the text of a paragraph (`paragraphs`), the places of a table's cells (`table_places`).
"""
