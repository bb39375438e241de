#!/usr/bin/env bash
# Offline analysis side by side: wiretax against tshark, tcptrace, capinfos, tcpdump and the bare memory-mapped walk.
#   benchmarks/compare-offline.sh [ROUNDS]        (7 by default)
# Builds two captures once (artifacts/offline-captures/): 5 million header-only frames, and 1 GB of full frames.
# In each round every program runs once, so that a slow minute of the machine hits all alike. Prints Markdown.
# On a machine that is busy otherwise the processor seconds tell more than those of the clock.
set -eu
cd "$(dirname "$(readlink -f "$0")")/.."
rounds=${1:-7}
tshark_rounds=${TSHARK_ROUNDS:-1} # It takes the better part of a minute.
captures=artifacts/offline-captures
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

say() { echo "$*" >&2; }

./wiretax --version >/dev/null
wiretax=artifacts/wiretax/wiretax
[ -x "$wiretax" ] || { say "The native build of wiretax is needed: its linker (gcc or clang, zlib1g-dev) is missing."; exit 1; }
offline=artifacts/offline/offline
if [ ! -x "$offline" ] || [ -n "$(find benchmarks/Offline -newer "$offline" -type f -print -quit)" ]; then
  say "building the benchmark's own tool ..."
  dotnet publish benchmarks/Offline -c Release -r linux-x64 -o artifacts/offline -v quiet -nologo >&2
  touch "$offline"
fi

mkdir -p $captures
[ -e $captures/headers.pcap ] || { say "building 5 million header-only frames ..."; $offline build $captures/headers.pcap 5000000 96 42; }
[ -e $captures/full.pcap ] || { say "building 1 GB of full frames ..."; $offline build $captures/full.pcap 1000000 262144 42; }

have() { command -v "$1" >/dev/null 2>&1; }

measure() { # KEY COMMAND...: one line "seconds peak-KiB first-output processor-seconds" more in the key's file
  local key=$1; shift
  "$offline" measure "$@" >>"$results/$key" || true
}

median() { # KEY COLUMN
  [ -e "$results/$1" ] && sort -n -k "$2,$2" "$results/$1" | awk -v c="$2" '{v[NR]=$c} END {if (NR) print (NR%2) ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'
}

row() { # KEY TITLE FRAMES
  local seconds; seconds=$(median "$1" 1) || return 0
  [ -n "$seconds" ] || return 0
  awk -v title="$2" -v frames="$3" -v s="$seconds" -v cpu="$(median "$1" 4)" -v kib="$(median "$1" 2)" \
    -v own="$(median wiretax-1 1)" -v own_cpu="$(median wiretax-1 4)" -v n="$(wc -l <"$results/$1")" \
    -v low="$(sort -n "$results/$1" | head -n 1 | cut -d' ' -f1)" -v high="$(sort -n "$results/$1" | tail -n 1 | cut -d' ' -f1)" \
    'BEGIN {
      printf "| %s | %d | %.3f | %.3f-%.3f | %.2f | %.3f | %.1f | %.2f | %.0f |\n",
        title, n, s, low, high, s/own, cpu, cpu/frames*1e9, cpu/own_cpu, kib/1024
    }'
}

compare() { # FILE TITLE
  local file=$1 frames
  frames=$("$offline" walk "$file" | cut -d' ' -f1)
  rm -f "$results"/*
  # Into the page cache, and anew: a file that lies there in small pages, as it was written, takes a mapping five times as long.
  dd of="$file" oflag=nocache conv=notrunc,fdatasync count=0 2>/dev/null
  cat "$file" >/dev/null
  for round in $(seq "$rounds"); do
    say "$(basename "$file"): round $round of $rounds"
    measure walk "$offline" walk "$file"
    measure wiretax-1 "$wiretax" analyze --threads 1 --format json "$file"
    measure wiretax-2 "$wiretax" analyze --threads 2 --format json "$file"
    measure wiretax-pair sh -c '"$1" analyze --threads 1 --format json "$2" & "$1" analyze --threads 1 --format json "$2"; wait' pair "$wiretax" "$file"
    have capinfos && measure capinfos capinfos -c "$file"
    have tcptrace && measure tcptrace tcptrace -n "$file"
    have tcpdump && measure tcpdump-write tcpdump -r "$file" -w /dev/null
    [ "$round" -gt 1 ] || { have tcpdump && measure tcpdump-text tcpdump -n -r "$file"; }
    [ "$round" -gt "$tshark_rounds" ] || { have tshark && measure tshark tshark -n -q -z io,phs -r "$file"; }
  done

  echo
  echo "### $2: $frames frames, $(stat -c %s "$file") bytes"
  echo
  echo "| program | runs | median s | range s | times wiretax | processor s | ns a frame | times wiretax | peak MiB |"
  echo "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
  row walk "bare walk" "$frames"
  row wiretax-1 "\`wiretax analyze\`, 1 thread" "$frames"
  row wiretax-2 "\`wiretax analyze\`, 2 threads" "$frames"
  row wiretax-pair "two at once, 1 thread each" "$frames"
  row capinfos "\`capinfos -c\`" "$frames"
  row tcpdump-write "\`tcpdump -r F -w /dev/null\`" "$frames"
  row tcpdump-text "\`tcpdump -n -r F\`" "$frames"
  row tcptrace "\`tcptrace -n F\`" "$frames"
  row tshark "\`tshark -n -q -z io,phs -r F\`" "$frames"
  echo
  awk -v one="$(median wiretax-1 1)" -v two="$(median wiretax-2 1)" -v pair="$(median wiretax-pair 1)" \
    'BEGIN {printf "Two threads: %.2f times one. Two runs that share nothing get %.2f times the work of one done.\n", one/two, 2*one/pair}'
}

startup() {
  local small=$captures/three.pcap
  [ -e "$small" ] || "$offline" build "$small" 3 262144 1
  rm -f "$results"/*
  for _ in $(seq 21); do measure small "$wiretax" analyze "$small"; done
  echo
  awk -v s="$(median small 3)" 'BEGIN {printf "First output of a 3-packet file: %.0f ms after the start (median of 21).\n", s*1000}'
}

memory() { # Many flows: the least and the greatest peak of a few runs, since the collector's moment is chance with two threads
  local file=$captures/flows.pcap threads
  [ -e "$file" ] || { say "building a million open connections ..."; "$offline" flows "$file" 1000000; }
  echo
  echo "### One million open connections of seven frames each: $(stat -c %s "$file") bytes"
  echo
  echo "| threads | runs | median s | peak MiB |"
  echo "|--:|--:|--:|--:|"
  for threads in 1 2; do
    rm -f "$results"/*
    for _ in $(seq "$rounds"); do measure flows "$wiretax" analyze --threads "$threads" --format json "$file"; done
    awk -v t="$threads" -v n="$rounds" -v s="$(median flows 1)" \
      '{m=$2/1024; if (!low || m<low) low=m; if (m>high) high=m} END {printf "| %d | %d | %.2f | %.0f-%.0f |\n", t, n, s, low, high}' "$results/flows"
  done
}

processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
echo "## $processor, $(nproc) cores, Linux $(uname -r)"
echo
echo "$(date -u +%F), \`benchmarks/compare-offline.sh $rounds\`, wiretax $("$wiretax" --version | cut -d+ -f1), load before: $(cut -d' ' -f1 /proc/loadavg)"
compare $captures/headers.pcap "Header-only frames"
compare $captures/full.pcap "Full frames"
memory
startup
