package main

import (
	"fmt"
	"math"
	"os"
	"strings"

	v1 "paynotify.internal/go/gen/paynotifyv1"
)

// A store commits what callers ask for: one goroutine, and a commit for all that has gathered.
type store struct {
	script    *script
	database  *database
	merchants map[string]*[]int64
	sessions  map[sessionKey]*session
	jobs      chan *job
}

// A job is a call that waits for its commit.
type job struct {
	carryOut func() (uint64, error)
	done     chan error
	err      error
}

type sessionKey struct{ merchant, id string }

// A session is enabled; events and notifications are those of its states.
type session struct {
	rows          []int64
	states        []v1.PaymentState
	events        []string
	notifications []string
}

func openStore(path string, script *script, merchants int) (*store, error) {
	database, err := openDatabase(path, script)
	if err != nil {
		return nil, err
	}
	made := &store{
		script: script, database: database, merchants: map[string]*[]int64{},
		sessions: map[sessionKey]*session{}, jobs: make(chan *job, script.CallsPerCommitMax),
	}
	if err := database.runMarked(&script.Begin, math.MaxUint64); err != nil {
		return nil, err
	}
	for number := 0; number < merchants; number++ {
		id, rows := fmt.Sprintf("load-%03d", number), new([]int64)
		err := database.run(&script.Merchant, &subject{
			merchantID: id, merchantRows: rows, ownerRows: rows})
		if err != nil {
			return nil, err
		}
		made.merchants[id] = rows
	}
	return made, database.runMarked(&script.End, math.MaxUint64)
}

// submit carries a call out and returns after the sync of its commit.
func (s *store) submit(carryOut func() (uint64, error)) error {
	waiting := &job{carryOut: carryOut, done: make(chan error, 1)}
	s.jobs <- waiting
	return <-waiting.done
}

// write commits for ever; a database that fails ends the program.
func (s *store) write() {
	var batch []*job
	for first := range s.jobs {
		batch = append(batch[:0], first)
	gathering:
		for len(batch) < s.script.CallsPerCommitMax {
			select {
			case next := <-s.jobs:
				batch = append(batch, next)
			default:
				break gathering
			}
		}
		if err := s.commit(batch); err != nil {
			fmt.Fprintln(os.Stderr, "paynotify-peer-go:", err)
			os.Exit(1)
		}
		for _, job := range batch {
			job.done <- job.err
		}
	}
}

func (s *store) commit(batch []*job) error {
	if err := s.database.runMarked(&s.script.Begin, math.MaxUint64); err != nil {
		return err
	}
	ends := s.script.Enable.Ends
	for _, job := range batch {
		var asked uint64
		asked, job.err = job.carryOut()
		ends |= asked
		if _, isRefusal := job.err.(refusal); job.err != nil && !isRefusal {
			return job.err
		}
	}
	return s.database.runMarked(&s.script.End, ends)
}

// A refusal is an answer; any other error is the database's.
type refusal struct{ error }

// programFor is the recorded program that tells a session of a state, and the session's step that the event
// already told of or the one that it would be; nil: no recorded flow goes there.
func (s *store) programFor(session *session, state v1.PaymentState, event string) (*program, int) {
	for step, told := range session.events {
		if told == event {
			return s.repetition(), step
		}
	}
	step := len(session.states)
	for _, flow := range s.script.Flows {
		if len(flow.Calls) > step && !flow.Calls[step].Repeats && flow.begins(session.states, state) {
			return flow.Calls[step].Program, step
		}
	}
	return nil, step
}

// repetition is what every repeated call runs.
func (s *store) repetition() *program {
	for _, flow := range s.script.Flows {
		for _, call := range flow.Calls {
			if call.Repeats {
				return call.Program
			}
		}
	}
	return nil
}

func (f *flow) begins(told []v1.PaymentState, next v1.PaymentState) bool {
	for index, state := range told {
		if f.Calls[index].number() != state {
			return false
		}
	}
	return f.Calls[len(told)].number() == next
}

// number is the state as Protos/ numbers it.
func (c *flowCall) number() v1.PaymentState {
	if c.numbered == 0 {
		c.numbered = v1.PaymentState(
			v1.PaymentState_value["PAYMENT_STATE_"+strings.ToUpper(c.State)])
	}
	return c.numbered
}
