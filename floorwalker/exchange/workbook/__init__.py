"""The knowledge base as a workbook: written for editors who use a spreadsheet, and read back."""
