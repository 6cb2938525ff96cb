package app

import (
	"context"
	"errors"
	"strings"
	"testing"

	"parley/dossier"
	"parley/storage"
)

// What was said, published and coded under several names is found under one after a merge, just as the preview counted
// it, which itself changed nothing.
func TestMerge(t *testing.T) {
	w, _ := open(t)
	ctx := context.Background()
	ok := must[dossier.Document](t)
	one := ok(w.AddDocument(ctx, []byte("Gate talks\n\n“The gate opens in March,” said Ilan Dorvath, the foreign minister."), Facts{Outlet: "Lake Herald", Published: dossier.Day(2026, 11, 18)}))
	two := ok(w.AddDocument(ctx, []byte("More gate talks\n\n“The gate may stay shut,” said Elan Dorvath, the foreign minister."), Facts{Outlet: "The Lake Herald", Published: dossier.Day(2026, 11, 19)}))
	named := func(name string) dossier.Actor {
		t.Helper()
		for _, a := range must[[]dossier.Actor](t)(w.Actors(ctx)) {
			if a.Name == name {
				return a
			}
		}
		t.Fatalf("no actor %q", name)
		return dossier.Actor{}
	}
	first, second := must[dossier.Article](t)(w.Article(ctx, one.ID)).Statements[0], must[dossier.Article](t)(w.Article(ctx, two.ID)).Statements[0]
	if first.Actor != "Ilan Dorvath" || second.Actor != "Elan Dorvath" {
		t.Fatalf("speakers %q, %q", first.Actor, second.Actor)
	}
	keep, other := named("Ilan Dorvath"), named("Elan Dorvath")
	preview := must[dossier.Preview](t)(w.PreviewMerge(ctx, dossier.ThingActor, keep.ID, []dossier.ID{other.ID}))
	if preview.Changed["statement"] != 1 || preview.Removed["actor"] != 1 || preview.Changed["actor_name"] != 1 {
		t.Errorf("preview %+v", preview)
	}
	if named("Elan Dorvath").ID != other.ID {
		t.Error("the preview merged")
	}
	if err := w.Merge(ctx, dossier.ThingActor, keep.Name, keep.ID, []dossier.ID{other.ID}); err != nil {
		t.Fatal(err)
	}
	if s := must[dossier.Article](t)(w.Article(ctx, two.ID)).Statements[0]; s.Actor != "Ilan Dorvath" {
		t.Errorf("the other's statement is by %q", s.Actor)
	}
	if a := named("Ilan Dorvath"); len(a.Aliases) == 0 || a.Aliases[len(a.Aliases)-1] != "Elan Dorvath" {
		t.Errorf("further names %v", a.Aliases)
	}
	split := must[dossier.Actor](t)(w.SplitActor(ctx, keep.ID, "elan dorvath"))
	if s := must[dossier.Article](t)(w.Article(ctx, two.ID)).Statements[0]; split.Name != "Elan Dorvath" || s.ActorID != split.ID {
		t.Errorf("after splitting it is by %q", s.Actor)
	}

	herald := named("Lake Herald")
	if err := w.Merge(ctx, dossier.ThingActor, herald.Name, herald.ID, []dossier.ID{named("The Lake Herald").ID}); err != nil {
		t.Fatal(err)
	}
	docs, _, err := w.Documents(ctx, dossier.DocumentFilter{Outlet: herald.ID})
	if err != nil || len(docs) != 2 {
		t.Errorf("%d documents of the outlet, %v", len(docs), err)
	}
	if u := must[map[dossier.ID]dossier.Uses](t)(w.Uses(ctx))[herald.ID]; u.Documents != 2 {
		t.Errorf("uses %+v", u)
	}
	if err := w.RemoveActor(ctx, herald.ID); !errors.Is(err, storage.ErrInvalid) || !strings.Contains(err.Error(), "published") {
		t.Errorf("an outlet with documents was removed: %v", err)
	}

	party := must[dossier.Party](t)(w.AddParty(ctx, "Arvenia", "", []string{"Ilan Dorvath"}))
	if err := w.Merge(ctx, dossier.ThingActor, "", keep.ID, []dossier.ID{party.ID}); !errors.Is(err, storage.ErrInvalid) {
		t.Errorf("a party was merged into one who is none: %v", err)
	}
	fee := must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "Fee"}))
	toll := must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "Toll"}))
	for _, set := range []struct {
		issue  dossier.ID
		stance dossier.Stance
	}{{toll.ID, dossier.Supports}, {fee.ID, dossier.Opposes}} {
		if err := w.SetStance(ctx, first.ID, set.issue, set.stance, ""); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Merge(ctx, dossier.ThingIssue, "Toll", toll.ID, []dossier.ID{fee.ID}); err != nil {
		t.Fatal(err)
	}
	if c := must[dossier.Article](t)(w.Article(ctx, one.ID)).Statements[0].Codings; len(c) != 1 || c[0].Issue != "Toll" {
		t.Errorf("readings %+v", c)
	}
	if err := w.Merge(ctx, dossier.ThingIssue, "Toll", toll.ID, nil); !errors.Is(err, storage.ErrInvalid) {
		t.Errorf("merging one alone: %v", err)
	}
}

// Where an issue has the letter of one in the start list, the list is added all the same: that one gets a free letter.
func TestStartListBesideOwnIssues(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	for _, list := range [][]dossier.Issue{{{Name: "Corridor"}}, dossier.StartList, dossier.StartList} {
		if err := w.AddIssues(ctx, list); err != nil {
			t.Fatal(err)
		}
	}
	issues := must[[]dossier.Issue](t)(w.Issues(ctx))
	letters := map[string]string{}
	for _, i := range issues {
		if other, taken := letters[i.Letter]; taken || i.Letter == "" {
			t.Errorf("%s has the letter %q of %s", i.Name, i.Letter, other)
		}
		letters[i.Letter] = i.Name
	}
	if letters["C"] != "Corridor" || len(issues) != 1+len(dossier.StartList) {
		t.Errorf("%d issues, %v", len(issues), letters)
	}
}
