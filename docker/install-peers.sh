#!/usr/bin/env bash
# Installs, on Debian, the real peers that the tests phone and are phoned by. Needs root.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
missing=()
for pair in sipp:sip-tester baresip:baresip redis-server:redis-server ip:iproute2 kamailio:kamailio openssl:openssl promtool:prometheus chromium:chromium chromedriver:chromium-driver; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing+=("${pair##*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  # Debian starts what it installs: Kamailio would hold port 5060, also where there is no systemd to stop it.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
  fi
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}"
  # It is not started now; nor is it to be after the next boot.
  for service in kamailio prometheus; do
    [[ " ${missing[*]} " != *" $service "* ]] || systemctl disable --now "$service" >/dev/null 2>&1 || true
  done
fi
