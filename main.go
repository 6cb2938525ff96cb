// Parley is a desktop workbench for people who follow negotiations and conflicts: who said what, when, through whom
// it was reported, and where each party stands.
package main

import (
	"os"

	"parley/commands"
)

func main() {
	os.Exit(commands.Main(os.Args[1:], commands.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, openWindow))
}
