package rpcclient

import (
	"container/list"
	"fmt"
	"sort"
	"time"
)

// A machine decides when to connect, which call to send and how each call ends, without a socket or
// a clock.
//
// Events go in; actions come out, for the owner to do in their order. Its invariant: each call that
// was started ends exactly once, and a call that was sent is never sent again.
type machine struct {
	address string
	options Options
	// random draws from 0 to 1.
	random func() float64
	phase  phase
	// waiting holds the ids of the calls to send, oldest first, and places where each stands.
	waiting *list.List
	places  map[callID]*list.Element
	// inFlight holds the calls that were sent and not answered, with whether somebody still awaits
	// the answer: a call that was given up keeps its place, because the server still works on it.
	inFlight map[callID]bool
	// hasBeenAnswered says whether the connection has carried an answer.
	hasBeenAnswered bool
	failuresInARow  int
}

// A callID names a call of one client.
type callID uint64

type phase int

const (
	// idle: no connection, and no reason to wait with one.
	idle phase = iota
	connecting
	ready
	// pausing: the last attempt failed; the next starts when the pause is over.
	pausing
	// closed: for good.
	closed
)

// An action is what the owner of a machine is to do.
type action interface{ isAction() }

type (
	// connect opens a connection, in place of any before it.
	connect struct{}
	// disconnect gives the connection up, or the attempt to make one.
	disconnect struct{}
	// pause says to come back with resume after that time.
	pause struct{ time time.Duration }
	// send sends the call.
	send struct{ id callID }
	// fail ends the call without an answer.
	fail struct {
		id  callID
		err error
	}
)

func (connect) isAction()    {}
func (disconnect) isAction() {}
func (pause) isAction()      {}
func (send) isAction()       {}
func (fail) isAction()       {}

func newMachine(address string, options Options, random func() float64) *machine {
	return &machine{
		address: address, options: options, random: random, waiting: list.New(),
		places: map[callID]*list.Element{}, inFlight: map[callID]bool{},
	}
}

// start takes a call that is to be sent.
func (m *machine) start(id callID) []action {
	if m.phase == closed {
		return []action{fail{id, &NotSentError{ErrClosed}}}
	}
	if m.waiting.Len() >= m.options.CallsWaitingMax {
		return []action{fail{id, &NotSentError{ErrTooManyCalls}}}
	}
	m.places[id] = m.waiting.PushBack(id)
	return m.proceed()
}

// connected says that the connection is there.
func (m *machine) connected() []action {
	if m.phase != connecting {
		return nil
	}
	m.phase = ready
	return m.proceed()
}

// connectFailed says that the connection could not be made: those who wait for it are told, and the
// next attempt waits.
func (m *machine) connectFailed(cause error) []action {
	if m.phase != connecting {
		return nil
	}
	actions := m.pause()
	err := &NotSentError{fmt.Errorf("cannot reach %s: %w", m.address, cause)}
	return append(actions, m.failWaiting(err)...)
}

// resume says that the pause is over.
func (m *machine) resume() []action {
	if m.phase != pausing {
		return nil
	}
	m.phase = idle
	return m.proceed()
}

// lost says that the connection ended: what was sent is unknown, what was not waits for the next.
func (m *machine) lost(cause error) []action {
	if m.phase != ready {
		return nil
	}
	err := &OutcomeUnknownError{fmt.Errorf("lost the connection to %s: %w", m.address, cause)}
	actions := append([]action{disconnect{}}, m.failInFlight(err)...)
	// Without an answer since it was made, the connection counts as a failed attempt.
	if !m.hasBeenAnswered {
		return append(actions, m.pause()...)
	}
	m.hasBeenAnswered = false
	m.phase = idle
	return append(actions, m.proceed()...)
}

// answered says that the call's answer has come; isAwaited says whether its caller is to get it.
func (m *machine) answered(id callID) (isAwaited bool, actions []action) {
	isAwaited, isInFlight := m.inFlight[id]
	if !isInFlight {
		return false, nil
	}
	delete(m.inFlight, id)
	m.hasBeenAnswered = true
	m.failuresInARow = 0
	return isAwaited, m.proceed()
}

// cancel says that the caller has given up, and why.
func (m *machine) cancel(id callID, cause error) []action {
	if place, waits := m.places[id]; waits {
		m.waiting.Remove(place)
		delete(m.places, id)
		return []action{fail{id, &NotSentError{cause}}}
	}
	if m.inFlight[id] {
		m.inFlight[id] = false
		return []action{fail{id, &OutcomeUnknownError{cause}}}
	}
	return nil
}

// close ends every call and takes no other.
func (m *machine) close() []action {
	var actions []action
	if m.phase == ready || m.phase == connecting {
		actions = append(actions, disconnect{})
	}
	m.phase = closed
	actions = append(actions, m.failInFlight(&OutcomeUnknownError{ErrClosed})...)
	return append(actions, m.failWaiting(&NotSentError{ErrClosed})...)
}

// proceed connects or sends, if there is a call for it.
func (m *machine) proceed() []action {
	if m.phase == idle && m.waiting.Len() > 0 {
		m.phase = connecting
		return []action{connect{}}
	}
	var actions []action
	for m.phase == ready && len(m.inFlight) < m.options.CallsInFlightMax && m.waiting.Len() > 0 {
		id := m.waiting.Remove(m.waiting.Front()).(callID)
		delete(m.places, id)
		m.inFlight[id] = true
		actions = append(actions, send{id})
	}
	return actions
}

func (m *machine) pause() []action {
	m.failuresInARow++
	m.phase = pausing
	return []action{pause{m.options.Backoff.wait(m.failuresInARow, m.random())}}
}

func (m *machine) failWaiting(err error) []action {
	var actions []action
	for place := m.waiting.Front(); place != nil; place = place.Next() {
		actions = append(actions, fail{place.Value.(callID), err})
	}
	m.waiting.Init()
	m.places = map[callID]*list.Element{}
	return actions
}

// failInFlight ends the calls in flight whose callers still wait, oldest first.
func (m *machine) failInFlight(err error) []action {
	var actions []action
	for id, isAwaited := range m.inFlight {
		if isAwaited {
			actions = append(actions, fail{id, err})
		}
	}
	sort.Slice(actions, func(i, j int) bool { return actions[i].(fail).id < actions[j].(fail).id })
	m.inFlight = map[callID]bool{}
	return actions
}
