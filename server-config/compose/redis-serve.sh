#!/bin/sh
# Redis with its password from a file: on the command line every process of the machine could read it.
set -eu
umask 077
printf 'requirepass %s\n' "$(cat /run/secrets/redis_password)" >/tmp/password.conf
exec redis-server --include /tmp/password.conf --dir /data --appendonly yes --appendfsync everysec --save '' \
  --maxmemory 400mb --maxmemory-policy noeviction
