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
	mogrify +dither -colors 255 "$out/$1.png" # enough for a window, and half of the bytes
	echo "$out/$1.png"
}

# both takes a picture in light and in dark.
both() {
	shot "$1"
	xdotool key ctrl+t
	shot "$1-dark"
	xdotool key ctrl+t
	sleep 0.4
}

start
shot welcome
stop

make_dossier
start "$work/Sarran corridor talks.parley"
xdotool mousemove 120 ${row:-250} click 1
sleep 1
press ctrl+Home Tab
both reader
press ctrl+f
xdotool type --delay 40 "the list"
shot find
press Escape
press ctrl+k
xdotool type --delay 40 "monit"
sleep 0.5
both palette
press Escape e
shot ends
press Escape ctrl+2
both positions
press Down Down space
shot positions-open
press ctrl+b
sleep 0.8
both side-by-side
press Escape s
sleep 0.8
both shifts
press Escape f
sleep 0.3
shot positions-filter
press Escape ctrl+3
sleep 0.8
both timeline
sed 's/Envoy offers 120 monitors/Envoy repeats her offer of monitors/' assets/samples/02-envoy-offers-monitors.txt | xclip -selection clipboard 2>/dev/null
press ctrl+1 ctrl+shift+v
sleep 1
both paste
press Escape ctrl+4
both packet
press ctrl+5
both names-parties
for section in issues actors outlets tags; do
	press ctrl+k
	xdotool type --delay 40 "$section..."
	sleep 0.3
	press Return
	sleep 0.5
	shot names-$section
done
press ctrl+1 ctrl+k
xdotool type --delay 40 "UN wants one commander"
sleep 0.6
press Return ctrl+d
sleep 0.7
both beside
press Escape ctrl+k
xdotool type --delay 40 "correct the text"
press Return
sleep 0.8
both correct
press Escape ctrl+k
xdotool type --delay 40 "sort the documents"
press Return
shot sort
press Escape ctrl+h
shot history
press Escape ctrl+shift+f
xdotool type --delay 40 "monitors"
both search
press Escape F1
shot keys
press Escape ctrl+k
xdotool type --delay 40 "change keys"
press Return
shot keys-change
press Escape Escape
stop
