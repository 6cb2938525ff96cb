package dossier

import "slices"

// IssueNode is an issue in its place in the tree.
type IssueNode struct {
	Issue
	Level    int
	Number   []int // its place, from 1, among the issues under the same one, after those of the issues above it
	Children int   // directly under it
}

// IssueTree puts issues in the order in which they are shown: each under the one it belongs to, or at the top where that
// one is not among them. What stands under a folded one is left out.
func IssueTree(issues []Issue, folded map[ID]bool) []IssueNode {
	below := map[ID][]Issue{}
	known := map[ID]bool{}
	for _, i := range issues {
		known[i.ID] = true
	}
	for _, i := range issues {
		parent := i.ParentID
		if !known[parent] {
			parent = None
		}
		below[parent] = append(below[parent], i)
	}
	var out []IssueNode
	var add func(parent ID, above []int)
	add = func(parent ID, above []int) {
		list := below[parent]
		slices.SortStableFunc(list, func(a, b Issue) int { return a.Order - b.Order })
		for n, i := range list {
			number := append(slices.Clone(above), n+1)
			out = append(out, IssueNode{i, len(above), number, len(below[i.ID])})
			if !folded[i.ID] {
				add(i.ID, number)
			}
		}
	}
	add(None, nil)
	return out
}
