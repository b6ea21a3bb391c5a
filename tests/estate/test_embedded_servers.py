"""The embedded servers keep what the backbone builds on: transactions, order per key, guests kept out."""

from __future__ import annotations

from pathlib import Path

import pytest
import wiredtiger
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient
from motor.motor_asyncio import AsyncIOMotorClient

from estate.servers.database import EmbeddedDatabase
from estate.servers.database_files import LARGEST_PAGE, SHARED
from estate.servers.kafka import Secured


class TestTheEmbeddedKafka:
    async def test_gives_back_what_was_written_in_order(self, kafka_bootstrap: str, fresh_name: str) -> None:
        admin = AIOKafkaAdminClient(bootstrap_servers=kafka_bootstrap)
        await admin.start()
        await admin.create_topics([NewTopic(fresh_name, 3, 1)])
        await admin.close()
        async with AIOKafkaProducer(bootstrap_servers=kafka_bootstrap, enable_idempotence=True) as producer:
            for number in range(20):
                await producer.send_and_wait(fresh_name, str(number).encode(), key=b"one")
        async with AIOKafkaConsumer(
            fresh_name, bootstrap_servers=kafka_bootstrap, group_id=fresh_name, auto_offset_reset="earliest"
        ) as consumer:
            read = [(await consumer.getone()).value for _ in range(20)]
        assert read == [str(number).encode() for number in range(20)]

    def test_lets_its_administrator_in_by_password(self, kafka_secured: Secured) -> None:
        assert AdminClient(kafka_secured.confluent()).list_topics(timeout=10).brokers

    def test_keeps_a_wrong_password_out(self, kafka_secured: Secured) -> None:
        stranger = AdminClient(kafka_secured.confluent(password="not this one"))
        with pytest.raises(KafkaException):
            stranger.list_topics(timeout=2)


class TestTheEmbeddedDatabase:
    async def test_keeps_both_writes_of_a_transaction(self, mongodb_uri: str, fresh_name: str) -> None:
        client = AsyncIOMotorClient(mongodb_uri)
        database = client[fresh_name]
        async with await client.start_session() as session, session.start_transaction():
            await database.a.insert_one({"_id": 1}, session=session)
            await database.b.insert_one({"_id": 1}, session=session)
        assert await database.a.count_documents({}) == await database.b.count_documents({}) == 1

    async def test_keeps_neither_when_it_is_aborted(self, mongodb_uri: str, fresh_name: str) -> None:
        client = AsyncIOMotorClient(mongodb_uri)
        database = client[fresh_name]
        async with await client.start_session() as session:
            session.start_transaction()
            await database.a.insert_one({"_id": 1}, session=session)
            await database.b.insert_one({"_id": 1}, session=session)
            await session.abort_transaction()
        assert await database.a.count_documents({}) == await database.b.count_documents({}) == 0

    async def test_has_room_for_busy_pages_in_the_tables_it_uses(self, tmp_path: Path) -> None:
        server = EmbeddedDatabase(tmp_path)
        server.start()
        try:
            await AsyncIOMotorClient(server.uri).some.rows.create_index("name", unique=True)
            await AsyncIOMotorClient(server.uri).some.rows.insert_one({"_id": 1, "name": "a"})
        finally:
            server.stop()
        opened = wiredtiger.wiredtiger_open(str(tmp_path), "log=(enabled=true)")
        session = opened.open_session()
        said = session.open_cursor("metadata:")
        for name in SHARED:
            assert f"memory_page_max={LARGEST_PAGE}" in said[name.replace("table:", "file:") + ".wt"]
            kept = session.open_cursor(name)
            assert kept.next() == 0, f"the server keeps nothing in {name}"
        opened.close()
