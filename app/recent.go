package app

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"parley/dossier"
)

// Recent is a dossier that was open before, as the welcome page lists it.
type Recent struct {
	Path       string    `json:"path"`
	Title      string    `json:"title"`
	Documents  int       `json:"documents"`
	Statements int       `json:"statements"`
	Parties    int       `json:"parties"`
	Undecided  int       `json:"undecided"`
	ToDecideIn int       `json:"to_decide_in"`
	Opened     time.Time `json:"opened"`
	Missing    bool      `json:"-"` // the file is not there now
}

// keepRecent is how many dossiers the list keeps.
const keepRecent = 20

func (w *Workbench) recentFile() string { return filepath.Join(w.configDir, "recent.json") }

// Recent lists the dossiers that were open before, latest first. Counts are those of when the dossier was closed.
func (w *Workbench) Recent() []Recent {
	b, err := os.ReadFile(w.recentFile())
	if err != nil {
		return nil
	}
	var list []Recent
	if json.Unmarshal(b, &list) != nil {
		return nil // a damaged list costs no work: the dossiers are elsewhere
	}
	for i := range list {
		_, err := os.Stat(list[i].Path)
		list[i].Missing = err != nil
	}
	return list
}

// ForgetRecent takes a dossier off the list; the file stays.
func (w *Workbench) ForgetRecent(path string) error {
	var kept []Recent
	for _, r := range w.Recent() {
		if r.Path != path {
			kept = append(kept, r)
		}
	}
	return w.writeRecent(kept)
}

// remember puts the open dossier at the head of the list. A list that cannot be written is no reason to stop work.
func (w *Workbench) remember() {
	s, err := w.Summary(context.Background())
	if err != nil || w.configDir == "" {
		return
	}
	list := []Recent{recentOf(s, w.now())}
	for _, r := range w.Recent() {
		if r.Path != s.Path && len(list) < keepRecent {
			list = append(list, r)
		}
	}
	_ = w.writeRecent(list)
}

func recentOf(s dossier.Summary, at time.Time) Recent {
	return Recent{Path: s.Path, Title: s.Title, Documents: s.Documents, Statements: s.Statements, Parties: s.Parties,
		Undecided: s.Undecided, ToDecideIn: s.ToDecideIn, Opened: at.UTC()}
}

func (w *Workbench) writeRecent(list []Recent) error {
	b, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(w.configDir, 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(w.configDir, "recent-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(b); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), w.recentFile())
}
