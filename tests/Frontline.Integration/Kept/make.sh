#!/usr/bin/env bash
# Makes a small data directory with everything in it that a version must be able to read later: sealed and unsealed rows, a checkpoint, a snapshot, rejects, duplicates, an import, and
# batches that were acknowledged and not yet recorded when the program was killed. It is packed as tests read it.
#
#   make.sh FRONTLINE OUT.tar.gz      FRONTLINE: how the version to keep is started, as in "dotnet /path/frontline.dll"
set -euo pipefail
frontline=$1
out=$(realpath -m "$2")
work=$(mktemp -d)
data=$work/data
trap 'pkill -9 -f "up --data $data" || true; rm -rf "$work"' EXIT

member() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$2"; }

$frontline init kept --data "$data" --format json > "$work/init"
key=$(member write_key "$work/init")
export FRONTLINE__RECORDER__SEAL_FILES_MAX=3 FRONTLINE__RECORDER__CHECKPOINT_ENTRIES=5
$frontline up --data "$data" --port 0 > "$work/out" 2>&1 &
until [ -f "$data/run/server.json" ]; do sleep 0.1; done
url=$(member url "$data/run/server.json")
token=$(member token "$data/run/server.json")

# Batch number $1: a player's session with a level and a purchase, and one event that nobody can read.
batch() {
  local at=$(date -u -d "-$((60 - $1)) minutes" +%Y-%m-%dT%H:%M)
  printf '{"sent_at":"%s:59Z","context":{"platform":"ios","app_version":"1.%d.0","country":"SE"},"events":[' "$(date -u +%Y-%m-%dT%H:%M)" $(($1 % 3))
  printf '{"name":"session_start","player_id":"p%d","time":"%s:00Z","event_id":"s%d"},' $(($1 % 7)) "$at" "$1"
  printf '{"name":"level_start","player_id":"p%d","time":"%s:10Z","event_id":"l%d","props":{"level":%d,"attempt":1}},' $(($1 % 7)) "$at" "$1" $(($1 % 5 + 1))
  printf '{"name":"level_complete","player_id":"p%d","time":"%s:40Z","event_id":"c%d","props":{"level":%d,"attempt":1,"mode":"hard"}},' $(($1 % 7)) "$at" "$1" $(($1 % 5 + 1))
  printf '{"name":"purchase","player_id":"p%d","time":"%s:50Z","event_id":"b%d","props":{"product":"gems","amount":"1.99","currency":"EUR","transaction_id":"t%d"}},' $(($1 % 7)) "$at" "$1" "$1"
  printf '{"name":"level_start","time":"%s:55Z","event_id":"r%d"}]}' "$at" "$1"
}
send() { batch "$1" | curl -sf -H "Authorization: Bearer $key" -H 'Content-Type: application/json' --data-binary @- "${url}v1/events" > "$work/answer"; }
settle() { curl -sf -X POST -H "Authorization: Bearer $token" "${url}api/settle" > "$work/answer"; }

for number in $(seq 0 29); do
  send "$number"
  [ $((number % 2)) = 1 ] && settle
done
send 3 # again: four duplicates, and a reject
for day in 1 2 3; do
  printf '{"name":"session_start","player_id":"old%d","time":"2026-06-0%dT10:00:00Z"}\n' "$day" "$day"
done > "$work/old.ndjson"
$frontline import kept "$work/old.ndjson" --data "$data"
settle
for number in $(seq 30 39); do send "$number"; done
pkill -9 -f "up --data $data"
wait || true
rm -rf "$data/run" "$data/logs"
tar -czf "$out" -C "$data" .
