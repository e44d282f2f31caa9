"""Pages of what lies on the table."""
