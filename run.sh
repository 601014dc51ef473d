#!/usr/bin/env bash
# Builds what changed and serves. Options go to the server:
#   --urls URL            default http://127.0.0.1:5080 (this machine alone)
#   --data DIR            default data/ beside this script
#   --store sqlite | --store "Host=…"
#   --no-demo             do not fill an empty store with the fictional demonstration district
set -euo pipefail
# shellcheck source=build/needs.sh
source "$(dirname "${BASH_SOURCE[0]}")/build/needs.sh"

usage() {
  sed -n '3,6s/^# *//p' "${BASH_SOURCE[0]}"
  exit "$1"
}

url=http://127.0.0.1:5080 data="$ROOT/data" store=sqlite demo=()
while (($#)); do
  case $1 in
    --urls | --data | --store)
      (($# > 1)) || usage 2
      case $1 in --urls) url=$2 ;; --data) data=$2 ;; --store) store=$2 ;; esac
      shift 2
      ;;
    --no-demo) demo=(--no-demo) && shift ;;
    --help | -h) usage 0 ;;
    *) echo "Unknown option $1" >&2 && usage 2 ;;
  esac
done

need_dotnet
need_node
need_icu
install_missing
publish_if_changed src/Web/Web.csproj web

mkdir -p "$data"
echo "Cadre.Watch → $url   data: $data   store: ${store%%Password=*}   stop: Ctrl-C"
exec dotnet "$ROOT/artifacts/app/web/CadreWatch.Web.dll" \
  --contentRoot "$ROOT/artifacts/app/web" --urls "$url" --data "$data" --store "$store" ${demo[@]+"${demo[@]}"}
