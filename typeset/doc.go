// Package typeset turns a paragraph into lines of directional runs: line breaking (UAX #14), the bidirectional
// algorithm (UAX #9), Arabic joining, scripts and font coverage. It draws nothing and knows no font: widths come in
// through a Measure, so that a window and a PDF share one code.
//
// Offsets count code points of the paragraph, End exclusive; widths are in the unit of the Measure. Nothing here
// panics on any input, and time grows linearly with the length of the text.
package typeset
