package export

// chapters are the entries of the contents: no single sources.
func (d *doc) chapters() []entry {
	var out []entry
	for _, r := range d.runs {
		for _, e := range r.entries {
			if e.level == 0 {
				out = append(out, e)
			}
		}
	}
	return out
}

const (
	contentsLine = 4.7
	mostContents = 12
	fewContents  = 5 // lines, where the page is full
)

// contentsLines are the chapters in at most n lines: where they are more, all issues share one, and what is still too
// much is counted. The last one is the appendix or the index, which every reader looks for.
func (d *doc) contentsLines(n int) []entry {
	all := d.chapters()
	if len(all) <= n {
		return all
	}
	var out []entry
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j].number != "" {
			j++
		}
		if j > i+1 {
			out = append(out, entry{title: "Issues " + all[i].number + "–" + all[j-1].number, to: all[i].to})
			i = j
			continue
		}
		out = append(out, all[i])
		i++
	}
	if len(out) > n && n > 2 {
		left := len(out) - n + 1
		out = append(out[:n-2:n-2], entry{title: count(left, "further part", "further parts"), to: out[n-2].to}, out[len(out)-1])
	}
	return out
}

func (d *doc) contentsHeight(lines int) float64 {
	return max(float64(lines)*contentsLine, d.releaseHeight()) + 6.4
}

func (d *doc) contents(lines int) {
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.5, navy)
	d.y += 1.6
	column := (d.width() - 6) / 2
	right := marginX + column + 6
	top := d.y
	d.y = d.drawAt(d.oneLine("Contents", smallHead, column), marginX, d.y) + 0.4
	chapters := d.contentsLines(lines)
	if len(chapters) == 0 {
		d.drawAt(d.oneLine("This page only: nothing is cited and nothing coded.", factValue.in(grey), column), marginX, d.y)
	}
	for _, e := range chapters {
		x := marginX
		if e.number != "" {
			number := d.oneLine(e.number, factValue.with(sansSemi).in(navy), 10)
			d.drawAt(number, x, d.y)
			x += max(4, number.width()+1.6)
		}
		b := d.oneLine(e.title, factValue, marginX+column-12-x)
		d.drawAt(b, x, d.y)
		n := d.oneLine(itoa(d.pageOf(e.to)), factValue, 10)
		d.rightAligned(n, marginX+column, d.y)
		if from, to := x+b.width()+2, marginX+column-n.width()-2; to > from {
			d.cur.line(from, d.y+3.2, to, d.y+3.2, 0.15, rule)
		}
		d.cur.link(marginX, d.y, column, contentsLine, e.to)
		d.y += contentsLine
	}
	lowest := d.y
	d.y = d.drawAt(d.oneLine("Release", smallHead, column), right, top) + 0.4
	for _, f := range d.release(column - 20) {
		d.drawAt(d.oneLine(f.label, factLabel, 18), right, d.y)
		d.drawAt(f.value, right+20, d.y)
		d.y += max(contentsLine, f.value.height()+0.8)
	}
	d.y = max(lowest, d.y)
}

// release says who answers for the packet and what it replaces.
func (d *doc) release(width float64) []fact {
	replaces := ""
	if since := d.p.Since; flat(since.Recipe.Reference) != "" && flat(since.Recipe.Reference) != flat(d.p.Recipe.Reference) {
		replaces = flat(since.Recipe.Reference)
		if !since.IssuedAt.IsZero() {
			replaces += " of " + since.IssuedAt.UTC().Format("2 Jan 2006")
		}
	}
	var out []fact
	for _, f := range [][2]string{{"Author", d.p.Recipe.Author}, {"Issued", d.issuedLabel()}, {"Replaces", replaces}, {"Dossier", d.p.Dossier},
		{"Check", "“parley verify” compares this file’s quotations with its attachments"}} {
		if f[1] = flat(f[1]); f[1] != "" {
			out = append(out, fact{f[0], d.clipped(f[1], factValue, width, 2)})
		}
	}
	return out
}

func (d *doc) releaseHeight() float64 {
	h := 0.0
	for _, f := range d.release((d.width()-6)/2 - 20) {
		h += max(contentsLine, f.value.height()+0.8)
	}
	return h
}
