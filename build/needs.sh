# shellcheck shell=bash
# Sourced by run.sh, test.sh and cadre-watch: what the machine must have, and how it gets it.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

missing_packages=()

need_package() { missing_packages+=("$1"); }

# The text library that .NET needs for Chinese sort order; its package is named by version.
need_icu() {
  ldconfig -p 2>/dev/null | grep -q libicuuc && return
  local name
  name=$(apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | awk 'NR == 1 { print $1 }')
  need_package "${name:-libicu-dev}"
}

# The learning library; without it the product runs on policy alone.
need_xgboost() {
  ldconfig -p 2>/dev/null | grep -q 'libxgboost\.so' || need_package libxgboost0
}

# Installs what need_package collected: as root with apt, otherwise it says what to install and ends.
install_missing() {
  ((${#missing_packages[@]})) || return 0
  if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "These packages are missing: ${missing_packages[*]}" >&2
    echo "Install them (for Debian and Ubuntu: sudo apt-get install ${missing_packages[*]}) and run this again." >&2
    exit 1
  fi
  echo "Installing ${missing_packages[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing_packages[@]}" >/dev/null
  missing_packages=()
}

# .NET SDK and Node.js are asked for, never installed: their versions matter and distributions differ.
need_dotnet() {
  command -v dotnet >/dev/null || { echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download" >&2; exit 1; }
  dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || { echo "The .NET SDK here is not version 10." >&2; exit 1; }
}

need_node() {
  command -v node >/dev/null || { echo "Node.js is missing (20.19 or later)." >&2; exit 1; }
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    { echo "Node.js here is $(node --version); 20.19 or later is needed." >&2; exit 1; }
}

# Publishes a project to artifacts/app/NAME unless nothing it is made of changed since.
# A file or folder newer than the stamp means a change; removing a file makes its folder newer.
publish_if_changed() {
  local project=$1 name=$2 stamp="$ROOT/artifacts/app/$2.stamp"
  if [[ -f $stamp ]] && [[ -z $(changed_since "$stamp") ]]; then return 0; fi
  echo "Building $name (once; later starts skip this)"
  local begun
  begun=$(mktemp)
  mkdir -p "$ROOT/artifacts/app"
  local log="$ROOT/artifacts/app/$name.log"
  if ! dotnet publish "$ROOT/$project" -c Release -o "$ROOT/artifacts/app/$name" -nodeReuse:false --nologo -v quiet >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$begun"
    exit 1
  fi
  mv "$begun" "$stamp"
}

changed_since() {
  find "$ROOT/src" "$ROOT/Directory.Build.props" "$ROOT/Directory.Packages.props" "$ROOT/global.json" "$ROOT/build/needs.sh" \
    \( -name node_modules -o -name wwwroot -o -name dist -o -name bin -o -name obj \) -prune -o \
    -type f -newer "$1" -print -quit -o \
    -type d ! -path "$ROOT/src/Web" ! -path "$ROOT/src/Web/client" -newer "$1" -print -quit
}
