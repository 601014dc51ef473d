#!/usr/bin/env bash
# Format check, build, every test of server and client. The last line is “N passed, N failed”; anything that failed makes the exit code 1.
# Reports and logs: test-results/.
set -uo pipefail
# shellcheck source=build/needs.sh
source "$(dirname "${BASH_SOURCE[0]}")/build/needs.sh"
cd "$ROOT" || exit 1

need_dotnet
need_node
need_icu
need_xgboost
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need_package postgresql
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
[[ -x $CHROMIUM ]] || need_package chromium
compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || need_package fonts-noto-cjk
install_missing

results=$ROOT/test-results
rm -rf "$results" && mkdir -p "$results"
outcomes=()

# step NAME COMMAND…: runs it, keeps its output, shows it where it failed.
step() {
  local name=$1 begun=$SECONDS code=0
  shift
  "$@" >"$results/$name.log" 2>&1 || code=$?
  if ((code)); then
    cat "$results/$name.log"
    printf '✗ %s (%d s)\n' "$name" $((SECONDS - begun))
  else
    printf '✓ %s (%d s)\n' "$name" $((SECONDS - begun))
  fi
  return $code
}

# A step without a report of its own: it counts only where it fails.
gate() {
  step "$@"
  outcomes+=("$1=$?=")
}

client() { (cd src/Web/client && "$@"); }

# Known holes in what we build on, as far as the feeds answer; a feed that does not is said and is no failure.
audit() {
  local list
  if list=$(timeout 120 dotnet list Cadre.Watch.sln package --vulnerable --include-transitive 2>&1) && ! grep -qE 'NU190[0-9]|error' -i <<<"$list"; then
    if grep -q 'has the following vulnerable packages' <<<"$list"; then
      echo "$list" && return 1
    fi
    echo 'NuGet: no known vulnerability, as far as its sources tell.'
  else
    echo 'NuGet: the feed of vulnerabilities does not answer; nothing is known.'
  fi
  if list=$(cd src/Web/client && timeout 120 npm audit --omit=dev --audit-level=high 2>&1); then
    echo 'npm: no known grave vulnerability.'
  elif grep -qE 'ENOAUDIT|ENETUNREACH|ECONNREFUSED|ENOTFOUND|40[0-9]|50[0-9]|audit endpoint|not implemented' -i <<<"$list"; then
    echo 'npm: the feed of vulnerabilities does not answer; nothing is known.'
  else
    echo "$list" && return 1
  fi
}

# Whitespace by the files alone takes a second; style rules are errors of the build itself, which is why nothing here loads the solution twice.
step format dotnet format whitespace . --folder --verify-no-changes --exclude artifacts src/Web/client &
format=$!
# One compiler for all projects, whatever the environment says, and none left behind. Release is what users run, and its tests take a fifth less time.
gate build dotnet build Cadre.Watch.sln -c Release -warnaserror -nodeReuse:false -p:UseSharedCompilation=true --nologo -v quiet
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1

# What runs for seconds is not compiled a second time by what its first calls were like.
export DOTNET_TieredPGO=0

# A project's tests run from its own executable: no host between, and its exit code tells of a crash.
project() {
  local name=$1 code=0
  step "$name" dotnet "artifacts/bin/$name/release/CadreWatch.$name.dll" -noColor -trx "$results/$name.trx" || code=$?
  outcomes+=("$name=$code=$results/$name.trx")
  return $code
}

# What burns the processor, to run beside what waits for disks.
beside() {
  gate client-types client npm run --silent check
  step client-tests client npm test --silent -- --reporter=json --outputFile="$results/client.json"
  outcomes+=("client-tests=$?=$results/client.json")
  project Architecture.Tests
  project Risk.Tests
  gate audit audit
  cat "$results/audit.log"
  gate coverage tests/coverage.sh -c Release --no-build
  tail -n 1 "$results/coverage.log"
}

built=${outcomes[-1]}
wait $format
outcomes+=("format=$?=")
if [[ $built == build=0= ]]; then
  # Measured times first and alone; those with a server and a browser at the end, alone too.
  project Grains.Tests
  project Journal.Tests &
  journal=$!
  beside
  wait $journal
  outcomes+=("Journal.Tests=$?=$results/Journal.Tests.trx")
  project Silo.Tests
  project Web.Tests
fi

printf 'took %d s\n' "$SECONDS"
exec node build/sum-tests.mjs "${outcomes[@]}"
