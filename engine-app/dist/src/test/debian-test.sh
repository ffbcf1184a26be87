#!/usr/bin/env bash
# Executes the sh blocks of docs/install.md, as they stand there, on a bare Debian with systemd: a root directory that mmdebstrap creates and
# systemd-nspawn boots, with a network of its own that has the loopback interface only. Then it checks what the document promises.
#
# Usage: debian-test.sh ARCHIVE [PREVIOUS]
#   ARCHIVE   what mvn -Pdist package builds
#   PREVIOUS  an archive of an older commit. It is installed first, and upgraded to ARCHIVE with open trades. By default ARCHIVE itself
# Environment:
#   BROKER_ARCHIVE  the distribution of ActiveMQ Classic; by default its jars from Maven, with a start script of this test
#   SUITE           Debian's release; by default trixie
#   BASE            a bare root directory to copy, in place of one that mmdebstrap creates
#   KEEP            if set, the root directory is kept, and the container runs until this script is ended
# Needs root, Debian's packages mmdebstrap and systemd-container, and Maven. Takes about 10 minutes.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
archive=$(readlink -f "$1")
previous=$(readlink -f "${2:-$1}")
tests=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$tests/../../../.." && pwd)
document=$repository/docs/install.md
work=$(mktemp -d /var/tmp/coincide-install.XXXXXX)
root=$work/root
container=

finish() {
  status=$?
  if [ $status != 0 ] && [ -n "$container" ]; then
    echo "--- last lines of the logs" >&2
    inside 'for unit in activemq coincide-server coincide-client coincide-backup; do journalctl -q --no-pager -n 25 -u $unit; done' >&2 || true
  fi
  if [ -n "${KEEP:-}" ]; then
    echo "Kept: $root. To look around: nsenter -a -t $(leader) bash" >&2
    wait
  fi
  [ -z "$container" ] || kill "$container" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
  exit $status
}
trap finish EXIT

say() { printf '\n=== %s (%d s)\n' "$1" "$SECONDS"; }
fail() { echo "FAILED: $1" >&2; exit 1; }

# --- The machine ---

leader() { cat "/proc/$container/task/$container/children" | tr -d ' '; }

# Runs the script of the argument, or of the standard input, as root of the container.
inside() {
  nsenter -a -t "$(leader)" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 ARCHIVE="${ARCHIVE:-}" \
    BROKER_ARCHIVE=/root/apache-activemq-bin.tar.gz bash -euo pipefail -c "cd /root; ${1:-$(cat)}"
}

boot() {
  SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 systemd-nspawn --quiet --register=no --keep-unit --private-network --directory="$root" --boot \
    >>"$work/console.log" 2>&1 </dev/null &
  container=$!
  for _ in $(seq 120); do
    if inside 'systemctl is-system-running' 2>/dev/null | grep -qE 'running|degraded'; then return; fi
    sleep 1
  done
  tail -50 "$work/console.log"
  fail "the container does not boot"
}

# --- The document ---

# The sh blocks of a chapter; of the part before the first chapter for an empty title.
blocks() {
  awk -v title="$1" '/^## / {chapter = substr($0, 4); next} /^```sh/ {inside = 1; next} /^```/ {inside = 0} inside && chapter == title' "$document"
}

chapters() {
  local title start
  for title in "$@"; do
    say "docs/install.md: ${title:-two archives}"
    start=$SECONDS
    if ! inside "$(blocks "$title")" >"$work/chapter.log" 2>&1; then
      tail -50 "$work/chapter.log"
      fail "docs/install.md: $title"
    fi
    echo "$((SECONDS - start)) s"
  done
}

# --- Orders and trades ---

order() {
  inside "curl -fsS -o /dev/null -u \"\$(sed -n 's/^password=/ledger:/p' /var/lib/coincide/data/client-acme/login.properties)\" \
    -H 'Content-Type: application/json' -d '$1' http://127.0.0.1:8081/api/orders"
}

# An order by invoice that is not paid until the bank reports it: its trade stays open.
unpaid() {
  order '{"orderReference": "'"$1"'", "currency": "EUR", "lines": [{"sku": "TEA-EARL-GREY-100", "quantity": 3, "unitPrice": "12.50"}],
    "shipTo": {"name": "Ada Lovelace", "street": "12 St James", "postalCode": "SW1Y 4JH", "city": "London", "country": "GB"},
    "payment": {"method": "INVOICE", "token": "tok_never_pays"}}'
}

