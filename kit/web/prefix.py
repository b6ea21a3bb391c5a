"""One service, one prefix: the same routes whether it is mounted, behind a proxy of either habit, or alone."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class Prefix:
    """
    Lets an application answer under its prefix as well as at its root.

    A front that mounts it says so in `root_path`; a proxy that passes paths unchanged and one that strips the prefix
    say nothing. All three end up with the prefix in `root_path` and in `path` (as ASGI has it), where the router looks
    for it and whence it makes its own redirects.
    """

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands the request on with the prefix accounted for."""
        if scope["type"] == "http":
            scope = dict(scope)  # everything further in may change it; the server's own stays as it is
            root, path = scope.get("root_path", ""), scope["path"]
            if not root:
                scope["root_path"] = self.prefix
                if path == self.prefix:
                    scope["path"] = path + "/"
                elif not path.startswith(self.prefix + "/"):
                    scope["path"] = self.prefix + path
        await self.app(scope, receive, send)
