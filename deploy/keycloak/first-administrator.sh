#!/bin/bash
# The first person who may administer the accounts: docker compose exec keycloak /etc/ocop/first-administrator.sh NAME E-MAIL
# Answers with a password for one sign-in; a second factor is set up at it. Everybody else is made at the console.
set -euo pipefail
name="$1" mail="$2"
bin="${KEYCLOAK_HOME:-/opt/keycloak}/bin"
secrets="${OCOP_SECRETS:-/run/secrets}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
keytool -importcert -noprompt -alias ocop -file "$secrets/OCOP_CA" -keystore "$work/trust" -storepass changeit 2>/dev/null
kcadm() {  # signed in anew each time: the token of a slow machine would run out between two steps
    "$bin/kcadm.sh" "$@" --no-config --server "${OCOP_KEYCLOAK:-https://localhost:8443/identity}" --realm master \
        --user "$KC_BOOTSTRAP_ADMIN_USERNAME" --password "$(cat "$secrets/KEYCLOAK_ADMIN_PASSWORD")" \
        --truststore "$work/trust" --trustpass changeit
}
kcadm create users -r ocop -s "username=$name" -s "email=$mail" -s emailVerified=true -s enabled=true \
    -s 'requiredActions=["UPDATE_PASSWORD"]'
kcadm add-roles -r ocop --uusername "$name" --cclientid realm-management --rolename realm-admin
once="$(head -c 15 /dev/urandom | base64 | tr -d '/+=')-1a"
kcadm set-password -r ocop --username "$name" --new-password "$once" --temporary
printf '%s\n' "$once"
