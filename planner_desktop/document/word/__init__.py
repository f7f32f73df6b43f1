"""The document as a Word file (.docx): from the outline that the PDF is set from, with what the PDF's layout knows.

The layout tells how wide columns are, on which page headings stand and what stays together; Word sets the lines.
"""
