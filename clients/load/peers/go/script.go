package main

import (
	"encoding/json"
	"os"

	v1 "paynotify.internal/go/gen/paynotifyv1"
)

// A script is what the store ran, as paynotify-floor script prints it; clients/load/floor/program.h says
// what each part means.
type script struct {
	Settings          []string
	Schema            []string
	Statements        []string
	Begin             program
	End               program
	Merchant          program
	Enable            program
	Flows             []flow
	FirstAscending    int64 `json:"first_ascending"`
	CheckpointPages   int   `json:"checkpoint_pages"`
	CallsPerCommitMax int   `json:"calls_per_commit_max"`
}

type flow struct {
	Share int
	Calls []flowCall
}

type flowCall struct {
	State   string
	Repeats bool
	Program *program
	// State as Protos/ numbers it, once it was asked for.
	numbered v1.PaymentState
}

type program struct {
	Ascent int64
	Ends   uint64
	Steps  []step
}

type step struct {
	Statement  int
	InsertsRow bool `json:"inserts_row"`
	Values     []value
	Readings   []reading
}

type reading struct {
	Row, Column, Reading int
}

type value struct {
	Source source
	Number int64
	Size   int
	Text   string
	// Bytes as numbers.
	Blob []int
}

// A source says where a value comes from; the numbers are those of enum floor_source.
type source int

const (
	null source = iota
	integer
	text
	blob
	now
	ascending
	merchantRow
	sessionRow
	merchantID
	sessionID
	eventID
	read
	randomText
	randomBlob
	orderedText
	orderedBlob
)

func readScript(file string) (*script, error) {
	bytes, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	read := new(script)
	return read, json.Unmarshal(bytes, read)
}
