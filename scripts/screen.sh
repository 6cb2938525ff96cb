#!/bin/sh
# What the scripts that drive the real window share: a display of their own, starting and stopping the workbench, keys.
# Set script to the name that errors are said under, and size to that of the screen, then source this file. It never
# touches your settings. On Debian and Ubuntu it installs what it needs.

fail() {
	echo "$script: $1" >&2
	[ ! -s "${work:-}/log" ] || cat "$work/log" >&2
	exit 1
}

packages="xvfb openbox xdotool imagemagick xclip"
missing=""
for tool in Xvfb openbox xdotool import xclip; do
	command -v "$tool" >/dev/null 2>&1 || missing="yes"
done
if [ -n "$missing" ]; then
	command -v apt-get >/dev/null 2>&1 || { echo "$script needs: $packages. Install them, then run it again." >&2; exit 1; }
	run=""
	[ "$(id -u)" -eq 0 ] || run="sudo"
	echo "Installing what $script needs: $packages"
	$run apt-get update -q
	$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
fi

work=$(mktemp -d)
pids=""
finish() {
	for p in $pids; do kill "$p" 2>/dev/null || true; done
	wait 2>/dev/null || true
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_RUNTIME_DIR="$work" LANG=en_GB.UTF-8 FYNE_SCALE=1
unset WAYLAND_DISPLAY
export PARLEY_ANALYST="K. Olander"

# The server takes a free display itself and writes its number when it is ready.
Xvfb -displayfd 3 -screen 0 ${size}x24 3>"$work/display" >/dev/null 2>&1 &
pids="$pids $!"
for _ in $(seq 50); do
	[ ! -s "$work/display" ] || break
	sleep 0.2
done
[ -s "$work/display" ] || fail "Xvfb did not start"
export DISPLAY=":$(cat "$work/display")"
# Windows without a frame, as large as the screen.
mkdir -p "$work/config/openbox"
cat > "$work/config/openbox/rc.xml" <<'X'
<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><applications><application class="*"><decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>
X
openbox --config-file "$work/config/openbox/rc.xml" >/dev/null 2>&1 &
pids="$pids $!"
sleep 0.5

make_dossier() {
	for f in assets/samples/0[1-6]*.txt; do
		outlet=$(grep -A4 "$(basename "$f")" assets/samples/samples.json | sed -n 's/.*"outlet": "\([^"]*\)".*/\1/p' | head -1)
		published=$(sed -n "s/.*$(basename "$f").*\"published\": \"\([^\"]*\)\".*/\1/p" assets/samples/samples.json)
		./parley import "$work/Sarran corridor talks.parley" "$f" --outlet "$outlet" --published "$published" >/dev/null
	done
	./parley code "$work/Sarran corridor talks.parley" assets/samples/coding.json >/dev/null
	./parley translate "$work/Sarran corridor talks.parley" 54 "We agree to no timetable before the first report is out" --by "$PARLEY_ANALYST" >/dev/null
	./parley brief "$work/Sarran corridor talks.parley" -o "$work/038.pdf" --name "Before round 6" --reference NB-2026-038 --cut-off 2026-11-06 --issued "2026-11-06 09:00 UTC" >/dev/null
	./parley shifts "$work/Sarran corridor talks.parley" --explain "The draft of the Envoy keeps the fee symbolic" --line 2 >/dev/null
	./parley shifts "$work/Sarran corridor talks.parley" --confirm - --line 5 >/dev/null
	./parley compare "$work/Sarran corridor talks.parley" "Transit fees" Arvenia "Kesh Federation" "Northern Council" "UN Envoy" --write common \
		--words "All now speak of fees apart from the treaty." --sure moderate >/dev/null
	./parley import "$work/Sarran corridor talks.parley" assets/samples/07-draft-of-the-envoy.txt --outlet "UN press room" --published 2026-11-12 >/dev/null
	./parley import "$work/Sarran corridor talks.parley" assets/samples/08-draft-of-kesh.txt --outlet "Kesh Wire" --published 2026-11-15 >/dev/null
	./parley brief "$work/Sarran corridor talks.parley" -o "$work/041.pdf" --recipe assets/samples/recipe.toml --save-recipe >/dev/null 2>&1
	./parley undo "$work/Sarran corridor talks.parley" >/dev/null # the packet is not issued yet, its recipe is kept
}

start() { # [FILE]
	./parley "$@" >"$work/log" 2>&1 &
	app=$!
	pids="$pids $app"
	window=""
	for _ in $(seq 80); do
		kill -0 "$app" 2>/dev/null || fail "the workbench ended before its window was there"
		window=$(xdotool search --onlyvisible --name Parley 2>/dev/null | head -1) && [ -n "$window" ] && break
		sleep 0.25
	done
	[ -n "$window" ] || fail "no window came up in 20 seconds"
	sleep 2
}

stop() {
	xdotool key ctrl+q
	for _ in $(seq 20); do
		kill -0 "$app" 2>/dev/null || break
		sleep 0.25
	done
	kill "$app" 2>/dev/null || true
	wait "$app" 2>/dev/null || true
	! grep -q "Error in Fyne call thread\|^panic:" "$work/log" || fail "the workbench reported an error"
}

press() {
	for k in "$@"; do
		xdotool key "$k"
		sleep 0.35
	done
}
