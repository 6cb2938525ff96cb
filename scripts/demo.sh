#!/bin/sh
# Makes demo.parley and demo.pdf from the sample articles by the program's own commands, and opens the workbench where
# there is a display.
set -eu
export PARLEY_ANALYST="${PARLEY_ANALYST:-Sample analyst}"

rm -f demo.parley demo.parley-wal demo.parley-shm demo.pdf demo-038.pdf demo.docx

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
step brief demo.parley -o demo-038.pdf --name "Before round 6" --reference NB-2026-038 --marking TLP:AMBER --cut-off 2026-11-06 \
	--issued "2026-11-06 09:00 UTC"
step translate demo.parley 54 "We agree to no timetable before the first report is out" --by "$PARLEY_ANALYST"
step shifts demo.parley
step shifts demo.parley --explain "The draft of the Envoy keeps the fee symbolic" --line 2
step shifts demo.parley --confirm - --line 5
step compare demo.parley "Transit fees" Arvenia "Kesh Federation" --write common --words "Both now speak of fees apart from the treaty." --sure moderate
add 07-draft-of-the-envoy.txt "UN press room" "2026-11-12" https://press.example/corridor/draft
add 08-draft-of-kesh.txt "Kesh Wire" "2026-11-15" https://keshwire.example/corridor/draft
step brief demo.parley -o demo.pdf --recipe assets/samples/recipe.toml --save-recipe
step brief demo.parley -o demo.docx --recipe assets/samples/recipe.toml
step verify demo.pdf demo.parley
step check demo.parley

printf '\nMade:\n'
ls -l demo.parley demo.pdf demo-038.pdf demo.docx | awk '{printf "  %-12s %9d bytes\n", $NF, $5}'
printf 'Read demo.pdf with any PDF reader.\n'

case "$(uname -s)" in
Linux | *BSD) if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	printf 'There is no display here. Where there is one: ./parley demo.parley opens the workbench.\n'
	exit 0
fi ;;
esac
printf 'Opening the workbench: ./parley demo.parley\n'
exec ./parley demo.parley
