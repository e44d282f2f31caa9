"""Pages of who sits at the table, and the guard that every page of a negotiation stands behind."""
