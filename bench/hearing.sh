#!/usr/bin/env bash
# The scoreboard of hearing (docs/hearing.md): both engines on the same recordings, and what finds the end of a turn.
#   bench/hearing.sh [FOLDER]          results, by default in target/hearing; tables.md there is what docs/hearing.md shows
# PARLEY_SETS    rendered sets of voices that were kept out of training, by default data/callers/kept-out; where there are
#                none, --render makes them (training/callers, about an hour)
# PARLEY_PEOPLE  people saying one digit a file, 3_speaker_17.wav (free-spoken-digit-dataset); without it they are left out
# PARLEY_SMART_TURN  smart-turn-v3.2-cpu.onnx (training/turn/README.md); without it only silence is compared with Parley
# PARLEY_LIMIT   so many recordings of each set; 200
# PARLEY_ENGINES native,cascade
set -euo pipefail
home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
sets=${PARLEY_SETS:-$home/data/callers/kept-out}
limit=${PARLEY_LIMIT:-200}
engines=${PARLEY_ENGINES:-native,cascade}
voices=af_kore,am_onyx,bf_alice,bm_daniel # training/ear/speakers.py, "test"

render() {
  for one in hesitant:120 account:60 code:60 letters:60 amount:60 birthday:60 time:60 person:60 outside:60 backchannels:60 interruptions:60; do
    python "$home/training/callers/render.py" "${one%:*}" --count "${one#*:}" --seed 900 --voices $voices --to "$sets/${one%:*}"
  done
  python "$home/training/turn/disturbances.py" --to "$sets/disturbances"
}

if [ "${1:-}" = --render ]; then
  render
  shift
fi
out=${1:-$home/target/hearing}
mkdir -p "$out"
"$home/parley" check "$home/bench/agents" # builds where that is needed

lists=$(find "$sets" -mindepth 2 -maxdepth 2 -name turns.jsonl -printf '%h\n' 2>/dev/null | sort | paste -sd,)
[ -n "$lists" ] || { echo "no sets in $sets: bench/hearing.sh --render" >&2; exit 2; }
if [ -d "${PARLEY_PEOPLE:-}" ]; then
  python3 "$home/bench/people.py" "$PARLEY_PEOPLE" "$out/people"
  lists=$lists,$(find "$out/people" -mindepth 1 -maxdepth 1 -type d | sort | paste -sd,)
fi

"$home/parley" bench understanding --virtual --engine "$engines" --set "$lists" --limit "$limit" --json >"$out/hearing.jsonl"
# Processor time means something in real calls only.
"$home/parley" bench understanding --engine "$engines" --set "${lists%%,*}" --limit 12 --json >"$out/cost.jsonl"

marked=$(grep -l pauses_ms "$sets"/*/turns.jsonl | xargs -r -n 1 dirname || true)
if [ -n "$marked" ]; then
  # shellcheck disable=SC2086
  python3 "$home/training/turn/compare.py" $marked --limit "$limit" --parley "$out/hearing.jsonl" --to "$out" \
    ${PARLEY_SMART_TURN:+--smart-turn "$PARLEY_SMART_TURN"}
fi
python3 "$home/bench/hearing_tables.py" "$out" | tee "$out/tables.md"
