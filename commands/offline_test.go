package commands

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Ensures that the main job opens no socket: the process's open files are watched while it runs. That no package of
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
	p.want(0, "", "check @t.parley")
	close(stop)
	if s := <-seen; s != "" {
		t.Errorf("a socket was open: %s", s)
	}
}

// sockets names an open socket of this process, or nothing.
func sockets() string {
	files, _ := filepath.Glob("/proc/self/fd/*")
	for _, f := range files {
		if to, err := os.Readlink(f); err == nil && strings.HasPrefix(to, "socket:") {
			return to
		}
	}
	return ""
}
