#!/usr/bin/env bash
# Runs all tests: ./test.sh [ARGUMENTS OF THE XUNIT RUNNER], e.g. ./test.sh -class '*LedgerTests'
set -u
cd "$(dirname "$(readlink -f "$0")")" || exit 1
. setup/debian.sh
. setup/build.sh

passed=0 failed=0
check() { # NAME COMMAND...
  local name=$1; shift
  local log=artifacts/$name.log
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1)); echo "ok      $name"
  else
    failed=$((failed + 1)); echo "FAILED  $name"; tail -n 60 "$log"
  fi
}

mkdir -p artifacts
wiretax_need base
wiretax_need paths
wiretax_need tests

check build-program wiretax_build
check restore dotnet restore Analyzer.sln -p:RestoreLockedMode=true
check build dotnet build Analyzer.sln -c Release --no-restore -nologo -v quiet
[ $# -gt 0 ] || check format dotnet format Analyzer.sln --verify-no-changes --no-restore

runner=artifacts/bin/Wiretax.Tests/release/Wiretax.Tests
if [ "$failed" -eq 0 ] || [ -x "$runner" ]; then
  # On a build machine a test that cannot run is a failure, not a skip.
  strict=(); [ "${CI-}" = true ] && strict=(-failSkips)
  export WIRETAX_PROGRAM
  "$runner" -noColor -noLogo "${strict[@]}" "$@" 2>&1 | tee artifacts/tests.log
  counts=$(sed -n 's/.*Total: \([0-9]*\), Errors: \([0-9]*\), Failed: \([0-9]*\), Skipped: \([0-9]*\).*/\1 \2 \3 \4/p' artifacts/tests.log | tail -n 1)
  if [ -n "$counts" ]; then
    read -r total errors failures skipped <<<"$counts"
    passed=$((passed + total - failures - skipped))
    failed=$((failed + failures + errors))
    [ "$skipped" -eq 0 ] || echo "$skipped skipped (each says why above)"
  else
    echo "FAILED  the test runner ended before its summary"; failed=$((failed + 1))
  fi
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
