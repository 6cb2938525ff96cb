//go:build linux || darwin || freebsd

package storage

import "syscall"

// freeSpace gives the bytes that may still be written to a folder; ok is false where the system does not say.
func freeSpace(folder string) (free int64, ok bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}
