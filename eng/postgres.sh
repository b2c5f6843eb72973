# shellcheck shell=bash
# A private PostgreSQL server for tests and measurements. To be sourced.
#
#   postgres_start DIR   makes a cluster in DIR (which must not exist) and starts it on a free loopback port; sets postgres_port
#   postgres_stop DIR    stops it and removes DIR
#
# Its one user is "postgres", without a password.

postgres_bin() {
  local initdb
  initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)
  [[ -n $initdb ]] && dirname "$initdb"
}

# The server refuses to run as root.
postgres_run() {
  if [[ $EUID -eq 0 ]]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

postgres_start() {
  local dir=$1 bin
  bin=$(postgres_bin)
  mkdir "$dir"
  if [[ $EUID -eq 0 ]]; then
    # The user postgres must be able to pass the folder above.
    chmod a+x "$(dirname "$dir")"
    chown postgres "$dir"
  fi
  (cd "$dir" && postgres_run "$bin/initdb" -D "$dir/cluster" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync) >/dev/null || return 1
  postgres_port=$(free_port)
  # The cluster lives for one run, so it has nothing to keep through a power cut: no fsync. Tests that kill a server
  # kill ours, not this one, and a commit is as atomic without it.
  cat >>"$dir/cluster/postgresql.conf" <<X
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = ''
max_connections = 300
fsync = off
full_page_writes = off
X
  (cd "$dir" && postgres_run "$bin/pg_ctl" -D "$dir/cluster" -l "$dir/server.log" -w start) >/dev/null ||
    { cat "$dir/server.log" >&2; return 1; }
}

postgres_stop() {
  local dir=$1
  if [[ -f $dir/cluster/postmaster.pid ]]; then
    (cd "$dir" && postgres_run "$(postgres_bin)/pg_ctl" -D "$dir/cluster" -m immediate -w stop) >/dev/null || true
  fi
  rm -rf "$dir"
}
