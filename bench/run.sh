#!/bin/sh
# bench/run.sh NAME [options]: builds server and benchmarks in Release and runs one. The last line is one JSON object.
set -eu
cd "$(dirname "$0")/.."
dotnet build bench/Bench.csproj -c Release -nologo -v q -clp:ErrorsOnly -nodeReuse:false -p:SkipClient=true >&2
exec dotnet artifacts/bin/Bench/release/CadreWatch.Bench.dll "$@"
