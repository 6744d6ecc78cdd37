// Conformance calls a running daemon with the stock ttrpc client: all methods, errors included.
//
// It prints a line for each failed check and, last, "N passed, M failed"; the exit status is 1 if a
// check failed. It makes a merchant of its own, so that it can run again on the same database.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	address := flag.String("address", "127.0.0.1:7070", `"host:port" or "unix:/path"`)
	verbose := flag.Bool("v", false, "also print the checks that passed")
	flag.Parse()
	s, err := newSuite(*address, *verbose)
	if err != nil {
		fmt.Fprintln(os.Stderr, "paynotify-go-conformance:", err)
		os.Exit(1)
	}
	defer s.client.Close()
	checkMethods(s)
	checkRefusals(s)
	checkCalls(s)
	checkFrames(s)
	checkOneofs(s)
	fmt.Printf("%d passed, %d failed\n", s.passed, s.failed)
	if s.failed > 0 {
		os.Exit(1)
	}
}
