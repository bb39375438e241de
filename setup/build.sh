# Builds the program where it is stale. Sourced by ./wiretax and ./test.sh; sets WIRETAX_PROGRAM.
# Native AOT where a linker is there, else the ordinary build (same program, slower start, no guests).

WIRETAX_PROGRAM=

wiretax_has_linker() {
  { command -v clang || command -v gcc; } >/dev/null 2>&1 && [ -e /usr/include/zlib.h ]
}

wiretax_is_stale() { # PROGRAM
  [ -x "$1" ] || return 0
  [ -n "$(find src Directory.Build.props Directory.Build.targets Directory.Packages.props global.json \
      -newer "$1" -type f -print -quit)" ]
}

wiretax_build() {
  local kind=native output=artifacts/wiretax
  wiretax_has_linker || { kind=ordinary; output=artifacts/wiretax-ordinary; }
  WIRETAX_PROGRAM="$PWD/$output/wiretax"
  wiretax_is_stale "$WIRETAX_PROGRAM" || return 0

  if ! command -v dotnet >/dev/null 2>&1; then
    echo "wiretax: the .NET 10 SDK is needed to build, and 'dotnet' is not on the PATH." >&2
    return 1
  fi

  # One build at a time: who comes second finds it done. The lock is not passed on: the compiler leaves a server behind.
  mkdir -p artifacts
  ( flock 9 && wiretax_build_stale "$kind" "$output" 9>&- ) 9>artifacts/.build-lock
}

wiretax_build_stale() { # KIND OUTPUT
  wiretax_is_stale "$WIRETAX_PROGRAM" || return 0
  echo "wiretax: building ($1) ..." >&2
  local log=artifacts/build.log native=true
  [ "$1" = native ] || native=false
  if ! { dotnet restore src/Cli -p:RestoreLockedMode=true -v quiet -nologo &&
      dotnet publish src/Cli -c Release -r linux-x64 --no-restore -o "$2" -p:WiretaxNative=$native \
        -v quiet -nologo; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "wiretax: the build failed; the messages above are in $log." >&2
    return 1
  fi
  touch "$WIRETAX_PROGRAM"
}
