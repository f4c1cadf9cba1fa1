#!/bin/sh
# Makes the secrets that docker-compose.yml mounts, those that are missing only; run it in the folder of that file.
# Clerk's and Stripe's are theirs: put them in the files named at the end.
set -eu
umask 077
mkdir -p secrets
random() { head -c "$1" /dev/urandom | od -An -tx1 | tr -d ' \n'; }
for name in postgres_password database_password database_agent_password database_owner_password redis_password \
  artemis_password payara_admin_password n8n_webhook_auth_value n8n_encryption_key metrics_token grafana_admin_password; do
  [ -s "secrets/$name" ] || random 24 >"secrets/$name"
done
[ -s secrets/master_encryption_key ] || head -c 32 /dev/urandom | base64 >secrets/master_encryption_key
printf 'redis://:%s@redis:6379/0' "$(cat secrets/redis_password)" >secrets/redis_url
for name in clerk_webhook_secret clerk_secret_key stripe_webhook_secret; do
  [ -s "secrets/$name" ] || echo "Put it in by hand: secrets/$name"
done
# The containers' users are not this one; nobody else comes through the folder.
chmod 711 secrets
chmod 444 secrets/*
