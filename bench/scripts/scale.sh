#!/usr/bin/env bash
# Names a made-up catalogue and says what each stage took: scale.sh ITEMS FOLDER [grlm options]
# FOLDER gets the catalogue and the run. A stage that runs out of the usual heap is tried again with 4 GiB.
set -uo pipefail
items=$1
folder=$2
shift 2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
shop=$folder/shop-$items
run=$folder/run-$items
TIMEFORMAT='     wall %R s, processor %U s + %S s'

"$java" "$root/bench/src/main/java/dev/grlm/bench/SyntheticShop.java" "$shop" "$items" 42 || exit 1
rm -rf "$run"
for stage in dataset embed neighbors terms; do
  arguments=("$stage" --run "$run" "$@")
  if [ "$stage" = dataset ]; then
    arguments+=(--data "$shop")
  fi
  echo "$(date +%T) $stage"
  if ! time "$root/grlm" "${arguments[@]}"; then
    echo "$(date +%T) $stage once more with -Xmx4g"
    time GRLM_JAVA_OPTS=-Xmx4g "$root/grlm" "${arguments[@]}" || exit 1
  fi
done
