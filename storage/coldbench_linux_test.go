package storage

import (
	"os"
	"syscall"
)

// dropFromMemory asks the system to forget a file's pages, so that the next read comes from the disk.
func dropFromMemory(path string) bool {
	const dontNeed = 4 // POSIX_FADV_DONTNEED
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	_, _, errno := syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, dontNeed, 0, 0)
	return errno == 0
}
