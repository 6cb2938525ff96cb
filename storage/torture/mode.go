package main

import "parley/storage"

// mode is a way in which storage keeps a dossier on the disk.
type mode struct {
	name    string
	writers int // at most so many work at once
	set     func(*storage.Options)
}

// modes are those that storage has.
func modes() []mode {
	return []mode{
		{"wal", 3, func(*storage.Options) {}},
		{"shared", 3, func(o *storage.Options) { o.Shared = true }},
	}
}

func modeNamed(name string) mode {
	for _, m := range modes() {
		if m.name == name {
			return m
		}
	}
	panic("there is no mode " + name)
}

func (m mode) options(analyst string) storage.Options {
	o := storage.Options{Analyst: analyst}
	m.set(&o)
	return o
}
