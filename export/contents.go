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
	fewContents  = 8 // where the page is full
	oneColumn    = 5 // chapters; more stand in two columns
	releaseLabel = 16.0
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

// contentsColumns are how many columns the contents take beside the release block, and how wide one is.
func (d *doc) contentsColumns() (n int, width float64) {
	if len(d.contentsLines(d.contentsMost)) > oneColumn {
		return 2, (d.width() - 12) / 3
	}
	return 1, (d.width() - 6) / 2
}

func (d *doc) contentsHeight() float64 {
	n, width := d.contentsColumns()
	lines := len(d.contentsLines(d.contentsMost))
	return max(float64((lines+n-1)/n)*contentsLine, d.releaseHeight(width)) + 6.4
}

func (d *doc) contents() {
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.5, navy)
	d.y += 1.6
	columns, width := d.contentsColumns()
	right := marginX + float64(columns)*(width+6)
	start := d.y
	d.within(roleHeading2, func() { start = d.drawAt(d.oneLine("Contents", smallHead, width), marginX, d.y) + 0.4 })
	chapters := d.contentsLines(d.contentsMost)
	if len(chapters) == 0 {
		d.drawAt(d.oneLine("This page only: nothing is cited and nothing coded.", factValue.in(grey), width), marginX, start)
	}
	rows := max(1, (len(chapters)+columns-1)/columns)
	d.begin(roleContents)
	for i, e := range chapters {
		left, y := marginX+float64(i/rows)*(width+6), start+float64(i%rows)*contentsLine
		x := left
		d.begin(roleEntry)
		d.begin(roleLink)
		if e.number != "" {
			number := d.oneLine(e.number, factValue.with(sansSemi).in(navy), 10)
			d.drawAt(number, x, y)
			x += max(4, number.width()+1.6)
		}
		b := d.oneLine(e.title, factValue, left+width-10-x)
		d.drawAt(b, x, y)
		n := d.oneLine(itoa(d.pageOf(e.to)), factValue, 10)
		d.rightAligned(n, left+width, y)
		if from, to := x+b.width()+2, left+width-n.width()-2; to > from {
			d.cur.line(from, y+3.2, to, y+3.2, 0.15, rule)
		}
		d.cur.link(left, y, width, contentsLine, e.to)
		d.end()
		d.end()
	}
	d.end()
	d.within(roleHeading2, func() { d.drawAt(d.oneLine("Release", smallHead, width), right, d.y) })
	y := start
	for _, f := range d.release(width - releaseLabel) {
		d.drawAt(d.oneLine(f.label, factLabel, releaseLabel-2), right, y)
		d.drawAt(f.value.atLeft(), right+releaseLabel, y)
		y += max(contentsLine, f.value.height()+0.8)
	}
	d.y = max(start+float64(rows)*contentsLine, y)
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
	for _, f := range [][2]string{{"Author", d.p.Recipe.Author}, {"Replaces", replaces}, {"Dossier", d.p.Dossier},
		{"Check", "run “parley verify”"}} {
		if f[1] = flat(f[1]); f[1] != "" {
			value := d.clipped(f[1], factValue, width, 2)
			if f[0] == "Author" {
				value = d.fitted("front page", "author", "author’s name", f[1], factValue, width, 2)
			}
			out = append(out, fact{f[0], value})
		}
	}
	return out
}

func (d *doc) releaseHeight(width float64) float64 {
	h := 0.0
	for _, f := range d.release(width - releaseLabel) {
		h += max(contentsLine, f.value.height()+0.8)
	}
	return h
}
