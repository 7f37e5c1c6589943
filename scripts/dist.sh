#!/usr/bin/env bash
# Builds the release binary for this machine into dist/ with its licences, and packs it.
# The window needs cgo, so each system builds its own (on Windows and macOS: the same command).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
go=./scripts/go
os="$($go env GOOS)" arch="$($go env GOARCH)" ending="$($go env GOEXE)"
version="$(sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)"
name="xunshi-$version-$os-$arch"
flags="-s -w"
if [ "$os" = windows ]; then flags="$flags -H=windowsgui"; fi
rm -rf "dist/$name"
mkdir -p "dist/$name"
$go build -trimpath -tags release,migrated_fynedo -ldflags "$flags" -o "dist/$name/xunshi$ending" .
cp LICENSE README.md README.zh-CN.md Icon.png "dist/$name/"
cp assets/fonts/OFL.txt "dist/$name/OFL-fonts.txt"
tar -C dist -czf "dist/$name.tar.gz" "$name"
(cd dist && { sha256sum "$name.tar.gz" 2>/dev/null || shasum -a 256 "$name.tar.gz"; } >"$name.tar.gz.sha256")
ls -l "dist/$name.tar.gz" "dist/$name/xunshi$ending"
cat <<END
For an installer with icon and menu entry:
  $go install fyne.io/tools/cmd/fyne@latest
  fyne package -os $os -release     (reads FyneApp.toml)
END
