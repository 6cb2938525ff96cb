//go:build unix

package storage

import (
	"os"
	"syscall"
)

// signalZero asks whether a process is there, without telling it anything.
func signalZero(p *os.Process) error { return p.Signal(syscall.Signal(0)) }
