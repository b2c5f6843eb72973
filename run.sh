#!/usr/bin/env bash
# Builds KBM, makes the demo companies if they are not there, and serves.
set -euo pipefail

usage() {
  cat <<'X'
Usage: ./run.sh [--port N] [--data DIR]

  --port N     port to serve on (5000)
  --data DIR   folder that holds the databases (KBM_DATA, else the folder "data" beside this script)
  --help       this text
X
}

fail() {
  echo "$1" >&2
  exit "${2:-1}"
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
port=5000
data=${KBM_DATA:-$root/data}

while [[ $# -gt 0 ]]; do
  case $1 in
    --help | -h) usage; exit ;;
    --port | --data)
      [[ -n ${2:-} ]] || fail "$1 needs a value; see ./run.sh --help." 2
      if [[ $1 == --port ]]; then port=$2; else data=$2; fi
      shift 2 ;;
    *) fail "Unknown option $1; see ./run.sh --help." 2 ;;
  esac
done
[[ $port =~ ^[1-9][0-9]{0,4}$ && $port -le 65535 ]] || fail "The port must be a number from 1 to 65535, not $port." 2

# shellcheck source=eng/toolchain.sh
source "$root/eng/toolchain.sh"

kbm=$root/src/Kbm/bin/run/kbm
stamp=$root/src/Kbm/obj/run.stamp

up_to_date() {
  [[ -x $kbm && -f $stamp ]] || return 1
  local inputs=("$root/src/Kbm" "$root/samples" "$root"/Directory.*.props "$root/global.json")
  [[ ! -d $root/docs/user ]] || inputs+=("$root/docs/user")
  # Folders count too: their time changes when a file in them is deleted.
  [[ -z $(find "${inputs[@]}" \
    \( -path "$root/src/Kbm" -o \( -type d \( -name bin -o -name obj -o -name node_modules -o -name wwwroot \) -prune \) \) \
    -o -newer "$stamp" -print -quit) ]]
}

build() {
  require_dotnet
  require_node
  echo "Building KBM…"
  local log
  log=$(mktemp)
  # The stamp is older than the build, so that what is edited meanwhile is built next time.
  touch "$log.stamp"
  # Published rather than built, because a published KBM is compiled ahead and starts in half the time.
  if ! dotnet publish "$root/src/Kbm" -c Release -o "${kbm%/*}" -v quiet -nologo >"$log" 2>&1; then
    grep -E 'error' "$log" | sort -u >&2 || cat "$log" >&2
    rm -f "$log" "$log.stamp"
    fail "KBM does not build."
  fi
  mv "$log.stamp" "$stamp"
  rm -f "$log"
}

# The demo companies' published PINs are refused in production.
export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
export DOTNET_ENVIRONMENT=${DOTNET_ENVIRONMENT:-$ASPNETCORE_ENVIRONMENT}

require_runtime
up_to_date || build

# A folder whose companies are made needs no look at them; on PostgreSQL it does not hold them.
made=$data/demo-made
if [[ ! -f $made || ! -f $data/catalog.db ]]; then
  "$kbm" demo --data "$data" --if-missing
  touch "$made"
fi
exec "$kbm" serve --data "$data" --port "$port"
