package commands

import (
	"net"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"
)

// Ensures that the main job opens no network socket: the process's open files are watched while it runs. That no package of
// ours can open one is a rule on imports, in the root's test.
func TestNoSocket(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the open files of a process are listed by Linux only; the rule on imports holds everywhere")
	}
	p := newPlace(t)
	stop, seen := make(chan bool), make(chan string)
	go func() {
		found := ""
		for {
			select {
			case <-stop:
				seen <- found
				return
			case <-time.After(200 * time.Microsecond):
				if s := sockets(); s != "" {
					found = s
				}
			}
		}
	}()
	if sockets() != "" {
		t.Fatal("there is a socket before anything was done")
	}
	p.want(0, "", "import @t.parley @a.txt --accept")
	p.want(0, `[{"statement":1,"party":"Arvenia","issue":"Withdrawal","stance":"supports"}]`, "code @t.parley -")
	p.want(0, "", "search @t.parley waited")
	p.want(0, "", "positions @t.parley")
	p.want(0, "", "brief @t.parley -o @b.pdf")
	p.want(0, "", "verify @b.pdf @t.parley")
	if !raced() { // the detector makes the reader of PDFs take half a minute to start; it runs without in every check
		p.want(0, "", "import @t.parley @b.pdf")
	}
	p.want(0, "", "check @t.parley")
	close(stop)
	if s := <-seen; s != "" {
		t.Errorf("a socket was open: %s", s)
	}
}

// raced reports whether the race detector is on.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// sockets names an open network socket of this process, or nothing. A local one (the system's name service asks for the
// account's name through one) is none.
func sockets() string {
	files, _ := filepath.Glob("/proc/self/fd/*")
	for _, f := range files {
		to, err := os.Readlink(f)
		number, isSocket := strings.CutPrefix(to, "socket:[")
		if err != nil || !isSocket {
			continue
		}
		for _, table := range []string{"tcp", "tcp6", "udp", "udp6", "raw", "raw6"} {
			list, _ := os.ReadFile("/proc/self/net/" + table)
			if strings.Contains(string(list), " "+strings.TrimSuffix(number, "]")+" ") {
				return table + " " + to
			}
		}
	}
	return ""
}

// Ensures that the watch itself sees a network socket.
func TestSocketsSeesOne(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the open files of a process are listed by Linux only; TestOpensSocket watches the imports everywhere")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("this machine has no loopback network to try it on; TestOpensSocket watches the imports:", err)
	}
	defer l.Close()
	if sockets() == "" {
		t.Error("a listening socket was not seen")
	}
}
