"""What all groups of fields share: they do not change, and refuse keys that they do not know."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

# What is valid must not depend on what else is installed. Looking for plugins would read about each package that is.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Record(BaseModel):
    """Stand under every group of fields. An optional field that is left empty is as if it were not written.

    `refused` names keys that must never be used, each with the reason that people are told.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)
    refused: ClassVar[Mapping[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty_fields(cls, fields: Any) -> Any:
        if not isinstance(fields, dict):
            return fields
        return {
            key: value for key, value in fields.items() if value is not None or key not in cls.model_fields
        }
