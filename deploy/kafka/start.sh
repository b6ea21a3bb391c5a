#!/bin/bash
# The broker's start: a new store is formatted with the one account that makes all others, then the broker runs.
set -euo pipefail
bin="${KAFKA_HOME:-/opt/kafka}/bin"
here="${OCOP_KAFKA_SETTINGS:-/etc/ocop}"
properties=/tmp/server.properties

sed "s|^advertised.listeners=.*|advertised.listeners=SERVICES://kafka:9092,GUESTS://${OCOP_KAFKA_HOST:-localhost}:${OCOP_KAFKA_PORT:-9094},BROKERS://localhost:9091|" \
    "$here/server.properties" >"$properties"
if [ ! -e /var/lib/kafka/data/meta.properties ]; then
    "$bin/kafka-storage.sh" format --cluster-id "$("$bin/kafka-storage.sh" random-uuid)" --config "$properties" \
        --add-scram "SCRAM-SHA-512=[name=administrator,password=$(cat /run/secrets/KAFKA_PASSWORD)]"
fi
exec "$bin/kafka-server-start.sh" "$properties"
