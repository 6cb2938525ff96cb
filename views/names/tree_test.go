package names

import (
	"strings"
	"testing"

	"parley/dossier"
)

// planted makes issues of lines: two spaces deeper is one level below.
func planted(t *testing.T, lines string) []dossier.Issue {
	t.Helper()
	var out []dossier.Issue
	var path []dossier.ID
	for n, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		name := strings.TrimLeft(line, " ")
		level := (len(line) - len(name)) / 2
		i := dossier.Issue{ID: dossier.NewID(), Name: name, Order: n + 1}
		if level > 0 {
			i.ParentID = path[level-1]
		}
		path = append(path[:level], i.ID)
		out = append(out, i)
	}
	return out
}

func drawn(issues []dossier.Issue, folded map[dossier.ID]bool) string {
	var lines []string
	for _, n := range tree(issues, folded) {
		lines = append(lines, strings.Repeat("  ", n.level)+n.issue.Name)
	}
	return strings.Join(lines, "\n")
}

// set puts a changed issue in, as storage does: it gets its place, and the others move aside.
func set(issues []dossier.Issue, changed dossier.Issue) []dossier.Issue {
	var order []dossier.Issue
	for place := 1; place <= len(issues); place++ {
		for _, i := range issues {
			if i.Order == place && i.ID != changed.ID {
				order = append(order, i)
			}
		}
	}
	at := min(changed.Order-1, len(order))
	order = append(order[:at:at], append([]dossier.Issue{changed}, order[at:]...)...)
	for n := range order {
		order[n].Order = n + 1
	}
	return order
}

func TestTree(t *testing.T) {
	const start = "fees\n  rail\n  road\nmonitors\n  number\nborders"
	named := func(issues []dossier.Issue, name string) dossier.Issue {
		for _, i := range issues {
			if i.Name == name {
				return i
			}
		}
		t.Fatal(name)
		return dossier.Issue{}
	}
	type change func([]dossier.Issue, dossier.Issue) (dossier.Issue, bool)
	up := func(l []dossier.Issue, i dossier.Issue) (dossier.Issue, bool) { return moved(l, i, -1) }
	down := func(l []dossier.Issue, i dossier.Issue) (dossier.Issue, bool) { return moved(l, i, 1) }
	for _, c := range []struct {
		what, name string
		do         change
		want       string // empty: it cannot be done
	}{
		{"down", "fees", down, "monitors\n  number\nfees\n  rail\n  road\nborders"},
		{"up", "borders", up, "fees\n  rail\n  road\nborders\nmonitors\n  number"},
		{"up at the top", "fees", up, ""},
		{"down among siblings", "rail", down, "fees\n  road\n  rail\nmonitors\n  number\nborders"},
		{"down at the end", "road", down, ""},
		{"demote", "monitors", demoted, "fees\n  rail\n  road\n  monitors\n    number\nborders"},
		{"demote the first", "rail", demoted, ""},
		{"demote under one without any", "road", demoted, "fees\n  rail\n    road\nmonitors\n  number\nborders"},
		{"promote", "rail", promoted, "fees\n  road\nrail\nmonitors\n  number\nborders"},
		{"promote at the top", "borders", promoted, ""},
	} {
		issues := planted(t, start)
		if drawn(issues, nil) != start {
			t.Fatalf("planted\n%s", drawn(issues, nil))
		}
		changed, ok := c.do(issues, named(issues, c.name))
		if ok != (c.want != "") {
			t.Errorf("%s %s: %v", c.what, c.name, ok)
			continue
		}
		if got := drawn(set(issues, changed), nil); ok && got != c.want {
			t.Errorf("%s %s:\n%s\nwant\n%s", c.what, c.name, got, c.want)
		}
	}
	issues := planted(t, start)
	if got := drawn(issues, map[dossier.ID]bool{named(issues, "fees").ID: true}); got != "fees\nmonitors\n  number\nborders" {
		t.Errorf("folded:\n%s", got)
	}
	issues[1].ParentID = dossier.NewID() // what it stood under is gone
	if !strings.Contains(drawn(issues, nil), "\nrail") {
		t.Errorf("an issue is lost:\n%s", drawn(issues, nil))
	}
}
