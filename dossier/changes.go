package dossier

// PositionsOf writes a grid as a packet says it.
func PositionsOf(g Grid) []PacketPosition {
	list := []PacketPosition{}
	for i, row := range g.Cells {
		for j, c := range row {
			if i >= len(g.Issues) || j >= len(g.Parties) {
				continue
			}
			p := PacketPosition{IssueID: c.IssueID, PartyID: c.PartyID, Issue: g.Issues[i].Name, Party: g.Parties[j].Name}
			if c.Count > 0 {
				p.Stance, p.Statement, p.Count, p.Said = c.Stance, c.Newest.StatementID, max(c.Count, c.Reports), c.Newest.Date
			}
			list = append(list, p)
		}
	}
	return list
}

// PacketChanges compares what a packet said with a grid of now, in the order of the grid: silence that was broken, another
// stance, the same stance said again, and what is gone. quoteOf numbers the newest statement of a cell, 0 where it is not
// cited. An issue or a party that the packet did not have is new where something was said.
func PacketChanges(before []PacketPosition, now Grid, quoteOf func(statement ID) int) []PacketChange {
	type cell struct{ issue, party ID }
	had := map[cell]PacketPosition{}
	for _, p := range before {
		had[cell{p.IssueID, p.PartyID}] = p
	}
	var list []PacketChange
	here := map[cell]bool{}
	for _, p := range PositionsOf(now) {
		here[cell{p.IssueID, p.PartyID}] = true
		was := had[cell{p.IssueID, p.PartyID}]
		c := PacketChange{Issue: p.Issue, Party: p.Party, Before: was.Stance, After: p.Stance, More: max(0, p.Count-was.Count)}
		if p.Statement != None {
			c.Quote = quoteOf(p.Statement)
		}
		switch {
		case was.Count == 0 && p.Count == 0:
			continue
		case p.Count == 0:
			c.Kind = ChangeWithdrawn
		case was.Count == 0:
			c.Kind = ChangeNew
		case was.Stance != p.Stance:
			c.Kind, c.Movement = ChangeMoved, Move(was.Stance, p.Stance)
		case was.Statement != p.Statement:
			c.Kind = ChangeMore // or in other words, where one came and one went
		default: // older statements that came to the dossier later move nothing
			continue
		}
		list = append(list, c)
	}
	for _, p := range before { // an issue or a party that is gone, or that this packet leaves out
		if p.Count > 0 && !here[cell{p.IssueID, p.PartyID}] {
			list = append(list, PacketChange{Issue: p.Issue, Party: p.Party, Kind: ChangeWithdrawn, Before: p.Stance})
		}
	}
	return list
}
