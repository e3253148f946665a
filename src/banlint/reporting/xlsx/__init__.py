"""A workbook for spreadsheets, written as it grows and never held whole."""
