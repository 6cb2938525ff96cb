#!/bin/sh
# Makes demo.parley and demo.pdf from the sample articles by the program's own commands, and opens the workbench where
# there is a display.
set -eu
export PARLEY_ANALYST="${PARLEY_ANALYST:-Sample analyst}"

rm -f demo.parley demo.parley-wal demo.parley-shm demo.pdf

step() {
	printf '\n$ parley'
	for word in "$@"; do
		case "$word" in
		*[\ :]*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	printf '\n'
	./parley "$@"
}

add() { # FILE OUTLET PUBLISHED URL
	step import demo.parley "assets/samples/$1" --outlet "$2" --published "$3" --url "$4"
}

add 01-no-fee-on-freight.txt "Lake Herald" "2026-10-29 18:05 UTC" https://lakeherald.example/corridor/no-fee-on-freight
add 02-envoy-offers-monitors.txt "Corridor News Agency" "2026-11-04 14:20 UTC" https://cna.example/2026/11/04/envoy-offers-monitors
add 03-one-commander-for-the-line.txt "Halmar Daily" "2026-11-05 05:00 UTC" https://halmardaily.example/talks/one-commander
add 04-no-map-before-autonomy.txt "The Sarran Post" "2026-11-10 21:40 UTC" https://sarranpost.example/north/no-map
add 05-guns-on-the-list.txt "The Sarran Post" "2026-11-16 21:40 UTC" https://sarranpost.example/talks/guns-on-the-list
add 06-a-symbolic-fee.txt "Lake Herald" "2026-11-18 11:30 UTC" https://lakeherald.example/corridor/a-symbolic-fee
step code demo.parley assets/samples/coding.json
step positions demo.parley
step search demo.parley "monitors commander" --limit 3
step brief demo.parley -o demo.pdf --title "Sarran corridor talks: where the parties stand before round 6" \
	--reference NB-2026-041 --marking TLP:AMBER --prepared-for "Head of mission" --issued "2026-11-20 09:00 UTC" \
	--bottom-line "Both armies can live with monitors; they differ on the list of guns and on what moves first. Arvenia has opened the door to a symbolic fee, three weeks after ruling one out. A text on monitoring is nearer than one on fees."
step verify demo.pdf demo.parley
step check demo.parley

printf '\nMade:\n'
ls -l demo.parley demo.pdf | awk '{printf "  %-12s %9d bytes\n", $NF, $5}'
printf 'Read demo.pdf with any PDF reader.\n'

case "$(uname -s)" in
Linux | *BSD) if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	printf 'There is no display here. Where there is one: ./parley demo.parley opens the workbench.\n'
	exit 0
fi ;;
esac
printf 'Opening the workbench: ./parley demo.parley\n'
exec ./parley demo.parley
