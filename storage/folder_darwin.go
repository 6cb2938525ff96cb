package storage

import "syscall"

// networkSystem names the network file system that a folder lies on; empty: it lies on a disk of this machine.
func networkSystem(folder string) string {
	const local = 0x1000 // MNT_LOCAL of statfs(2)
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil || s.Flags&local != 0 {
		return ""
	}
	var name []byte
	for _, c := range s.Fstypename {
		if c == 0 {
			break
		}
		name = append(name, byte(c))
	}
	return string(name)
}
