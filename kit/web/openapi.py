"""The OpenAPI 3.1 description: every JSON endpoint says that its refusals are problems."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from kit.web.problems import MEDIA_TYPE

_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457 problem details, in Vietnamese and English.",
    "required": ["type", "slug", "title", "status", "detail", "detail_vi", "detail_en", "correlation_id"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "slug": {"type": "string", "description": "Stable name of the reason."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "detail_vi": {"type": "string"},
        "detail_en": {"type": "string"},
        "instance": {"type": "string"},
        "pointer": {"type": "string", "description": "JSON pointer of the field concerned."},
        "fields": {"type": "object"},
        "correlation_id": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}
_ANSWER = {"description": "A problem", "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {"4XX": _ANSWER}
_BEARER = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": (
        "Mã truy cập của máy chủ đăng nhập (OIDC); hệ thống khác lấy bằng client credentials: docs/integrate.md. "
        "An access token of the sign-in server (OIDC); another system gets one by client credentials: docs/integrate.md."
    ),
}


def describe(app: FastAPI) -> None:
    """Completes `/openapi.json` with every answer and credential."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title, version=app.version, openapi_version="3.1.0", routes=app.routes, servers=app.servers
            )
            components = made.setdefault("components", {})
            schemas = components.setdefault("schemas", {})
            schemas["Problem"] = _SCHEMA
            components["securitySchemes"] = {"bearer": _BEARER}
            made["security"] = [{"bearer": []}, {}]
            for operation in (o for path in made.get("paths", {}).values() for o in path.values()):
                operation.get("responses", {}).pop("422", None)  # FastAPI's own form of it, which we never send
                for parameter in operation.get("parameters", ()):
                    # A form has a field for it; a machine has the header alone.
                    parameter["required"] = parameter["required"] or parameter["name"] == "If-Match"
            for own in ("HTTPValidationError", "ValidationError"):
                schemas.pop(own, None)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]