of_client() { inside "su -s /bin/sh coincide -c '/opt/coincide/bin/coincide-client $1'"; }
in_database() { inside "su postgres -c \"psql -qAtX $1\"" <<<"" ; }

# Waits until the command's output has the text, for five minutes at most.
await() {
  local output
  for _ in $(seq 100); do
    output=$(eval "$2" 2>&1) || true
    if grep -q -- "$1" <<<"$output"; then return; fi
    sleep 3
  done
  echo "$output"
  fail "$2: no \"$1\" within five minutes"
}

# --- The archives ---

# The packaging of ARCHIVE around the programs of an archive that is older than it.
with_new_packaging() {
  mkdir -p "$work/previous" "$work/packaging"
  tar -xzf "$1" -C "$work/previous" --strip-components=1
  tar -xzf "$archive" -C "$work/packaging"
  rm -rf "$work"/packaging/*/lib
  for program in engine-app client-connector; do
    java -Djarmode=tools -jar "$work/previous/lib/$program.jar" extract --force --application-filename "$program.jar" --libraries jars \
      --destination "$(echo "$work"/packaging/*)/lib"
  done
  tar -czf "$work/previous.tar.gz" -C "$work/packaging" "$(ls "$work/packaging")"
  previous=$work/previous.tar.gz
}

# ActiveMQ's own jars of the version that the parent POM names, as far as the broker needs them, with the layout of the distribution.
broker_archive() {
  local home=$work/apache-activemq
  mkdir -p "$home/bin" "$home/conf"
  mvn -B -q -f "$tests/broker/pom.xml" dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$home/lib"
  cat >"$home/bin/activemq" <<'SH'
#!/bin/sh
home=$(cd "$(dirname "$0")/.." && pwd)
[ "$1" = console ] || exit 2
exec java -Xmx512m -Djava.io.tmpdir="$ACTIVEMQ_TMP" -Dactivemq.home="$home" -Dactivemq.base="$home" -Dactivemq.conf="$home/conf" \
  -Dactivemq.data="$ACTIVEMQ_DATA" -cp "$home/conf:$home/lib/*" org.apache.activemq.console.command.ShellCommand start "xbean:file:$home/conf/activemq.xml"
SH
  chmod +x "$home/bin/activemq"
  tar -czf "$work/apache-activemq-bin.tar.gz" -C "$work" apache-activemq
  BROKER_ARCHIVE=$work/apache-activemq-bin.tar.gz
}

grep -q '/bin/coincide-class-archive$' <<<"$(tar -tzf "$previous")" || with_new_packaging "$previous"
[ -n "${BROKER_ARCHIVE:-}" ] || broker_archive

say "A bare Debian ${SUITE:=trixie}"
if [ -n "${BASE:-}" ]; then
  cp -a "$BASE" "$root"
else
  mmdebstrap --quiet --variant=important --include=systemd-sysv,dbus "$SUITE" "$root"
fi
# The container has no network: apt-get finds its packages in the cache.
mapfile -t packages < <(blocks Packages | sed -n 's/^apt-get install//p' | tr ' ' '\n' | grep -v '^-' | grep .)
chroot "$root" apt-get update -qq
chroot "$root" apt-get install -qq -y --download-only --no-install-recommends "${packages[@]}" >/dev/null
# As Debian's installer does.
echo debian >"$root/etc/hostname"
echo "127.0.1.1 debian" >>"$root/etc/hosts"
cp "$previous" "$root/root/previous.tar.gz"
cp "$archive" "$root/root/archive.tar.gz"
cp "$BROKER_ARCHIVE" "$root/root/apache-activemq-bin.tar.gz"
boot

ARCHIVE=/root/previous.tar.gz
chapters "" Packages Files Database Settings Broker Start Check

say "The units, the files and the ports"
inside <<'SH'
systemd-analyze verify /etc/systemd/system/*.service /etc/systemd/system/*.timer
test -z "$(systemctl --failed --no-legend)"
# Nothing of the programs belongs to another account, and nobody else can read a secret.
test -z "$(find /opt/coincide /opt/activemq ! -user root)"
test -z "$(find /opt/coincide -perm /022 ! -type l)"
# Both programs started from their class archives.
for unit in coincide-server:engine-app coincide-client:client-connector; do
  grep -q "/opt/coincide/lib/${unit#*:}.jsa" "/proc/$(systemctl show -P MainPID "${unit%:*}")/maps" || { echo "${unit%:*} has no class archive"; exit 1; }
done
test -z "$(find /var/lib/coincide /var/lib/activemq /etc/coincide/*.env /opt/activemq/conf/activemq.xml -perm /007 ! -type l)"
for unit in coincide-server coincide-client activemq; do
  systemctl show -P NRestarts "$unit" | grep -qx 0 || { echo "$unit was restarted"; exit 1; }
  systemd-analyze security --no-pager "$unit" | tail -1
done
# Server, client and broker listen on the loopback interface only.
test -z "$(ss -Hltn | awk '{print $4}' | grep -E ':(808[0-3]|61616)$' | grep -vE '127\.0\.0\.1\]?:|\[::1\]:' | tee -a /dev/stderr)"
test -z "$(journalctl -q --no-pager -u coincide-server -u coincide-client | grep -F ' ERROR ' | tee -a /dev/stderr)"
SH

say "The order is a closed trade, verified in the ledger"
await 'INSTALL-1 .*COMPLETED' 'of_client trades'

chapters Monitoring
await '"health":"up".*"health":"up"' "inside 'curl -fsS http://127.0.0.1:9090/api/v1/targets'"
inside <<'SH'
test "$(curl -fsS http://127.0.0.1:9090/api/v1/rules | grep -o '"type":"alerting"' | wc -l)" = "$(grep -c 'alert:' /etc/prometheus/coincide-alerts.yaml)"
test -z "$(curl -fsS http://127.0.0.1:9090/api/v1/rules | grep -o '"lastError":"[^"]*"' | tee -a /dev/stderr)"
SH

say "Ten orders whose trades stay open"
for number in $(seq 10); do unpaid "OPEN-$number"; done
await '^10$' "in_database \"-c 'SELECT count(*) FROM invoice' coincide\""

say "A backup that is ended by a signal leaves nothing"
# An older archive has a script that names its folder otherwise.
tar -xzf "$archive" -C "$root/opt/coincide" --strip-components=1 --no-same-owner --wildcards '*/bin/coincide-backup'
inside <<'SH'
{ echo 'BEGIN; LOCK TABLE warning IN ACCESS EXCLUSIVE MODE;'; sleep 20; } | su postgres -c 'psql -q ledger' &
sleep 5
systemctl start --no-block coincide-backup
sleep 3
ls -A /var/backups/coincide | grep '^\.part-'
systemctl stop coincide-backup
test -z "$(ls -A /var/backups/coincide)"
wait
# One that an earlier version left behind sorts last.
mkdir /var/backups/coincide/2099-12-31T000000Z.part
# As on a new machine: its roles have other passwords than the backup's settings.
su postgres -c 'psql -q -v ON_ERROR_STOP=1' <<<"ALTER ROLE coincide PASSWORD 'of-another-machine'; ALTER ROLE ledger PASSWORD 'of-another-machine';"
SH

chapters Backup
await OPEN-10 'of_client trades'

say "State before the upgrade"
state() {
  in_database "-c 'SELECT trading_id, order_reference FROM trade ORDER BY 1' $1"
}
migrations() { for database in coincide ledger; do echo "$database: $(in_database "-c 'SELECT version FROM flyway_schema_history ORDER BY installed_rank' $database" | xargs)"; done; }
messages() { in_database "-c 'SELECT trading_id, sequence, md5(body) FROM journal WHERE trading_id IS NOT NULL ORDER BY 1, 2' coincide"; }
state coincide >"$work/trades.before"
state ledger >"$work/ledger.before"
messages >"$work/messages.before"
test "$(wc -l <"$work/trades.before")" = 11
echo "$(wc -l <"$work/messages.before") messages of 11 trades"
diff "$work/trades.before" "$work/ledger.before"
migrations

ARCHIVE=/root/archive.tar.gz
unpaid BEFORE-UPGRADE
chapters Upgrade
migrations

say "Every trade is kept, and the open ones end"
test -z "$(comm -23 <(sort "$work/trades.before") <(state coincide | sort))" || fail "the server lost a trade"
test -z "$(comm -23 <(sort "$work/ledger.before") <(state ledger | sort))" || fail "the ledger lost a trade"
test -z "$(comm -23 <(sort "$work/messages.before") <(messages | sort))" || fail "the journal lost or changed a message"
await '^11$' "in_database \"-c 'SELECT count(*) FROM invoice' coincide\""
inside <<'SH'
account=/var/lib/coincide/data/accounts.properties
bank="$(sed -n 's/^bank.name=//p' $account):$(sed -n 's/^bank.password=//p' $account)"
su postgres -c "psql -qAtX -F' ' -c 'SELECT reference, amount FROM invoice' coincide" | while read -r reference amount; do
  curl -fsS -o /dev/null -u "${bank/#:/bank:}" -H 'Content-Type: application/json' http://127.0.0.1:8080/api/bank/payments \
    -d "{\"transactionId\": \"T-$reference\", \"reference\": \"$reference\", \"amount\": \"$amount\", \"currency\": \"EUR\"}"
done
SH
await '^12.0$' "in_database \"-c 'SELECT count(*), count(*) FILTER (WHERE NOT closed) FROM trade' coincide\""
await '^12.0$' "in_database \"-c 'SELECT count(*), count(*) FILTER (WHERE NOT closed) FROM trade' ledger\""
await '^0$' "in_database \"-c 'SELECT count(*) FROM journal WHERE unsent' coincide\""
test "$(in_database "-c 'SELECT count(*) FROM warning' ledger")" = 0 || fail "the client warned"
test "$(in_database "-c 'SELECT count(*) FROM client_warning' coincide")" = 0 || fail "the server has a warning"

say "The metrics of the alerts and the dashboards"
# Absent: figures of events and tasks that do not exist, and of the embedded broker.
absent=$(comm -23 <(grep -ohE '\b(coincide|executor|hikaricp|http|jvm|process|system)_[a-z_]+' "$repository"/docs/monitoring/*.{json,yaml} | sort -u) \
  <(inside 'curl -fsS http://127.0.0.1:8082/actuator/prometheus http://127.0.0.1:8083/actuator/prometheus' | grep -v '^#' | sed 's/[{ ].*//' | sort -u))
echo $absent
test -z "$(grep -vE '^coincide_(broker_.*|client_warnings_total|refusals_total|tasks_open)$' <<<"$absent")" || fail "metrics that no program has"

say "The queries of the dashboards"
sed -n 's/^ *"expr": "\(.*\)",\{0,1\}$/\1/p' "$repository"/docs/monitoring/*-dashboard.json | sed 's/\\"/"/g' >"$work/queries"
# A rate needs two scrapes after the first request.
of_client trades >/dev/null
sleep 60
while read -r query; do
  answer=$(inside "curl -fsS -G http://127.0.0.1:9090/api/v1/query --data-urlencode '$(printf 'query=%s' "$query")'") || fail "Prometheus refuses $query"
  if grep -q '"result":\[\]' <<<"$answer"; then echo "no data: $query"; fi
done <"$work/queries" | tee "$work/empty"
echo "$(wc -l <"$work/queries") queries, $(wc -l <"$work/empty") without data"
test -z "$(grep -vE '> 0$|coincide_broker_|coincide_client_warnings_total|coincide_refusals_total|coincide_tasks_open' "$work/empty")" || fail "a query without data"

say "The machine is started again"
kill "$container"; wait "$container" || true
boot
inside "$(blocks Start | grep readiness)"
order "$(sed 's/INSTALL-1/AFTER-RESTART/' "$repository/docs/examples/order.json" | tr -d "'\n")"
await 'AFTER-RESTART .*COMPLETED' 'of_client trades'

say "The ledger is intact"
inside <<'SH'
systemctl stop coincide-client
SH
# By the command of the document.
command=$(grep -F '/opt/coincide/bin/coincide-client trades' "$repository/docs/operations.md")
inside "${command/trades/verify}"
say "Installed, monitored, backed up, restored, upgraded and restarted by docs/install.md: passed"
