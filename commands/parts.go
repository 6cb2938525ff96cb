package commands

import (
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
)

// partNames lists the parts of a packet as they are named in recipes.
func partNames() string {
	names := make([]string, len(dossier.Parts))
	for i, p := range dossier.Parts {
		names[i] = string(p)
	}
	return strings.Join(names, ", ")
}

// partsOf reads the parts of a packet; short asks for the form of two pages.
func partsOf(names []string, short bool) ([]dossier.Part, error) {
	if short {
		if len(names) > 0 {
			return nil, usageError{fmt.Errorf("--parts and --two-pages cannot be had together")}
		}
		return slices.Clone(dossier.TwoPages), nil
	}
	var parts []dossier.Part
	for _, name := range names {
		p := dossier.Part(strings.ToLower(strings.TrimSpace(name)))
		if !slices.Contains(dossier.Parts, p) {
			return nil, usageError{fmt.Errorf("%q is no part of a packet: there are %s", name, partNames())}
		}
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return nil, usageError{fmt.Errorf("--parts names none; there are %s", partNames())}
	}
	return parts, nil
}
