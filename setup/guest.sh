#!/usr/bin/env bash
# The guests' kernel: fetched once, unpacked without being installed, kept for later runs.
# Sourced by ./wiretax and ./test.sh; run by itself it fetches at once.
# The cache holds: kernel, modules/*.ko (uncompressed), modules.builtin, version.

wiretax_guest_folder() {
  echo "${WIRETAX_GUEST:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/wiretax/guest}"
}

# The drivers that guests may need, and what those depend on.
wiretax_guest_modules="virtio virtio_ring virtio_pci virtio_pci_modern_dev virtio_pci_legacy_dev \
failover net_failover virtio_net vmxnet3 e1000"

wiretax_guest_packages() { # the kernel package that this system's package names depend on, and its modules where apart
  local generic image
  for generic in linux-image-amd64 linux-image-generic; do
    image=$(apt-cache depends "$generic" 2>/dev/null | sed -n 's/^ *Depends: \(linux-image-[0-9][^ ]*\)$/\1/p' | head -n 1)
    [ -n "$image" ] || continue
    echo "$image"
    apt-cache depends "$image" 2>/dev/null | sed -n 's/^ *Depends: \(linux-modules-[0-9][^ ]*\)$/\1/p' | head -n 1
    return 0
  done
}

wiretax_guest_unpack() { # FOLDER OF PACKAGES -> prints the new cache folder's path
  local packages=$1 made=$1/made file name
  mkdir -p "$packages/root" "$made/modules" || return 1
  for file in "$packages"/*.deb; do dpkg -x "$file" "$packages/root" || return 1; done
  cp "$packages"/root/boot/vmlinuz-* "$made/kernel" || return 1
  find "$packages/root" -name modules.builtin -exec cp {} "$made/" \;
  for name in $wiretax_guest_modules; do
    file=$(find "$packages/root" -name "$name.ko*" -print -quit)
    case "$file" in
      *.ko) cp "$file" "$made/modules/$name.ko" ;;
      *.xz) xz -dc "$file" >"$made/modules/$name.ko" ;;
      *.zst) zstd -qdc "$file" >"$made/modules/$name.ko" ;;
      *) : ;; # Built into this kernel, or not made for it: the program finds out which.
    esac || return 1
  done
  (cd "$packages" && ls -- *.deb) | head -n 1 | sed 's/\.deb$//' >"$made/version"
  echo "$made"
}

wiretax_guest_need() {
  local folder packages names made
  folder=$(wiretax_guest_folder)
  [ -e "$folder/version" ] && return 0
  if ! command -v apt-get >/dev/null 2>&1 || [ "$(uname -m)" != x86_64 ]; then
    echo "wiretax: no guest kernel here, and this is no Debian or Ubuntu on x86_64: put 'kernel', 'modules/*.ko' and 'version' into $folder." >&2
    return 0
  fi

  names=$(wiretax_guest_packages)
  if [ -z "$names" ] && [ "$(id -u)" -eq 0 ]; then
    apt-get update >/dev/null 2>&1 </dev/null
    names=$(wiretax_guest_packages)
  fi
  if [ -z "$names" ]; then
    echo "wiretax: no guest kernel here; to have one: sudo apt-get update, then run this again." >&2
    return 0
  fi

  echo "wiretax: fetching the guests' kernel (once, not installed; kept in $folder): $names" | tr '\n' ' ' >&2; echo >&2
  mkdir -p "$(dirname "$folder")" && packages=$(mktemp -d "$folder.XXXXXX") || return 0
  # shellcheck disable=SC2086
  if (cd "$packages" && { apt-get download $names || { apt-get update && apt-get download $names; }; }) >"$packages/log" 2>&1 </dev/null &&
    made=$(wiretax_guest_unpack "$packages"); then
    rm -rf "$folder"
    mv "$made" "$folder"
  else
    echo "wiretax: the guests' kernel could not be fetched: $(tail -n 1 "$packages/log" 2>/dev/null)" >&2
  fi
  rm -rf "$packages"
  return 0
}

[ "${BASH_SOURCE[0]}" != "$0" ] || wiretax_guest_need
