#!/usr/bin/env bash
# Makes the sample captures again: real programs talking inside two network namespaces of their own.
# Needs root, iproute2, tcpdump, wireshark-common (dumpcap, editcap, mergecap), nginx, curl, busybox,
# gzip, zstd, lz4.  Usage: captures/make.sh   (writes beside itself; times and ports differ from run to run)
set -eu
cd "$(dirname "$(readlink -f "$0")")"
A=wtxcap-a B=wtxcap-b
work=$(mktemp -d)
pids=()

cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  ip netns del $A 2>/dev/null || true
  ip netns del $B 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

ip netns add $A; ip netns add $B
ip link add wtx0 netns $A type veth peer name wtx0 netns $B
in_a() { ip netns exec $A "$@"; }
in_b() { ip netns exec $B "$@"; }
for ns in $A $B; do
  ip -n $ns link set lo up; ip -n $ns link set wtx0 up
  ip netns exec $ns sysctl -qw net.ipv6.conf.wtx0.accept_dad=0 net.ipv6.conf.wtx0.dad_transmits=0
done
ip -n $A addr add 10.9.0.1/24 dev wtx0; ip -n $A addr add fd09::1/64 dev wtx0 nodad
ip -n $B addr add 10.9.0.2/24 dev wtx0; ip -n $B addr add fd09::2/64 dev wtx0 nodad
sleep 1

head -c 100000 /dev/urandom >"$work/file"
cat >"$work/nginx.conf" <<CONF
daemon off; pid $work/nginx.pid; error_log /dev/null; worker_processes 1; user root;
events {} http { access_log off; server { listen 80; listen [::]:80; root $work; } }
CONF
chmod 755 "$work"
ip netns exec $B nginx -c "$work/nginx.conf" & pids+=($!)
sleep 1

capture() { # "CAPTURE COMMAND" then the traffic's command
  local command=$1; shift
  timeout 20 ip netns exec $A $command >/dev/null 2>&1 & local pid=$!
  sleep 1.2
  "$@" >/dev/null 2>&1 || true
  sleep 0.7
  kill -TERM $pid; wait $pid || true
}
get() { in_a curl -gs -o /dev/null "$1"; }

capture "tcpdump -Z root -i wtx0 -U -w http.pcap tcp port 80" get http://10.9.0.2/file
capture "dumpcap -q -i wtx0 -s 96 -w http-headers.pcapng" get http://10.9.0.2/file
capture "tcpdump -Z root -i wtx0 -U --time-stamp-precision=nano -w ping-nanosecond.pcap" \
  bash -c "ip netns exec $A busybox ping -c 3 -i 0.2 10.9.0.2; ip netns exec $A busybox ping -6 -c 3 -i 0.2 fd09::2"
capture "tcpdump -Z root -i wtx0 -U -w ping-fragments.pcap" in_a busybox ping -c 2 -i 0.2 -s 4000 10.9.0.2
capture "tcpdump -Z root -i any -y LINUX_SLL -U -w any-sll.pcap" get http://[fd09::2]/file
capture "tcpdump -Z root -i any -s 128 -U -w any-sll2.pcap" get http://10.9.0.2/file
capture "dumpcap -q -i wtx0 -i any -i lo -w three-interfaces.pcapng" \
  bash -c "ip netns exec $A busybox ping -c 2 -i 0.2 10.9.0.2; ip netns exec $A busybox ping -c 1 127.0.0.1"
# No name server answers: each query comes back inside an ICMP error, with its IP header quoted.
capture "tcpdump -Z root -i wtx0 -U -w dns-unreachable.pcap" timeout 5 ip netns exec $A busybox nslookup -type=a wiretax.example 10.9.0.2

# Offload off: no frame is larger than the wire's.
for ns in $A $B; do ip netns exec $ns ethtool -K wtx0 tso off gso off gro off >/dev/null; done
capture "tcpdump -Z root -i wtx0 -s 68 -U -w http-no-offload.pcap tcp port 80" get http://10.9.0.2/file

# A bridge that filters VLANs tags what leaves by its tagged port.
if ip -n $A link add br0 type bridge vlan_filtering 1 2>/dev/null; then
  ip -n $A link add in0 type veth peer name in1; ip -n $A link add out0 type veth peer name out1
  for link in br0 in0 in1 out0 out1; do ip -n $A link set $link up; done
  ip -n $A link set in1 master br0; ip -n $A link set out0 master br0
  ip netns exec $A bridge vlan add dev in1 vid 42 pvid untagged; ip netns exec $A bridge vlan add dev out0 vid 42
  ip -n $A addr add 10.9.42.1/24 dev in0
  capture "tcpdump -Z root -i out1 -U -w vlan.pcap" in_a busybox ping -c 2 -i 0.2 -W 1 10.9.42.2
fi

tunnel() { # NAME "TYPE OPTIONS FOR A" "FOR B" FILE
  ip -n $A link add "$1" type $2 && ip -n $B link add "$1" type $3 || return 0
  ip -n $A addr add 10.9.9.1/24 dev "$1"; ip -n $B addr add 10.9.9.2/24 dev "$1"
  ip -n $A addr add fd99::1/64 dev "$1" nodad; ip -n $B addr add fd99::2/64 dev "$1" nodad
  ip -n $A link set "$1" up; ip -n $B link set "$1" up
  sleep 1
  capture "tcpdump -Z root -i wtx0 -U -s 200 -w $4" bash -c "ip netns exec $A busybox ping -c 2 -i 0.2 10.9.9.2; ip netns exec $A curl -s -o /dev/null http://10.9.9.2/file"
  ip -n $A link del "$1"; ip -n $B link del "$1"
}
tunnel vx0 "vxlan id 7 local 10.9.0.1 remote 10.9.0.2 dstport 4789" "vxlan id 7 local 10.9.0.2 remote 10.9.0.1 dstport 4789" vxlan.pcap

# A tun device carries IP without a link header.
if ip -n $A tuntap add tun9 mode tun 2>/dev/null; then
  ip -n $A addr add 10.9.7.1/24 dev tun9; ip -n $A link set tun9 up
  cat >"$work/tun.py" <<'PY'
import fcntl, os, struct, sys
tun = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tun, 0x400454ca, struct.pack("16sH", b"tun9", 0x1001))
while True: os.read(tun, 65536)
PY
  timeout 30 ip netns exec $A python3 "$work/tun.py" & pids+=($!)
  sleep 0.5
  capture "tcpdump -Z root -i tun9 -U -w raw-ip.pcap" in_a busybox ping -c 2 -i 0.2 -W 1 10.9.7.2
fi

# The same frames in other wrappings.
editcap -F modpcap ping-nanosecond.pcap ping-modified.pcap
editcap -F nokiapcap ping-fragments.pcap ping-nokia.pcap
editcap -F suse6_3pcap ping-nanosecond.pcap ping-suse.pcap
editcap -F rh6_1pcap ping-nanosecond.pcap ping-redhat.pcap
editcap -F pcapng --capture-comment "made for Wiretax" ping-nanosecond.pcap ping-comment.pcapng
mergecap -F pcapng -w merged-link-types.pcapng any-sll.pcap raw-ip.pcap ping-nanosecond.pcap
cat ping-comment.pcapng three-interfaces.pcapng >two-sections.pcapng
gzip -kf ping-nanosecond.pcap; zstd -qf ping-nanosecond.pcap; lz4 -qf ping-nanosecond.pcap ping-nanosecond.pcap.lz4
