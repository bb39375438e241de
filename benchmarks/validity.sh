#!/usr/bin/env bash
# Are verdicts right on real paths? Runs sessions whose truth is known and counts the verdicts of difference:
#   benchmarks/validity.sh [SESSIONS]     (20 by default; as root)
# 'same' is one path against itself: at a level of 5 % about one session in twenty may raise an alarm.
# 'slower' has a wire that is a tenth slower: its goodput must be found slower every time.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
sessions=${1:-20}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

verdicts() { # SESSION.JSON -> METRIC VERDICT, one line each
  python3 - "$1" <<'PY'
import json, sys
for candidate in json.load(open(sys.argv[1]))["comparison"]["candidates"]:
    for metric in candidate["metrics"]:
        print(metric["workload"], metric["metric"], metric["verdict"])
PY
}

alarms=0 found=0 broken=0
for number in $(seq "$sessions"); do
  for scenario in same slower; do
    # Status 3 (a run was not complete) still has verdicts from the others.
    ./wiretax run "benchmarks/validity/$scenario.yaml" --out "$results/$scenario-$number" >/dev/null 2>"$results/errors" || {
      [ $? -eq 3 ] || { cat "$results/errors" >&2; exit 1; }
      broken=$((broken + 1))
    }
    verdicts "$results/$scenario-$number/session.json" >"$results/$scenario-$number.txt"
  done
  if grep -qE ' (slower|faster|more|less)$' "$results/same-$number.txt"; then
    alarms=$((alarms + 1))
    grep -E ' (slower|faster|more|less)$' "$results/same-$number.txt" | sed "s/^/same $number: /" >&2
  fi
  if grep -qE '^tcp goodput slower$' "$results/slower-$number.txt"; then found=$((found + 1)); else
    grep goodput "$results/slower-$number.txt" | sed "s/^/slower $number: /" >&2; fi
done
echo "same path: an alarm in $alarms of $sessions sessions"
echo "a tenth slower: found in $found of $sessions sessions"
echo "sessions with an incomplete run: $broken of $((2 * sessions))"
