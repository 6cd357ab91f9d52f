"""The content model: one file a kind, every field described once (name, meaning, example).

The reference docs, the starter files and the JSON Schemas are all generated from these classes.
"""
