"""The acts on who sits at the table."""
