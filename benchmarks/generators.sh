#!/usr/bin/env bash
# Wiretax's generators beside iperf3, and nginx with curl, on one veth pair between two namespaces of its own.
#   benchmarks/generators.sh [--runs N] [--seconds S] [--out FILE]
# Runs are interleaved (each round makes one of each), so that what else the machine does falls on all alike; figures
# are medians. WIRETAX_PROGRAM names another build. Needs root, iperf3, nginx, curl and jq.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

runs=11 seconds=1 out=benchmarks/generators.md
while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=$2 ;;
    --seconds) seconds=$2 ;;
    --out) out=$2 ;;
    *) sed -n '2,5p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done
# iperf3 reads a fraction as 0, and 0 as "for ever".
[[ $seconds =~ ^[1-9][0-9]*$ && $runs =~ ^[1-9][0-9]*$ ]] || { echo "--runs and --seconds are whole numbers from 1" >&2; exit 2; }
for tool in iperf3 nginx curl jq ip; do
  command -v "$tool" >/dev/null || { echo "needs $tool: apt-get install iperf3 nginx-light curl jq iproute2" >&2; exit 1; }
done
[ "$(id -u)" = 0 ] || { echo "needs root, for network namespaces" >&2; exit 1; }

if [ -z "${WIRETAX_PROGRAM-}" ]; then
  ./wiretax --version >/dev/null
  WIRETAX_PROGRAM=$PWD/artifacts/wiretax/wiretax
fi

near=wtb$$a far=wtb$$b address=10.99.0.2
work=$(mktemp -d) servers=()
finish() {
  for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  for name in "$near" "$far"; do ip netns del "$name" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

ip netns add "$near"; ip netns add "$far"
ip link add v0 netns "$near" type veth peer name v0 netns "$far"
ip -n "$near" addr add 10.99.0.1/24 dev v0; ip -n "$far" addr add $address/24 dev v0
ip -n "$near" link set v0 up; ip -n "$far" link set v0 up

chmod 755 "$work"; mkdir "$work/www"
for size in 40000000 400000000; do head -c $size /dev/urandom >"$work/www/$size"; done
cat >"$work/nginx.conf" <<NGINX
daemon off; user root; worker_processes 1; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 64; }
http {
  access_log off; sendfile on; tcp_nopush on;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
  uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 8081; root $work/www; }
}
NGINX
start() { ip netns exec "$far" "$@" >/dev/null 2>>"$work/servers.log" & servers+=($!); }
start "$WIRETAX_PROGRAM" serve
start nginx -c "$work/nginx.conf"
start iperf3 -s
sleep 2

here() { timeout 60 ip netns exec "$near" "$@"; }
note() { cat >>"$work/$1"; }
iperf() { here iperf3 -c $address -l 8K -w 64K -t "$seconds" -J "${@:2}" | jq '.end.sum_received.bits_per_second / 1e6' | note "$1"; }
stream() {
  here "$WIRETAX_PROGRAM" generate tcp $address --duration "${seconds}s" --message-size 8KiB --socket-buffer 64KiB \
    --direction "$2" --format json | jq '8 * .contentBytes / .durationSeconds / 1e6' | note "$1"
}
nginx_curl() {
  here curl -sS -o /dev/null -w '{"total":%{time_total},"connect":%{time_connect}}' "http://$address:8081/$2" |
    jq "8 * $2 / (.total - .connect) / 1e6" | note "$1"
}
file() {
  here "$WIRETAX_PROGRAM" generate http $address --size "$2" --direction "$3" --format json |
    jq '8 * .contentBytes / .durationSeconds / 1e6' | note "$1"
}

for round in $(seq "$runs"); do
  printf '\rround %s of %s' "$round" "$runs" >&2
  iperf iperf-send;    stream tcp-send send
  iperf iperf-receive -R; stream tcp-receive receive
  for size in 40000000 400000000; do
    nginx_curl "nginx-$size" $size; file "http-$size-receive" $size receive; file "http-$size-send" $size send
  done
done
echo >&2

median() { sort -g "$work/$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
row() { # WHAT OURS OTHER TARGET
  awk -v what="$1" -v a="$(median "$2")" -v b="$(median "$3")" -v target="$4" \
    'BEGIN { printf "| %s | %.0f | %.0f | %.2f | %s |\n", what, a, b, a / b, target }'
}
{
  echo "# The generators beside iperf3 and nginx"
  echo
  echo "Written by \`benchmarks/generators.sh --runs $runs --seconds $seconds\` on $(date -u +%F)."
  echo "Medians of $runs interleaved runs over one veth pair between two namespaces; Mbit/s of content."
  echo
  echo "| workload | wiretax | other | ratio | target |"
  echo "|---|---:|---:|---:|---:|"
  row "tcp send, 8 KiB messages, 64 KiB buffers / iperf3 -l 8K -w 64K" tcp-send iperf-send "0.9"
  row "tcp receive / iperf3 -R" tcp-receive iperf-receive "0.9"
  row "http GET 40 MB / nginx and curl" http-40000000-receive nginx-40000000 "0.7"
  row "http GET 400 MB / nginx and curl" http-400000000-receive nginx-400000000 "0.7"
  row "http PUT 40 MB / nginx and curl (GET)" http-40000000-send nginx-40000000 "none: nginx takes no upload"
  row "http PUT 400 MB / nginx and curl (GET)" http-400000000-send nginx-400000000 "none: nginx takes no upload"
  echo
  echo "wiretax checks every byte it receives over HTTP; curl discards them."
  echo
  echo "- Machine: $(nproc) cores, $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1); Linux $(uname -r); load average at the end $(cut -d ' ' -f 1 /proc/loadavg)"
  echo "- wiretax $("$WIRETAX_PROGRAM" --version), $(iperf3 --version | head -n 1 | cut -d ' ' -f 1,2), $(nginx -v 2>&1 | sed 's/.*: //'), $(curl --version | cut -d ' ' -f 1,2 | head -n 1)"
} >"$work/table.md"
cp "$work/table.md" "$out"
cat "$out"
