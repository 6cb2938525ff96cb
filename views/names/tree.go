package names

import (
	"slices"

	"parley/dossier"
)

// node is an issue in its place in the tree.
type node struct {
	issue    dossier.Issue
	level    int
	children int
}

// tree puts issues in the order in which they are shown: each under the one it belongs to. What stands under a folded
// one is left out.
func tree(issues []dossier.Issue, folded map[dossier.ID]bool) []node {
	var out []node
	for _, n := range dossier.IssueTree(issues, folded) {
		out = append(out, node{n.Issue, n.Level, n.Children})
	}
	return out
}

// siblings gives the issues beside one, itself among them, in their order, and where it stands.
func siblings(issues []dossier.Issue, i dossier.Issue) (list []dossier.Issue, at int) {
	for _, o := range issues {
		if o.ParentID == i.ParentID {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b dossier.Issue) int { return a.Order - b.Order })
	return list, slices.IndexFunc(list, func(o dossier.Issue) bool { return o.ID == i.ID })
}

// moved gives an issue its place before or after the sibling next to it; ok is false at the end.
func moved(issues []dossier.Issue, i dossier.Issue, by int) (changed dossier.Issue, ok bool) {
	list, at := siblings(issues, i)
	if at < 0 || at+by < 0 || at+by >= len(list) {
		return i, false
	}
	i.Order = list[at+by].Order
	return i, true
}

// demoted puts an issue under the sibling before it, after what stands there.
func demoted(issues []dossier.Issue, i dossier.Issue) (changed dossier.Issue, ok bool) {
	list, at := siblings(issues, i)
	if at < 1 {
		return i, false
	}
	i.ParentID = list[at-1].ID
	for _, o := range issues {
		if o.ParentID == i.ParentID && o.Order > i.Order {
			i.Order = o.Order
		}
	}
	return i, true
}

// promoted puts an issue beside the one above it, right after that one.
func promoted(issues []dossier.Issue, i dossier.Issue) (changed dossier.Issue, ok bool) {
	for _, parent := range issues {
		if parent.ID != i.ParentID {
			continue
		}
		after := parent.Order + 1
		if i.Order < parent.Order {
			after-- // its own place before the parent becomes free
		}
		i.ParentID, i.Order = parent.ParentID, after
		return i, true
	}
	return i, false
}
