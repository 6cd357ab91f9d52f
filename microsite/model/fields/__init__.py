"""Field types: what a person wrote in one field -> an immutable value, or a mistake in words."""
