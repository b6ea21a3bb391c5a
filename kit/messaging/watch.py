"""Lag for Prometheus, out of a process that consumes nothing itself: reported also when every replica of a service is dead."""

from __future__ import annotations

import asyncio
import time

from aiokafka.errors import KafkaError
from prometheus_client import CollectorRegistry, Gauge, start_http_server

from kit.messaging.lag import Lag
from kit.telemetry.logs import log

_log = log(__name__)


class Watch:
    """
    What is measured, and whether it could be: what is not known is not said, rather than said as it was.

    `ocop_consumer_lag` is the name under which each service reports its own groups' too: whoever sums takes the largest
    answer of a group and topic first.
    """

    def __init__(self, lag: Lag) -> None:
        self.lag = lag
        r = self.registry = CollectorRegistry()
        self.behind = Gauge("ocop_consumer_lag", "Records behind the end of the topic.", ["topic", "group"], registry=r)
        self.known = Gauge("ocop_lag_known", "1 where the broker answered the last time it was asked.", registry=r)
        self.measured = Gauge("ocop_lag_measured_timestamp_seconds", "When it answered last.", registry=r)

    async def look(self) -> None:
        """Measures once; never raises because the broker is away."""
        try:
            behind = await self.lag.measure()
        except (KafkaError, OSError, TimeoutError) as fault:
            _log.warning("lag not known", fault=repr(fault))
            self.behind.clear()
            self.known.set(0)
            return
        self.behind.clear()
        for (group, topic), records in behind.items():
            self.behind.labels(topic, group).set(records)
        self.known.set(1)
        self.measured.set(time.time())

    async def serve(self, host: str, port: int, every: float) -> None:
        """
        Measures every so many seconds and answers Prometheus meanwhile; ends by cancellation.

        Raises OSError when the port is taken.
        """
        server, thread = start_http_server(port, host, self.registry)
        _log.info("publishing lag", host=host, port=server.server_port)
        try:
            while True:
                await self.look()
                await asyncio.sleep(every)
        finally:
            await asyncio.to_thread(server.shutdown)
            server.server_close()
            thread.join()
            await self.lag.close()
