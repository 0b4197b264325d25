#!/usr/bin/env bash
# Tells a service of an event, then asks what comes next. Arguments: URL, user, item, perhaps a token.
set -euo pipefail
url=${1%/} user=$2 item=$3
ask=(curl -sS --fail-with-body -H 'Content-Type: application/json')
if [ -n "${4:-}" ]; then
  ask+=(-H "Authorization: Bearer $4")
fi
"${ask[@]}" "$url/v1/events" -d "{\"events\": [{\"user\": \"$user\", \"item\": \"$item\"}]}"
echo
"${ask[@]}" "$url/v1/recommendations" -d "{\"user\": \"$user\", \"k\": 3}"
echo
