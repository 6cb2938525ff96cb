#!/bin/sh
# Pictures of the real window, driven by mouse and keyboard under Xvfb: docs/shots/*.png at 1366×768, and at 2560×1440
# where SIZE=large asks for it (docs/shots/large). It fails where a window does not come up or a picture is empty,
# rather than leave pictures of nothing.
set -eu
script="make shots"
size=1366x768
out=docs/shots
if [ "${SIZE:-}" = large ]; then
	size=2560x1440
	out=docs/shots/large
fi
. scripts/screen.sh
mkdir -p "$out"

shot() {
	sleep 0.8
	kill -0 "$app" 2>/dev/null || fail "the workbench ended before the picture $1"
	import -window root "$out/$1.png"
	[ "$(identify -format %k "$out/$1.png")" -ge 16 ] || fail "the picture $1 is empty"
	echo "$out/$1.png"
}

start
shot welcome
stop

make_dossier
start "$work/Sarran corridor talks.parley"
xdotool mousemove 120 250 click 1
sleep 1
press ctrl+Home Tab
shot reader
press ctrl+t
shot reader-dark
press ctrl+2
shot positions-dark
press ctrl+t
shot positions
press Down Down space
shot positions-open
sed 's/Envoy offers 120 monitors/Envoy repeats her offer of monitors/' assets/samples/02-envoy-offers-monitors.txt | xclip -selection clipboard 2>/dev/null
press ctrl+1 ctrl+shift+v
sleep 1
shot paste
press Escape ctrl+3
shot packet
press ctrl+shift+f
xdotool type --delay 40 "monitors"
shot search
press Escape F1
shot keys
press Escape
stop
