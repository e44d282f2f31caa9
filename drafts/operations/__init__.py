"""The acts: each one verb, atomic, told who and when. Nothing else changes what lies on the table."""
