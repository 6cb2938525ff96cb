package export

import (
	"fmt"
	"strings"

	"parley/dossier"
)

// closingLine says that every statement of the packet is cited, or how many are not; unprinted are those that are cited
// and whose words stand whole on none of the pages.
func (d *doc) closingLine(unprinted int) string {
	if max(len(d.p.Quotes), d.p.Selected) == 0 {
		return ""
	}
	line := ClosingCount(d.p) + "."
	if unprinted > 0 {
		line += fmt.Sprintf(" The words of %d are not printed whole in this form; they stand in the attached %s.", unprinted, dataName)
	}
	return line
}

// closing puts the closing line above the foot of the last page where there is no appendix to end with.
func (d *doc) closing() {
	if d.prints(dossier.PartSources) && len(d.p.Sources) > 0 || len(d.pages) == 0 {
		return
	}
	unprinted := 0
	for _, q := range d.p.Quotes {
		if _, ok := d.anchors[anchor{'w', q.Number}]; !ok {
			unprinted++
		}
	}
	line := d.closingLine(unprinted)
	if line == "" {
		return
	}
	d.cur = d.pages[len(d.pages)-1]
	d.where, d.quote = "closing line", 0
	d.closeAtFoot(line)
}

// closeAtFoot sets the closing line between the last line of a page and the rule of its foot.
func (d *doc) closeAtFoot(line string) {
	d.drawAt(d.oneLine(line, smallHead.as(7.5, 10), d.width()), marginX, d.cur.h-bottom+0.6)
}

// ClosingCount is what the closing line counts, without its full stop: how many of the statements chosen are cited.
func ClosingCount(p dossier.Packet) string {
	n := len(p.Quotes)
	of := max(n, p.Selected)
	line := fmt.Sprintf("%d of %s, %d left out", n, strings.ReplaceAll(count(of, "statement", "statements"), "\u00a0", " "), of-n)
	if of > n {
		line += " by this form of the packet"
	}
	return line
}
