package export

import (
	"encoding/csv"
	"encoding/xml"
	"io"
	"strconv"

	"parley/dossier"
)

// Network is a matrix with what its rows and columns are called.
type Network struct {
	dossier.Matrix
	RowKind, ColumnKind string // "party", "speaker", "outlet"; "issue"
	Names               map[dossier.ID]string
	Aggregation         dossier.Aggregation
}

// TwoMode reports whether the columns are other things than the rows.
func (n Network) TwoMode() bool { return n.RowKind != n.ColumnKind }

// MatrixCSV writes a matrix with its names above and beside it; weights that are whole numbers stand as such.
func MatrixCSV(w io.Writer, n Network) error {
	out := csv.NewWriter(w)
	head := []string{""}
	for _, id := range n.Columns {
		head = append(head, n.Names[id])
	}
	rows := [][]string{head}
	for i, id := range n.Rows {
		row := []string{n.Names[id]}
		for _, weight := range n.Weights[i] {
			row = append(row, strconv.FormatFloat(weight, 'f', -1, 64))
		}
		rows = append(rows, row)
	}
	return out.WriteAll(rows)
}

type graphML struct {
	XMLName xml.Name   `xml:"http://graphml.graphdrawing.org/xmlns graphml"`
	Keys    []graphKey `xml:"key"`
	Graph   struct {
		ID    string      `xml:"id,attr"`
		Edges string      `xml:"edgedefault,attr"`
		Nodes []graphNode `xml:"node"`
		Lines []graphEdge `xml:"edge"`
	} `xml:"graph"`
}

type graphKey struct {
	ID   string `xml:"id,attr"`
	For  string `xml:"for,attr"`
	Name string `xml:"attr.name,attr"`
	Type string `xml:"attr.type,attr"`
}

type graphData struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

type graphNode struct {
	ID   string      `xml:"id,attr"`
	Data []graphData `xml:"data"`
}

type graphEdge struct {
	Source string      `xml:"source,attr"`
	Target string      `xml:"target,attr"`
	Data   []graphData `xml:"data"`
}

// GraphML writes a network as GraphML 1.0 (http://graphml.graphdrawing.org): nodes with name and type, undirected edges
// with their weight; a weight of 0 is no edge.
func GraphML(w io.Writer, n Network) error {
	g := graphML{Keys: []graphKey{{"name", "node", "name", "string"}, {"type", "node", "type", "string"}, {"weight", "edge", "weight", "double"}}}
	g.Graph.ID, g.Graph.Edges = "parley", "undirected"
	node := func(kind string, i int, id dossier.ID) {
		g.Graph.Nodes = append(g.Graph.Nodes, graphNode{kind + strconv.Itoa(i+1), []graphData{{"name", n.Names[id]}, {"type", kind}}})
	}
	for i, id := range n.Rows {
		node(n.RowKind, i, id)
	}
	if n.TwoMode() {
		for i, id := range n.Columns {
			node(n.ColumnKind, i, id)
		}
	}
	for i := range n.Rows {
		for j, weight := range n.Weights[i] {
			if weight == 0 || !n.TwoMode() && j <= i {
				continue
			}
			g.Graph.Lines = append(g.Graph.Lines, graphEdge{n.RowKind + strconv.Itoa(i+1), n.ColumnKind + strconv.Itoa(j+1),
				[]graphData{{"weight", strconv.FormatFloat(weight, 'f', -1, 64)}}})
		}
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	out := xml.NewEncoder(w)
	out.Indent("", "  ")
	if err := out.Encode(g); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
