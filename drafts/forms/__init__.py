"""The shape of input; nothing here saves."""
