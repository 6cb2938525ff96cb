package main

import (
	"reflect"

	"parley/storage"
)

// mode is a way in which storage keeps a dossier on the disk.
type mode struct {
	name    string
	writers int // at most so many work at once
	set     func(*storage.Options)
}

// modes are those that storage has.
func modes() []mode {
	list := []mode{{"wal", 3, func(*storage.Options) {}}}
	// Looked up by name, so that this also builds with a storage that has no mode for network folders.
	if f, ok := reflect.TypeFor[storage.Options]().FieldByName("Network"); ok && f.Type.Kind() == reflect.Bool {
		list = append(list, mode{"network", 1, func(o *storage.Options) {
			reflect.ValueOf(o).Elem().FieldByName("Network").SetBool(true)
		}})
	}
	return list
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
