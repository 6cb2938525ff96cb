package storage

import "syscall"

// networkSystem names the network file system that a folder lies on; empty: it lies on a disk of this machine. The
// numbers are those of statfs(2).
func networkSystem(folder string) string {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return ""
	}
	return map[uint32]string{
		0x6969:     "NFS",
		0x517B:     "SMB",
		0xFF534D42: "CIFS",
		0xFE534D42: "SMB",
		0x65735546: "FUSE", // sshfs and the drives of many services; a local disk's own driver is slowed down, not harmed
		0x01021997: "9P",
		0x5346414F: "AFS",
		0x00C36400: "Ceph",
		0x786F4256: "VirtualBox",
		0x47504653: "GPFS",
		0x0BD00BD0: "Lustre",
	}[uint32(s.Type)]
}
