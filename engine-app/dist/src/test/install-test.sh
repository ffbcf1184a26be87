#!/usr/bin/env bash
# Follows docs/install.md literally, in a root folder of its own: the commands' absolute paths are put below it. Packages, accounts,
# PostgreSQL and systemd belong to the machine, so those commands are replaced: the scripts of the archive are started as systemd would.
# Usage: install-test.sh ARCHIVE, after mvn -Pdist package.
set -euo pipefail

ARCHIVE=$(readlink -f "$1")
export ARCHIVE
repository=$(cd "$(dirname "$0")/../../../.." && pwd)
root=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$root"' EXIT

port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
server=$(port) management=$(port) client=$(port) clientManagement=$(port) broker=$(port)

mapfile -t commands < <(awk '/^```sh/ {inside = 1; next} /^```/ {inside = 0} inside' "$repository/docs/install.md")

below() {
  sed -E "s#(^|[ \"'@])/(opt|etc|var)/#\1$root/\2/#g; s/127.0.0.1:8082/127.0.0.1:$management/; s/127.0.0.1:8083/127.0.0.1:$clientManagement/;
    s/127.0.0.1:8081/127.0.0.1:$client/" <<<"$1"
}

start() {
  sed -i "s#/var/lib#$root/var/lib#" "$root"/etc/coincide/*.yaml
  mkdir -p "$root/var/lib/coincide" && chmod 700 "$root/var/lib/coincide"
  cd "$root/var/lib/coincide"
  CONFIG_FOLDER=$root/etc/coincide JAVA_OPTIONS=-Xmx768m "$root/opt/coincide/bin/coincide-server" --server.port="$server" \
    --management.server.port="$management" --coincide.broker.port="$broker" >"$root/server.log" 2>&1 &
  await "http://127.0.0.1:$management/actuator/health/readiness" "$root/server.log"
  CONFIG_FOLDER=$root/etc/coincide JAVA_OPTIONS=-Xmx384m "$root/opt/coincide/bin/coincide-client" --server.port="$client" \
    --management.server.port="$clientManagement" --coincide.broker.url="tcp://127.0.0.1:$broker" \
    --coincide.catalogue.url="http://127.0.0.1:$server" >"$root/client.log" 2>&1 &
  await "http://127.0.0.1:$clientManagement/actuator/health/readiness" "$root/client.log"
}

await() {
  for _ in $(seq 240); do
    curl -fs "$1" >/dev/null && return
    sleep 1
  done
  cat "$2"
  echo "$1 does not respond" >&2
  exit 1
}

for command in "${commands[@]}"; do
  case $command in
    apt-get* | adduser* | su\ postgres* | *daemon-reload*) echo "skip: $command" ;;
    cp*systemd*) for unit in "$root"/opt/coincide/systemd/*.service; do grep -q "^ExecStart=/opt/coincide/bin/" "$unit"; done ;;
    systemctl*enable*) start ;;
    *) echo "+ $command"; eval "$(below "$command")" ;;
  esac
done

for _ in $(seq 120); do
  trade=$(curl -fs -u "$LOGIN" "http://127.0.0.1:$client/api/trades" || true)
  if grep -q '"closed":true' <<<"$trade"; then
    echo; echo "The order is a closed trade."
    break
  fi
  sleep 1
done
grep -q '"closed":true' <<<"$trade"
test "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$client/api/trades")" = 401
CONFIG_FOLDER=$root/etc/coincide "$root/opt/coincide/bin/coincide-client" trades --url="http://127.0.0.1:$client" | grep -q INSTALL-1
for file in LICENSE sbom/engine-app.cdx.json sbom/client-connector.cdx.json docs/operations.md docs/monitoring/alerts.yaml; do
  test -s "$root/opt/coincide/$file"
done
echo "Installed by docs/install.md: passed."
