"""The annual report: one object, shown as page, paper and workbook."""
