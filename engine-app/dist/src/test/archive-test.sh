#!/usr/bin/env bash
# The short test of the archive, in every build (.ci/run): its content, owners and modes, and that the scripts of bin/ help, refuse what is
# wrong in words, end with the right exit code, and use a class archive. Nothing is installed. Usage: archive-test.sh ARCHIVE, after mvn -Pdist package.
set -euo pipefail

archive=$(readlink -f "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $1" >&2; exit 1; }

tar -xzf "$archive" -C "$work" --strip-components=1 --no-same-owner
cd "$work"
for file in LICENSE config/server.yaml config/client.yaml docs/install.md docs/adr/README.md docs/monitoring/alerts.yaml lib/engine-app.jar \
  lib/client-connector.jar lib/jars sbom/engine-app.cdx.json sbom/client-connector.cdx.json systemd/coincide-server.service; do
  test -s "$file" || fail "the archive has no $file"
done
wrong=$(tar -tvzf "$archive" --numeric-owner | awk '$2 != "0/0" || $1 ~ /^.....w|^........w/')
test -z "$wrong" || fail "files of another account than root, or that others may write: $wrong"
wrong=$(grep -nE '^[^#]*(password|secret|key): *[^ ]' config/*.yaml || true)
test -z "$wrong" || fail "a default secret: $wrong"
for program in engine-app client-connector; do
  # The program itself is the first of both; the tool that wrote the file has no licence.
  components=$(grep -c '"purl" : ' "sbom/$program.cdx.json")
  licensed=$(grep -c '"licenses" : ' "sbom/$program.cdx.json")
  [ "$components" -gt 50 ] && [ "$licensed" = "$components" ] || fail "$program: $components components, $licensed with licences"
  echo "$program: $((components - 1)) components with licences"
done

# run EXIT_CODE TEXT COMMAND...: the command ends with the code, and its output has the text and no stack trace.
run() {
  local code=$1 text=$2 status=0
  shift 2
  timeout 300 "$@" >output 2>&1 </dev/null || status=$?
  [ "$status" = "$code" ] || { tail -20 output; fail "$*: exit code $status, not $code"; }
  grep -q -- "$text" output || { tail -20 output; fail "$*: no \"$text\""; }
  [ "$(grep -cE '^\s+at ' output)" = 0 ] || { tail -20 output; fail "$*: a stack trace"; }
  echo "$*: $code, $text"
}
export CONFIG_FOLDER=$work/config
data=--coincide.data-directory=$work/data
run 0 'Usage: ' bin/coincide-server --help
run 0 'Usage: ' bin/coincide-client --help
run 0 'Usage: ' bin/coincide-backup --help
run 2 'The arguments are invalid: strat' bin/coincide-server strat
run 2 'The arguments are invalid: strat' bin/coincide-client strat
run 2 'Usage: ' bin/coincide-backup --all
run 0 'Usage: ' bin/coincide-class-archive --help
run 2 'Usage: ' bin/coincide-class-archive --all
run 1 'server.yaml cannot be read' env CONFIG_FOLDER="$work/none" bin/coincide-server
run 1 'client.yaml cannot be read' env CONFIG_FOLDER="$work/none" bin/coincide-client
run 1 'Install Java 17 or newer' env JAVA_HOME="$work/none" bin/coincide-server
run 1 'coincide.simulation.enabled' bin/coincide-server "$data"
run 1 'COINCIDE_CLIENT_SECRET' bin/coincide-client "$data"
run 3 'does not respond' bin/coincide-client trades --url=http://127.0.0.1:1 "$data"
run 0 '<broker ' bin/coincide-server broker-configuration "$data"
run 0 '' bin/coincide-server check "$work/docs/examples"
test "$(stat -c %a "$work/data" "$work/data/accounts.properties" | xargs)" = "700 600" || fail "modes of the data directory"
# A setting that only the metadata of an adapter's jar has is accepted, and the start refused because of the partners.
mkdir -p "$work/adapter/META-INF" "$work/adapters"
echo '{"properties": [{"name": "coincide.trial.region", "type": "java.lang.String"}]}' >"$work/adapter/META-INF/spring-configuration-metadata.json"
jar -cf "$work/adapters/trial.jar" -C "$work/adapter" .
run 1 'coincide.trial.region' bin/coincide-server "$data" --coincide.trial.region=north
run 1 'coincide.simulation.enabled' env ADAPTERS_FOLDER="$work/adapters" bin/coincide-server "$data" --coincide.trial.region=north

# from WHERE PROGRAM: the program's main class comes from "shared" (the class archive) or "jar", and no warning is printed.
from() {
  local found
  JAVA_OPTIONS="-Xlog:class+load:file=$work/classes" run 0 'Usage: ' "bin/$2" --help
  ! grep -E '\[warning\]|VM warning' output || fail "$2: a warning"
  found=$(grep -E ' org\.coincide\.(engine\.Engine|client\.Client)Application ' "$work/classes")
  case $1 in
    shared) grep -q 'shared objects file (top)' <<<"$found" ;;
    jar) grep -q 'source: .*\.jar$' <<<"$found" ;;
  esac || fail "$2: not from $1: $found"
}
from jar coincide-server
from jar coincide-client
run 0 'lib/client-connector.jsa' env COINCIDE_SIMULATION_ENABLED=no SERVER_PORT=1 bin/coincide-class-archive
from shared coincide-server
from shared coincide-client
ADAPTERS_FOLDER=$work/adapters from shared coincide-server
run 1 'coincide.simulation.enabled' env ADAPTERS_FOLDER="$work/adapters" bin/coincide-server "$data" --coincide.trial.region=north
# A stale archive is ignored without a word: a jar changed, or the archive is of no JVM.
touch lib/jars/spring-core-*.jar
from jar coincide-server
from jar coincide-client
echo none >lib/engine-app.jsa
from jar coincide-server
test -z "$(ls -A lib | grep -vE '^(jars|(engine-app|client-connector)\.(jar|jsa))$')" || fail "left in lib: $(ls lib)"
echo "The archive: passed ($(du -h "$archive" | cut -f1), $SECONDS s)"

# backup [COMMAND]: coincide-backup with a data directory of its own, and with a command in place of su that dumps the databases.
backup() {
  printf '#!/bin/sh\n%s\necho dump\n' "${1:-}" >"$work/stubs/su"
  PATH=$work/stubs:$PATH unshare --mount sh -euc '
    mount -t tmpfs none /var/lib
    mkdir -p /var/lib/coincide/data/client-acme
    echo before >/var/lib/coincide/data/client-acme/ledger.anchor
    chown -R nobody /var/lib/coincide
    chmod -R go= /var/lib/coincide
    exec "$0" "$1"' "$work/bin/coincide-backup" "$work/backups"
}
if [ "$(id -u)" = 0 ] && unshare --mount true; then
  mkdir -p "$work/stubs" "$work/backups"
  touch "$work/stubs/su"
  chmod +x "$work/stubs/su"
  # A signal ends the shell that runs the script, as systemd does.
  ! backup 'kill $PPID' >/dev/null || fail "coincide-backup: succeeds after a signal"
  test -z "$(ls -A "$work/backups")" || fail "coincide-backup: leaves $(ls -A "$work/backups") after a signal"
  backup >/dev/null
  test "$(ls "$work"/backups/*Z | xargs)" = "coincide.dump files.tar.gz ledger.dump" || fail "coincide-backup: $(ls "$work"/backups/*)"
  echo "coincide-backup: complete, or nothing"
  rm -rf "$work/backups"
  backup 'echo after | tee /var/lib/coincide/data/client-acme/ledger.anchor >/var/lib/coincide/data/client-acme/removed' >/dev/null
  mkdir "$work/restored"
  tar -xzf "$work"/backups/*/files.tar.gz -C "$work/restored"
  test "$(cat "$work"/restored/var/lib/coincide/data/client-acme/* | xargs)" = 'before after' ||
    fail "coincide-backup: the anchor of the ledger is newer than its dump, or another file older"
  test "$(stat -c '%U %a' "$work/restored/var/lib/coincide/data/client-acme" "$work"/restored/var/lib/coincide/data/client-acme/ledger.anchor | xargs)" = \
    'nobody 700 nobody 600' || fail "coincide-backup: owner or mode of the anchor"
  echo "coincide-backup: the anchor of the ledger is older than its dump"
fi
