package dossier

import "time"

// Thing is a kind of object of which the journal knows what was done to it.
type Thing string

// The things whose history can be read and which can be brought back when they were deleted.
const (
	ThingDocument    Thing = "document"
	ThingStatement   Thing = "statement"
	ThingActor       Thing = "actor"
	ThingParty       Thing = "party"
	ThingIssue       Thing = "issue"
	ThingNote        Thing = "note"
	ThingTag         Thing = "tag"
	ThingRecipe      Thing = "recipe"
	ThingSavedSearch Thing = "saved search"
)

// Version is one action that changed a thing, with what it changed.
type Version struct {
	Action  Action
	Kind    string // do, undo, redo
	Changes []FieldChange
}

// FieldChange is one fact of a thing before and after an action, in words for people.
type FieldChange struct {
	Field         string // "party", "stance on Harbour"
	Before, After string
}

// Deleted is a thing that was deleted and can be brought back.
type Deleted struct {
	Thing   Thing
	ID      ID
	Number  int // of a document or statement, else 0
	Label   string
	At      time.Time
	Analyst string
	Action  string // the name of the action that deleted it
}

// Preview counts what a change would do, by table: "statement", "coding", "membership", "actor_name", "document",
// "note", "tagging", and the merged things themselves.
type Preview struct {
	Changed map[string]int
	Removed map[string]int
}

// Uses counts what uses an actor, a party or an issue.
type Uses struct {
	Said      int // statements of the actor
	For       int // statements for the party
	Documents int // published by the outlet
	Members   int // of the party
	Coded     int // readings on the issue
}
