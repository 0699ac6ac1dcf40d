"""Charts as native charts, each with the workbook behind "Edit data"."""
