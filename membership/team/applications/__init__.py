"""The queue: reading, deciding, entering, putting right and exporting applications."""
