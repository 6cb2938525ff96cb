//go:build !cgo || windows

// Package defensive has no effect here: the linker of this system does not join it with the driver's SQLite. The
// settings that have a pragma are set on every connection all the same.
package defensive
