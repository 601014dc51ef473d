#!/usr/bin/env bash
# Runs the tests of the arithmetic of the law and of the measure rules with coverlet's collector and prints one line: the branch coverage of both.
# Tests of time and memory (category Figure) are left out: they would measure the counting.
# Exits 1 below 95 %, or when a test fails. Arguments go to `dotnet test` (-c Release, --no-build, ...).
set -euo pipefail
cd "$(dirname "$0")/.."
out="$(mktemp -d)"
tests="Category!=Figure"
tests="$tests&(FullyQualifiedName~Grains.Tests.Calendars|FullyQualifiedName~Grains.Tests.Influence|FullyQualifiedName~Grains.Tests.Gates|FullyQualifiedName~Grains.Tests.Measures|FullyQualifiedName~Grains.Tests.Numbers)"
trap 'rm -rf "$out"' EXIT
if ! dotnet test tests/Grains.Tests -nodeReuse:false --filter "$tests" --collect "XPlat Code Coverage" --results-directory "$out" "$@" >"$out/log" 2>&1; then
  cat "$out/log"
  exit 1
fi
report="$(find "$out" -name coverage.cobertura.xml | head -n 1)"
if [ -z "$report" ]; then
  echo "coverage: the collector left no report"
  exit 1
fi
# Each line with branches carries condition-coverage="50% (1/2)"; a line can stand in the report twice, under its class and its method.
awk '
  /<class / { wanted = match($0, /filename="[^"]*Grains\/(Calendars|Influence|Gates|Measures|Numbers)\//) > 0; match($0, /filename="[^"]*"/); file = substr($0, RSTART, RLENGTH) }
  wanted && /<line / && /condition-coverage=/ {
    match($0, /number="[0-9]+"/); line = file substr($0, RSTART, RLENGTH)
    match($0, /\([0-9]+\/[0-9]+\)/); split(substr($0, RSTART + 1, RLENGTH - 2), part, "/")
    hit[line] = part[1] > hit[line] ? part[1] : hit[line]; all[line] = part[2]
    if (part[1] < part[2] && ENVIRON["COVERAGE_MISSING"] != "") print file, $0 > "/dev/stderr"
  }
  END {
    for (line in all) { covered += hit[line]; total += all[line] }
    percent = total ? 100 * covered / total : 0
    printf "branch coverage of Calendars, Influence, Gates, Measures, Numbers: %.1f %% (%d of %d), at least 95 %%\n", percent, covered, total
    exit percent < 95
  }' "$report"
