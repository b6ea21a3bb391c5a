#!/bin/bash
# The database's start. It takes its key file from nobody but its own user, and compose hands secrets over as they lie.
set -euo pipefail
install -o mongodb -g mongodb -m 400 /run/secrets/MONGODB_KEYFILE /run/secrets/MONGODB_CERTIFICATE /tmp/
# What a killed process left open holds its documents until transactionLifetimeLimitSeconds: seconds, not the default minute.
exec docker-entrypoint.sh mongod --replSet rs0 --bind_ip_all --keyFile /tmp/MONGODB_KEYFILE \
    --tlsMode requireTLS --tlsCertificateKeyFile /tmp/MONGODB_CERTIFICATE --tlsCAFile /run/secrets/OCOP_CA \
    --tlsAllowConnectionsWithoutCertificates --tlsDisabledProtocols TLS1_0,TLS1_1 \
    --setParameter transactionLifetimeLimitSeconds=15
