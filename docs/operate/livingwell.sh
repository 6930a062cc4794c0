#!/bin/sh
# A command of Living Well with all the place's settings, as the system user `livingwell`; for root, at
# /usr/local/sbin/livingwell.
set -eu
set -a
for file in /etc/livingwell/*.env; do . "$file"; done
LIVINGWELL_HOME=/var/lib/livingwell
set +a
cd /
exec runuser -u livingwell -- /opt/livingwell/current/.venv/bin/livingwell "$@"
