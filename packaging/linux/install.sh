#!/bin/sh
# Puts the application into the desktop's menu, for this user alone: `sh install.sh`. `sh install.sh --remove` takes it out again; the folder itself stays.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
name=io.github.sp404_batch

if [ "${1:-}" = --remove ]; then
    rm -f "$data/applications/$name.desktop" "$data/metainfo/$name.metainfo.xml" "$HOME/.local/bin/sp404-batch" "$HOME/.local/bin/sp404-gui"
    find "$data/icons/hicolor" -name "$name.png" -delete 2>/dev/null || true
    echo "Removed from the menu. The folder $here can be deleted now."
    exit
fi
mkdir -p "$data/applications" "$data/metainfo" "$data/icons" "$HOME/.local/bin"
sed "s|^Exec=sp404-gui|Exec=\"$here/sp404-gui\"|" "$here/share/applications/$name.desktop" >"$data/applications/$name.desktop"
cp "$here/share/metainfo/$name.metainfo.xml" "$data/metainfo/"
cp -r "$here/share/icons/hicolor" "$data/icons/"
ln -sf "$here/sp404-batch" "$here/sp404-gui" "$HOME/.local/bin/"
echo "SP-404 Batch is in the menu now; the commands sp404-batch and sp404-gui are in $HOME/.local/bin."
