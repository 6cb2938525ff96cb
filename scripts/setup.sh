#!/bin/sh
# Installs the system packages that Parley's build needs, where they are missing: on Debian and Ubuntu through apt-get,
# as root or with sudo. Elsewhere it says what to install. PARLEY_SETUP=no only looks.
set -eu

say() { printf '%s\n' "$*"; }

fail() {
	say "$@" >&2
	exit 1
}

# Asked outside the module: inside it a Go that is too old refuses to answer. "go1.26.1" and "devel go1.27-abc" both give
# what comes after "go".
go_version() { (cd / && go env GOVERSION 2>/dev/null) | sed 's/.*go\([0-9]\)/\1/'; }

check_go() {
	command -v go >/dev/null 2>&1 || fail "Go is missing. Install Go 1.26 or newer from https://go.dev/dl and put it on the PATH."
	version=$(go_version)
	case "$version" in
	[0-9]*.[0-9]*) ;;
	*) fail "The version of Go is not known: go env GOVERSION says \"$version\". Install Go 1.26 or newer from https://go.dev/dl." ;;
	esac
	major=${version%%.*}
	rest=${version#*.}
	minor=${rest%%[!0-9]*}
	if [ "${major:-0}" -lt 1 ] || { [ "$major" -eq 1 ] && [ "${minor:-0}" -lt 26 ]; }; then
		fail "Go $version is too old. Install Go 1.26 or newer from https://go.dev/dl."
	fi
}

# What Fyne and SQLite are built with: a C compiler and the headers of the window systems.
debian="gcc libc6-dev pkg-config libgl-dev libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev libxxf86vm-dev libwayland-dev libxkbcommon-dev libegl-dev"

tools_present() {
	command -v "${CC:-cc}" >/dev/null 2>&1 || return 1
	command -v pkg-config >/dev/null 2>&1 || return 1
	pkg-config --exists gl x11 xcursor xi xinerama xrandr xxf86vm wayland-client xkbcommon egl 2>/dev/null
}

setup_debian() {
	missing=""
	for p in $debian ca-certificates; do
		status=$(dpkg-query -W -f '${Status}' "$p" 2>/dev/null || true)
		case "$status" in *" installed") ;; *) missing="$missing $p" ;; esac
	done
	[ -n "$missing" ] || return 0
	if [ "${PARLEY_SETUP:-yes}" = no ]; then
		fail "Missing packages:$missing" "Install them with: apt-get install$missing"
	fi
	run=""
	if [ "$(id -u)" -ne 0 ]; then
		command -v sudo >/dev/null 2>&1 || fail "Missing packages:$missing" "There is no sudo here. As root, run: apt-get install$missing"
		run="sudo"
	fi
	say "Installing the packages that the build needs:$missing"
	# C.UTF-8 is on every Debian; the language that the Makefile asks for may not be, and each package would complain.
	$run env LC_ALL=C.UTF-8 apt-get update -q
	$run env LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
}

advise() {
	say "Parley needs a C compiler, pkg-config and the development files of OpenGL, X11 and Wayland."
	say "Install them, then run make again:"
	say "  $1"
}

system=$(uname -s)
case "$system" in
Linux)
	id=""
	like=""
	if [ -r /etc/os-release ]; then
		id=$(. /etc/os-release && printf '%s' "${ID:-}")
		like=$(. /etc/os-release && printf '%s' "${ID_LIKE:-}")
	fi
	case " $id $like " in
	*" debian "* | *" ubuntu "*) setup_debian ;;
	*)
		if ! tools_present; then
			case " $id $like " in
			*" fedora "* | *" rhel "*) advise "sudo dnf install gcc pkgconf-pkg-config mesa-libGL-devel mesa-libEGL-devel libX11-devel libXcursor-devel libXi-devel libXinerama-devel libXrandr-devel libXxf86vm-devel wayland-devel libxkbcommon-devel" ;;
			*" arch "*) advise "sudo pacman -S gcc pkgconf libglvnd libx11 libxcursor libxi libxinerama libxrandr libxxf86vm wayland libxkbcommon" ;;
			*" suse "* | *" opensuse "*) advise "sudo zypper install gcc pkgconf-pkg-config Mesa-libGL-devel Mesa-libEGL-devel libX11-devel libXcursor-devel libXi-devel libXinerama-devel libXrandr-devel libXxf86vm-devel wayland-devel libxkbcommon-devel" ;;
			*" alpine "*) advise "doas apk add gcc musl-dev pkgconf mesa-dev libx11-dev libxcursor-dev libxi-dev libxinerama-dev libxrandr-dev libxxf86vm-dev wayland-dev libxkbcommon-dev" ;;
			*) advise "the packages with these pkg-config names: gl egl x11 xcursor xi xinerama xrandr xxf86vm wayland-client xkbcommon, and gcc" ;;
			esac
			exit 1
		fi
		;;
	esac
	;;
Darwin)
	xcode-select -p >/dev/null 2>&1 || fail "The C compiler is missing. Install Apple's command line tools: xcode-select --install"
	;;
MINGW* | MSYS* | CYGWIN* | Windows_NT)
	command -v gcc >/dev/null 2>&1 || fail "The C compiler is missing. Install MSYS2 from https://www.msys2.org, then: pacman -S mingw-w64-x86_64-gcc"
	;;
*)
	tools_present || { advise "gcc, pkg-config and the development files named above"; exit 1; }
	;;
esac
check_go
