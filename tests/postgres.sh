#!/bin/sh
# Run a command with a PostgreSQL of its own: sh tests/postgres.sh COMMAND… The cluster listens on a socket only, lies in
# a folder of its own and goes when the command ends. As root the server runs as `postgres`: it refuses to be root.
set -eu
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
folder=$(mktemp -d /tmp/trienkhai-pg.XXXXXX)
as=
if [ "$(id -u)" = 0 ]; then
  chown postgres:postgres "$folder"
  as="setpriv --reuid=postgres --regid=postgres --clear-groups --"
fi
stop() {
  (cd / && $as "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM
here=$(pwd)
cd /
$as "$programs/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 \
  || { cat "$folder/log" >&2; exit 1; }
# Tests throw the data away, so durability is off; everything else is as in an office.
$as "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/data/server.log" \
  -o "-k $folder -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null
cd "$here"
TRIENKHAI_DATABASE="postgresql://postgres@/postgres?host=$folder" "$@"
