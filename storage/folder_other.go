//go:build !linux && !darwin && !windows

package storage

// networkSystem does not know on this system; synchronised folders are known by their names and marks.
func networkSystem(string) string { return "" }
