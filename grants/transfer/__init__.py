"""PURE. Money on its way through banks: their letters, accounts, days, names, and the 全銀 file."""
