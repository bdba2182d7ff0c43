#!/usr/bin/env bash
# Runs all measurements one after the other, about twenty-five minutes, on a machine that has nothing else to do:
#   bench/figures.sh [FOLDER]          results as JSON lines, by default in target/figures
# PARLEY_SETS names the folder with rendered sets of callers (training/callers), by default data/callers.
# bench/tables.py FOLDER makes the tables of bench/README.md of them.
set -uo pipefail
home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=${1:-$home/target/figures}
sets=${PARLEY_SETS:-$home/data/callers}
mkdir -p "$out"
failed=0

run() { # NAME COMMAND…
  local name=$1 began=$SECONDS
  shift
  echo "$name: $*"
  if "$@" >"$out/$name.jsonl" 2>"$out/$name.log"; then
    echo "  $((SECONDS - began)) s"
  else
    echo "  FAILED after $((SECONDS - began)) s, see $out/$name.log"
    failed=1
  fi
}

"$home/parley" check "$home/bench/agents" || exit 1 # builds where that is needed
lists=$home/bench/calls
if [ -d "$sets" ]; then
  lists=$(find "$sets" -mindepth 2 -maxdepth 2 -name turns.jsonl -printf '%h\n' | sort | paste -sd,)
fi

run sip "$home/parley" bench sip --rate 300 --seconds 60 --settle 40 --reference --json
run media "$home/parley" bench media --calls 100,400 --json
run load "$home/parley" bench load --calls 8,16,20 --seconds 25 --json
run latency "$home/parley" bench latency --calls 1,8 --turns 48 --json
run voices "$home/parley" bench voices --json
run voices-deaf "$home/parley" bench voices --deaf --json
run understanding "$home/parley" bench understanding --virtual --set "$lists" --limit 200 --json
run understanding-loss "$home/parley" bench understanding --virtual --set "$lists" --limit 200 --impair loss=3% --json
run jmh "$home/bench/jmh" -wi 2 -i 3 -rf json -rff "$out/jmh.json" 'Text|Voice|Dialogue|Search|Vad|Ear|Script'
exit $failed
