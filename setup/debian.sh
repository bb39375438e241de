# What the program needs of Debian and Ubuntu. Sourced by ./wiretax and ./test.sh.
# wiretax_need SET installs what a set lacks (as root; else it prints the command and goes on).

. setup/guest.sh

wiretax_packages() { # SET -> "PACKAGE TEST" lines: the test is a command name or a file
  case "$1" in
    base)
      echo "libpcap0.8 /usr/lib/*/libpcap.so.0.8*"
      # The linker of the native build, and what it links with.
      echo "gcc gcc"
      echo "libc6-dev /usr/include/stdio.h"
      echo "zlib1g-dev /usr/include/zlib.h"
      # The font of the plots.
      echo "fonts-inter /usr/share/fonts/opentype/inter/Inter-Regular.otf"
      ;;
    paths)
      echo "iproute2 ip"
      echo "ethtool ethtool"
      echo "kmod modprobe"
      echo "qemu-system-x86 qemu-system-x86_64"
      echo "busybox-static busybox"
      echo "user-mode-linux linux.uml"
      echo "nftables nft"
      # TLS of the agents in guests.
      echo "libssl3 /usr/lib/*/libssl.so.3"
      # Unpacks the drivers of the guests' kernel where they are compressed.
      echo "xz-utils xz"
      echo "zstd zstd"
      ;;
    tests)
      echo "tshark tshark"
      echo "tcpdump tcpdump"
      echo "chromium chromium"
      ;;
  esac
}

wiretax_has() { # TEST
  case "$1" in
    /*) compgen -G "$1" >/dev/null ;;
    *) command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || [ -x "/sbin/$1" ] ;;
  esac
}

wiretax_need() { # SET
  wiretax_need_packages "$1"
  [ "$1" != paths ] || wiretax_guest_need
}

wiretax_need_packages() { # SET
  local missing=() package test
  while read -r package test; do
    wiretax_has "$test" || missing+=("$package")
  done < <(wiretax_packages "$1")
  [ "${#missing[@]}" -gt 0 ] || return 0

  local command="apt-get install --no-install-recommends -y ${missing[*]}"
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "wiretax: not found here: ${missing[*]} (Debian's names); install them with this system's package manager." >&2
  elif [ "$(id -u)" -ne 0 ]; then
    echo "wiretax: not found here: ${missing[*]}; to install: sudo $command" >&2
  else
    echo "wiretax: installing ${missing[*]} ..." >&2
    mkdir -p artifacts
    { apt-get update && DEBIAN_FRONTEND=noninteractive $command; } >artifacts/apt.log 2>&1 </dev/null ||
      echo "wiretax: the installation failed (see artifacts/apt.log); by hand: $command" >&2
  fi
}
