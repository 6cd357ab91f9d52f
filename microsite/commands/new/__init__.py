"""A kind and a name -> a commented starter file, made from the content model, that is valid as it stands."""

from microsite.commands.new.command import new

__all__ = ["new"]
