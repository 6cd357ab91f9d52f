"""The only user of jinja2: a theme's templates and a page's values -> HTML."""

from microsite.render.environment.addresses import Resolve
from microsite.render.environment.compiled import Compiled
from microsite.render.environment.drawing import Environment, filters
from microsite.render.environment.faults import TemplateFaultError

__all__ = ["Compiled", "Environment", "Resolve", "TemplateFaultError", "filters"]
