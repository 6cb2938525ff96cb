package main

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

//go:embed recorder.c
var recorderSource []byte

// event is one entry of the recorder's log; recorder.c says what each kind means.
type event struct {
	what  byte
	name  string
	place int64
	data  []byte
}

const entryHead = 16

// entry makes the log's entry of an acknowledgement.
func entry(line string) []byte {
	b := make([]byte, entryHead, entryHead+len(line))
	b[0] = 'A'
	binary.NativeEndian.PutUint32(b[4:], uint32(len(line)))
	return append(b, line...)
}

// noRecorder says in words why power cuts cannot be played here, or nothing.
func noRecorder() string {
	if runtime.GOOS != "linux" {
		return "power cuts are not played: the recorder is made for Linux"
	}
	if _, err := exec.LookPath("cc"); err != nil {
		return "power cuts are not played: there is no C compiler (cc) for the recorder"
	}
	return ""
}

// buildRecorder compiles the recorder into a folder.
func buildRecorder(folder string) (library string, err error) {
	source := filepath.Join(folder, "recorder.c")
	library = filepath.Join(folder, "recorder.so")
	if err := os.WriteFile(source, recorderSource, 0o600); err != nil {
		return "", err
	}
	if out, err := exec.Command("cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl", "-lpthread").CombinedOutput(); err != nil {
		return "", fmt.Errorf("the recorder was not compiled: %w\n%s", err, out)
	}
	return library, nil
}

// record lets children work at once on the files of a folder and gives what they did to them, in order.
func record(library, folder string, children ...*exec.Cmd) ([]event, error) {
	log := folder + ".log"
	if err := os.WriteFile(log, nil, 0o600); err != nil {
		return nil, err
	}
	defer os.Remove(log)
	var victims []*victim
	for _, c := range children {
		c.Env = append(os.Environ(), "LD_PRELOAD="+library, "PARLEY_RECORD_FOLDER="+folder, "PARLEY_RECORD_TO="+log)
		v, err := start(c)
		if err != nil {
			return nil, err
		}
		victims = append(victims, v)
	}
	var errs []error
	for _, v := range victims {
		<-v.heard
		if err := v.Wait(); err != nil {
			errs = append(errs, fmt.Errorf("a recorded child ended with %w: %s", err, v.errors.String()))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(log)
	if err != nil {
		return nil, err
	}
	return readLog(b)
}

func readLog(b []byte) (events []event, err error) {
	synced := false
	for len(b) > 0 {
		if len(b) < entryHead {
			return nil, errors.New("the recorder's log is cut short")
		}
		name, data := int(b[1]), int(binary.NativeEndian.Uint32(b[4:]))
		if len(b) < entryHead+name+data {
			return nil, errors.New("the recorder's log is cut short")
		}
		e := event{what: b[0], place: int64(binary.NativeEndian.Uint64(b[8:])), name: string(b[entryHead : entryHead+name]), data: b[entryHead+name : entryHead+name+data]}
		b = b[entryHead+name+data:]
		synced = synced || e.what == 'S'
		if filepath.Ext(e.name) != ".parley-shm" { // shared memory, made anew at each start
			events = append(events, e)
		}
	}
	if !synced {
		return nil, errors.New("the recorder heard nothing of what SQLite did")
	}
	return events, nil
}
