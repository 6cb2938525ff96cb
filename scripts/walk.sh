#!/bin/sh
# The whole job typed into the real window under Xvfb, and compared with what the commands say of the dossier: a new
# dossier, paste, accept, code, undo, redo, positions, packet. It fails where something is not as it should be, and on the
# toolkit's "Error in Fyne call thread", which this build checks for. PICTURE=file.png keeps what was on the screen then.
set -eu
script="make walk"
size=1366x768
. scripts/screen.sh

dossier="$work/walk.parley"

# says COMMAND PATTERN: what the program prints for the dossier must hold the pattern.
says() {
	what=$1
	shift
	for _ in $(seq 20); do # the window keeps beside its own thread
		if ./parley $what 2>&1 | grep -q -- "$1"; then
			return 0
		fi
		sleep 0.25
	done
	echo "parley $what printed:" >&2
	./parley $what >&2 || true
	[ -z "${PICTURE:-}" ] || import -window root "$PICTURE"
	fail "$what does not say “$1”"
}

paste() {
	xclip -selection clipboard >/dev/null 2>&1 <"$1"
	press ctrl+shift+v
	sleep 1
}

start
press ctrl+n
sleep 0.5
press ctrl+a
xdotool type --delay 20 "$dossier"
press ctrl+Return
sleep 1.5
[ -s "$dossier" ] || fail "no dossier was made"

paste assets/samples/06-a-symbolic-fee.txt
press ctrl+Return
sleep 2
says "check $dossier" "All is well: 1 document"

press Return Return
says "history $dossier" "Accept statement 2"
press 1
sleep 0.5
xdotool type --delay 20 "Arvenia"
press Return
sleep 0.5
press plus
sleep 0.5
xdotool type --delay 20 "Transit fees"
press Return
sleep 0.7
says "history $dossier" "Transit fees\|stance"
press n
sleep 0.5
xdotool type --delay 20 "Ask again"
press ctrl+Return
says "note $dossier" "Ask again"
press ctrl+z
sleep 0.7
press ctrl+y
sleep 0.7
says "note $dossier" "Ask again"
press ctrl+2
sleep 1
says "positions $dossier" "Transit fees"
press ctrl+b
sleep 0.7
press g
sleep 0.5
xdotool type --delay 20 "Both speak of fees."
press ctrl+Return
sleep 0.5
press Return
sleep 0.7
says "history $dossier" "Write common ground"
press Escape ctrl+3
sleep 0.7
says "timeline $dossier" "stance"
press ctrl+4
sleep 1.5
press ctrl+e
sleep 1
press ctrl+a
xdotool type --delay 20 "$work/walk.pdf"
press ctrl+Return
sleep 3
[ -s "$work/walk.pdf" ] || fail "no packet was written"
./parley verify "$work/walk.pdf" "$dossier" >/dev/null || fail "the packet does not verify"
stop
./parley check "$dossier" >/dev/null || fail "the dossier is not sound afterwards"
echo "Walked: new dossier, paste, accept, code, note, undo, redo, positions, side by side, timeline, packet; the packet verifies, the dossier is sound."
