//go:build !(linux || darwin || freebsd)

package main

import "errors"

func limitFiles(uint64) error { return errors.New("this system has no limit on the length of files") }

const canLimitFiles = false
