#!/usr/bin/env bash
# Installs what is missing to build and run the program (setup.sh run) or to run its tests
# as well (setup.sh test). Changes nothing and asks for nothing when all is there.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
need="$(sed -n 's/^go //p' "$root/go.mod")"

# a|b: the first that this release of the distribution has.
build_packages=(gcc pkg-config 'libgl1-mesa-dev|libgl-dev' xorg-dev libwayland-dev libxkbcommon-dev)
test_packages=(xvfb xdotool imagemagick x11-utils poppler-utils)

say() { printf 'xunshi: %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else say "not root and no sudo here; please run as root: $*"; exit 1
  fi
}

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]; }

# missing SPEC: prints nothing when one of a|b is installed, else the specification.
missing() {
  local name
  for name in ${1//|/ }; do
    if installed "$name"; then return; fi
  done
  echo "$1"
}

# available SPEC: the first name apt can install.
available() {
  local name
  for name in ${1//|/ }; do
    if apt-cache show "$name" >/dev/null 2>&1; then echo "$name"; return; fi
  done
  echo "${1%%|*}"
}

apt_setup() {
  local wanted=() names=() spec
  for spec in "$@"; do
    spec="$(missing "$spec")"
    if [ -n "$spec" ]; then wanted+=("$spec"); fi
  done
  if [ "${#wanted[@]}" = 0 ]; then return; fi
  say "installing: ${wanted[*]}"
  as_root apt-get update -qq
  for spec in "${wanted[@]}"; do names+=("$(available "$spec")"); done
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${names[@]}"
}

# other_linux: no apt. Says what to install unless the headers are found already.
other_linux() {
  if command -v gcc >/dev/null && command -v pkg-config >/dev/null &&
    pkg-config --exists gl x11 xcursor xrandr xinerama xi xxf86vm wayland-client xkbcommon 2>/dev/null; then
    return
  fi
  say "this is not Debian or Ubuntu; please install a C compiler and the OpenGL, X11 and Wayland headers:"
  say "  Fedora: sudo dnf install gcc pkgconf mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel wayland-devel libxkbcommon-devel"
  say "  Arch:   sudo pacman -S gcc pkgconf xorg-server-devel libxcursor libxrandr libxinerama libxi wayland libxkbcommon"
  exit 1
}

desktop_setup() {
  case "$(uname -s)" in
    Linux)
      if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then apt_setup "$@"; else other_linux; fi ;;
    Darwin)
      if ! xcode-select -p >/dev/null 2>&1; then say "please install Apple's command line tools: xcode-select --install"; exit 1; fi ;;
    MINGW* | MSYS* | CYGWIN*)
      if ! command -v gcc >/dev/null; then say "please install gcc: in MSYS2, pacman -S mingw-w64-ucrt-x86_64-gcc"; exit 1; fi ;;
    *) say "unknown system $(uname -s): going on without set-up" ;;
  esac
}

# go_setup: a Go that can build the module. A distribution's Go of 1.21 or later fetches the
# toolchain of go.mod by itself; an older one is used to fetch it as the module it is
# published as, checked against Go's checksum database like every module.
go_setup() {
  if "$root/scripts/go" --which >/dev/null 2>&1; then return; fi
  if ! command -v go >/dev/null 2>&1; then
    if [ "$(uname -s)" != Linux ] || ! command -v apt-get >/dev/null; then
      say "Go $need or newer is needed: https://go.dev/dl/"; exit 1
    fi
    say "no Go $need found; installing the distribution's and fetching $need with it"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends golang-go ca-certificates
    if "$root/scripts/go" --which >/dev/null 2>&1; then return; fi
  fi
  fetch_toolchain
}

fetch_toolchain() {
  local kept work platform dir
  kept="${XDG_CACHE_HOME:-$HOME/.cache}/xunshi-build"
  platform="$(cd / && go env GOOS)-$(cd / && go env GOARCH)"
  work="$(mktemp -d)"
  say "fetching the Go $need toolchain"
  (cd "$work" && go mod init fetch >/dev/null 2>&1 &&
    go mod download -json "golang.org/toolchain@v0.0.1-go$need.$platform" >download.json) ||
    { cat "$work/download.json" >&2; say "could not fetch Go $need; install it from https://go.dev/dl/"; exit 1; }
  dir="$(sed -n 's/.*"Dir": "\(.*\)".*/\1/p' "$work/download.json")"
  mkdir -p "$kept"
  rm -rf "$kept/toolchain-$need.part"
  cp -R "$dir" "$kept/toolchain-$need.part"
  chmod -R u+w "$kept/toolchain-$need.part"
  find "$kept/toolchain-$need.part/bin" "$kept/toolchain-$need.part/pkg/tool" -type f -exec chmod 755 {} +
  mv "$kept/toolchain-$need.part" "$kept/toolchain-$need"
  rm -rf "$work"
}

case "${1:-run}" in
  run) desktop_setup "${build_packages[@]}" ;;
  test) desktop_setup "${build_packages[@]}" "${test_packages[@]}" ;;
  *) say "usage: setup.sh run|test"; exit 2 ;;
esac
go_setup
