package storage

import (
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

var getDriveType = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW")

// networkSystem names the network file system that a folder lies on; empty: it lies on a disk of this machine.
func networkSystem(folder string) string {
	const remote = 4 // DRIVE_REMOTE
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return "network share"
	}
	root, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return ""
	}
	if kind, _, _ := getDriveType.Call(uintptr(unsafe.Pointer(root))); kind == remote {
		return "network drive"
	}
	return ""
}
