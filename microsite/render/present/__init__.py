"""Linked entries and the plan -> the views that templates see. One file a subject; nothing here draws."""
