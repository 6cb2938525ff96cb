//go:build linux || darwin || freebsd

package main

import (
	"os/signal"
	"syscall"
)

// limitFiles refuses this process any file that is longer, until it is called again with a larger limit.
func limitFiles(length uint64) error {
	signal.Ignore(syscall.SIGXFSZ) // the write fails instead
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	limit.Cur = min(length, limit.Max)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
}

const canLimitFiles = true
