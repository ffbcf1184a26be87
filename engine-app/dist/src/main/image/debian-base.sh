#!/bin/sh
# Builds an image with Java from Debian's packages, as an archive to build the images of Coincide upon, without a registry:
#   debian-base.sh FILE.tar && mvn -Pimage package -Dimage.base=tar://FILE.tar
# Needs mmdebstrap. SUITE: Debian's release; PACKAGE: its package with Java. Further arguments are options of mmdebstrap.
set -eu
[ $# -ge 1 ] || { echo "usage: $0 FILE.tar [option of mmdebstrap]..." >&2; exit 2; }
target=$(readlink -f "$1")
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mmdebstrap --variant=minbase --include="${PACKAGE:-default-jre-headless},ca-certificates,tzdata" \
    --customize-hook='chroot "$1" useradd --uid 10001 --user-group --home-dir /var/lib/coincide --shell /usr/sbin/nologin coincide' \
    --customize-hook='install -d -m 700 -o 10001 -g 10001 "$1/var/lib/coincide"' \
    "$@" "${SUITE:-stable}" "$folder/layer.tar"
layer=$(sha256sum "$folder/layer.tar" | cut -d' ' -f1)
cat > "$folder/config.json" <<JSON
{"architecture": "$(dpkg --print-architecture)", "os": "linux", "rootfs": {"type": "layers", "diff_ids": ["sha256:$layer"]},
 "config": {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]}}
JSON
cat > "$folder/manifest.json" <<JSON
[{"Config": "config.json", "RepoTags": ["coincide-base:latest"], "Layers": ["layer.tar"]}]
JSON
tar -cf "$target" -C "$folder" manifest.json config.json layer.tar
