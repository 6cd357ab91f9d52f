"""Views -> JSON-LD in the words of schema.org, for the head of a page.

A person is described only when their consent covers search engines, also where they only speak at an event.
Whether a whole page may be described is decided where it is made. Pictures come without
captions, as these may name people. Without an address there is nothing to describe. https://schema.org/docs/full.html
"""

from microsite.render.structured_data.nodes import json_for_script as json_for_script
from microsite.render.structured_data.pages import cohort as cohort
from microsite.render.structured_data.pages import event as event
from microsite.render.structured_data.pages import gallery as gallery
from microsite.render.structured_data.pages import home as home
from microsite.render.structured_data.pages import mentee as mentee
from microsite.render.structured_data.pages import page as page
from microsite.render.structured_data.pages import part as part
from microsite.render.structured_data.pages import section as section
from microsite.render.structured_data.pages import update as update
