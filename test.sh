#!/usr/bin/env bash
# Builds without warnings, checks formatting and runs every test on SQLite and on PostgreSQL.
# The last line is `N passed, N failed`; a skipped test counts as failed.
set -euo pipefail

usage() {
  cat <<'X'
Usage: ./test.sh [--fast]

  --fast   SQLite only, no browser
  --help   this text
X
}

fast=
case ${1:-} in
  '') ;;
  --fast) fast=1 ;;
  --help | -h) usage; exit ;;
  *) echo "Unknown option $1; see ./test.sh --help." >&2; exit 2 ;;
esac
[[ $# -le 1 ]] || { echo "One option at most; see ./test.sh --help." >&2; exit 2; }

cd "$(dirname "${BASH_SOURCE[0]}")"
scratch=$(mktemp -d)
data=
cluster=
passed=0
failed=0

# shellcheck source=eng/postgres.sh
source eng/postgres.sh
# shellcheck source=eng/toolchain.sh
source eng/toolchain.sh

clean_up() {
  [[ -z $cluster ]] || postgres_stop "$cluster"
  rm -rf "$scratch" ${data:+"$data"}
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# What goes wrong before or between the tests counts as one failure.
fail() {
  echo "$1" >&2
  echo "$passed passed, $((failed + 1)) failed"
  exit 1
}

stage() {
  local name=$1 began=${EPOCHREALTIME/,/.}
  shift
  "$@"
  awk -v name="$name" -v from="$began" -v to="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%-22s %6.1f s\n", name, to - from }'
}

chromium_path() {
  local name
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
  return 1
}

missing_packages() {
  command -v zbarimg >/dev/null || echo zbar-tools
  command -v pdftoppm >/dev/null || echo poppler-utils
  command -v soffice >/dev/null || echo libreoffice-calc
  [[ -z $fast ]] || return 0
  chromium_path >/dev/null || echo chromium
  postgres_bin >/dev/null || echo postgresql
}

need_tools() {
  local packages
  require_dotnet
  require_node
  mapfile -t packages < <(missing_packages)
  [[ ${#packages[@]} -gt 0 ]] || return 0
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    fail "Install what the tests need: ${packages[*]}."
  fi
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >"$scratch/apt.log" 2>&1 ||
    { tail -n 5 "$scratch/apt.log" >&2; fail "apt-get cannot install what the tests need: ${packages[*]}."; }
  mapfile -t packages < <(missing_packages)
  [[ ${#packages[@]} -eq 0 ]] || fail "Still missing after apt-get install: ${packages[*]}."
}

build() {
  dotnet build Kbm.slnx -c Release -v quiet -nologo -warnaserror >"$scratch/build.log" 2>&1 ||
    { grep -E '(error|warning) ' "$scratch/build.log" | sort -u >&2 || cat "$scratch/build.log" >&2; fail "The build has errors or warnings."; }
}

# Generated migrations keep the form their generator gives them.
check_format() {
  dotnet format Kbm.slnx --verify-no-changes --no-restore --exclude src/Kbm/Data/Migrations >&2 ||
    fail "The formatting differs from .editorconfig; run: dotnet format Kbm.slnx --exclude src/Kbm/Data/Migrations"
}

# What the tests write lives for one run, so it has nothing to keep through a power cut: it is in memory where there is room.
place_data() {
  local room
  room=$(df --output=avail -B1M /dev/shm 2>/dev/null | tail -n 1) || room=0
  if [[ -w /dev/shm && $room -ge 4096 ]]; then data=$(mktemp -d /dev/shm/kbm-XXXXXX); else data=$scratch; fi
}

start_postgres() {
  cluster=$scratch/postgres
  postgres_start "$cluster" || fail "PostgreSQL does not start."
  export KBM_TEST_POSTGRES="Host=127.0.0.1;Port=$postgres_port;Username=postgres;Database=postgres"
}

# One run of a test project; its counts come from the report, and no report means that the run broke off.
run_tests() {
  local project=$1 report=$scratch/$1-$2.xml status=0
  KBM_TEST_DATABASE=$2 TMPDIR=$data "tests/$project/bin/Release/net10.0/$project" \
    -noLogo -noColor -reporter quiet -failSkips -xml "$report" || status=$?
  local ok=0 bad=0
  if [[ -s $report ]]; then
    ok=$(count "$report" passed)
    bad=$(($(count "$report" failed) + $(count "$report" errors) + $(count "$report" skipped)))
  fi
  if [[ $bad -eq 0 && $status -ne 0 ]]; then
    echo "$project on $2 ended with status $status." >&2
    bad=1
  elif [[ $((ok + bad)) -eq 0 ]]; then
    echo "$project on $2 has no tests." >&2
    bad=1
  fi
  passed=$((passed + ok))
  failed=$((failed + bad))
}

count() {
  grep -o '<assembly [^>]*>' "$1" | grep -oE " $2=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'
}

stage "tools" need_tools
stage "build" build
stage "format" check_format
place_data
stage "tests on SQLite" run_tests Kbm.Tests Sqlite
if [[ -z $fast ]]; then
  stage "PostgreSQL start" start_postgres
  stage "tests on PostgreSQL" run_tests Kbm.Tests Postgres
  KBM_CHROMIUM=$(chromium_path)
  export KBM_CHROMIUM
  stage "tests in a browser" run_tests Kbm.BrowserTests Sqlite
fi

echo "$passed passed, $failed failed"
[[ $failed -eq 0 && $passed -gt 0 ]]
