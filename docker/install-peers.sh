#!/usr/bin/env bash
# Installs, on Debian, the real peers that the tests phone and are phoned by. Needs root.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
missing=()
for pair in sipp:sip-tester baresip:baresip redis-server:redis-server ip:iproute2 kamailio:kamailio openssl:openssl chromium:chromium chromedriver:chromium-driver; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing+=("${pair##*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}"
  # Debian starts what it installs, and Kamailio would hold port 5060.
  [[ " ${missing[*]} " != *" kamailio "* ]] || systemctl disable --now kamailio >/dev/null 2>&1 || true
fi
