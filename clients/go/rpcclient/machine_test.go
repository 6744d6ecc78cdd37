package rpcclient

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"reflect"
	"testing"
	"time"
)

// newTestMachine lets one call be in flight and two wait; each pause is as long as it may be.
func newTestMachine() *machine {
	options := DefaultOptions()
	options.CallsInFlightMax = 1
	options.CallsWaitingMax = 2
	return newMachine("server", options, func() float64 { return 1 })
}

// readyMachine is connected, with call 1 in flight.
func readyMachine(t *testing.T) *machine {
	m := newTestMachine()
	expect(t, m.start(1), "connect")
	expect(t, m.connected(), "send 1")
	return m
}

// expect fails unless the actions read as described.
func expect(t *testing.T, actions []action, want ...string) {
	t.Helper()
	var got []string
	for _, decided := range actions {
		got = append(got, describe(decided))
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("the actions are %q, not %q", got, want)
	}
}

func describe(decided action) string {
	switch decided := decided.(type) {
	case connect:
		return "connect"
	case disconnect:
		return "disconnect"
	case pause:
		return fmt.Sprint("pause ", decided.time)
	case send:
		return fmt.Sprint("send ", decided.id)
	case fail:
		return fmt.Sprintf("fail %d: %v", decided.id, decided.err)
	}
	panic("an action without a description")
}

func TestConnectsAtTheFirstCall(t *testing.T) {
	m := newTestMachine()
	expect(t, m.start(1), "connect")
	expect(t, m.start(2))
	expect(t, m.connected(), "send 1")
}

func TestACallAboveTheLimitWaitsForAnAnswer(t *testing.T) {
	m := readyMachine(t)
	expect(t, m.start(2))
	expect(t, m.start(3))
	isAwaited, actions := m.answered(1)
	if !isAwaited {
		t.Error("nobody awaits the answer")
	}
	expect(t, actions, "send 2")
}

func TestACallAboveThoseThatMayWaitIsRefused(t *testing.T) {
	m := readyMachine(t)
	m.start(2)
	m.start(3)
	expect(t, m.start(4), "fail 4: as many calls wait already as may; the call was not sent")
}

func TestACallThatWasGivenUpKeepsItsPlaceUntilItsAnswer(t *testing.T) {
	m := readyMachine(t)
	m.start(2)
	expect(t, m.cancel(1, context.DeadlineExceeded),
		"fail 1: context deadline exceeded; whether the call took effect is unknown")
	expect(t, m.start(3))
	isAwaited, actions := m.answered(1)
	if isAwaited {
		t.Error("somebody awaits the answer")
	}
	expect(t, actions, "send 2")
}

func TestACallThatIsGivenUpWhileItWaitsWasNotSent(t *testing.T) {
	m := readyMachine(t)
	m.start(2)
	m.start(3)
	expect(t, m.cancel(2, context.Canceled), "fail 2: context canceled; the call was not sent")
	_, actions := m.answered(1)
	expect(t, actions, "send 3")
}

func TestACallThatHasEndedCannotBeGivenUp(t *testing.T) {
	m := readyMachine(t)
	m.answered(1)
	expect(t, m.cancel(1, context.Canceled))
}

func TestWhoeverWaitsIsToldThatNobodyAnswersAtTheAddress(t *testing.T) {
	m := newTestMachine()
	m.start(1)
	m.start(2)
	expect(t, m.connectFailed(errors.New("connection refused")), "pause 50ms",
		"fail 1: cannot reach server: connection refused; the call was not sent",
		"fail 2: cannot reach server: connection refused; the call was not sent")
}

func TestACallOfAPauseWaitsForItsEnd(t *testing.T) {
	m := newTestMachine()
	m.start(1)
	m.connectFailed(errors.New("refused"))
	expect(t, m.start(2))
	expect(t, m.resume(), "connect")
	expect(t, m.connected(), "send 2")
}

func TestAPauseWithoutACallEndsWithoutAConnection(t *testing.T) {
	m := newTestMachine()
	m.start(1)
	m.connectFailed(errors.New("refused"))
	expect(t, m.resume())
	expect(t, m.start(2), "connect")
}

func TestPausesGrowUntilAnAnswerComes(t *testing.T) {
	m := newTestMachine()
	for id, want := range []string{"pause 50ms", "pause 100ms", "pause 200ms"} {
		m.start(callID(id))
		if got := describe(m.connectFailed(errors.New("refused"))[0]); got != want {
			t.Errorf("it is %q, not %q", got, want)
		}
		m.resume()
	}
	m.start(9)
	m.connected()
	m.answered(9)
	m.lost(errors.New("reset"))
	m.start(10)
	expect(t, m.connectFailed(errors.New("refused")), "pause 50ms",
		"fail 10: cannot reach server: refused; the call was not sent")
}

func TestWhatWasSentIsUnknownAndWhatWaitedGoesToTheNextConnection(t *testing.T) {
	m := readyMachine(t)
	m.answered(1)
	m.start(2)
	m.start(3)
	expect(t, m.lost(errors.New("reset")), "disconnect",
		"fail 2: lost the connection to server: reset; whether the call took effect is unknown",
		"connect")
	expect(t, m.connected(), "send 3")
}

func TestAConnectionWithoutAnAnswerCountsAsAFailedAttempt(t *testing.T) {
	m := readyMachine(t)
	m.start(2)
	expect(t, m.lost(errors.New("reset")), "disconnect",
		"fail 1: lost the connection to server: reset; whether the call took effect is unknown",
		"pause 50ms")
	expect(t, m.resume(), "connect")
}

func TestTheAnswersOfTheConnectionBeforeDoNotCount(t *testing.T) {
	m := readyMachine(t)
	m.answered(1)
	expect(t, m.lost(errors.New("reset")), "disconnect")
	expect(t, m.start(2), "connect")
	m.connected()
	expect(t, m.lost(errors.New("reset")), "disconnect",
		"fail 2: lost the connection to server: reset; whether the call took effect is unknown",
		"pause 50ms")
}

func TestAConnectionIsLostOnce(t *testing.T) {
	m := readyMachine(t)
	m.lost(errors.New("reset"))
	expect(t, m.lost(errors.New("broken pipe")))
}

func TestAnAnswerOfTheConnectionBeforeIsNobodys(t *testing.T) {
	m := readyMachine(t)
	m.lost(errors.New("reset"))
	isAwaited, actions := m.answered(1)
	if isAwaited {
		t.Error("somebody awaits the answer")
	}
	expect(t, actions)
}

func TestClosingEndsEveryCall(t *testing.T) {
	m := readyMachine(t)
	m.start(2)
	expect(t, m.close(), "disconnect",
		"fail 1: the client is closed; whether the call took effect is unknown",
		"fail 2: the client is closed; the call was not sent")
	expect(t, m.start(3), "fail 3: the client is closed; the call was not sent")
	expect(t, m.resume())
}

// Any events in any order: 200 runs, each with a seed that a failure prints.
func TestEachCallEndsOnceAndIsSentAtMostOnce(t *testing.T) {
	for seed := int64(0); seed < 200; seed++ {
		random := rand.New(rand.NewSource(seed))
		m := newTestMachine()
		m.options.CallsInFlightMax = 3
		run := history{sent: map[callID]int{}, ended: map[callID]int{}}
		for id := callID(1); id <= 200; id++ {
			run.record(m.start(id))
			old := callID(random.Intn(int(id)) + 1)
			switch random.Intn(7) {
			case 0:
				run.record(m.connected())
			case 1:
				run.record(m.connectFailed(errors.New("refused")))
			case 2:
				run.record(m.resume())
			case 3:
				run.record(m.lost(errors.New("reset")))
			case 4:
				run.record(m.cancel(old, context.Canceled))
			default:
				isAwaited, actions := m.answered(old)
				if isAwaited {
					run.ended[old]++
				}
				run.record(actions)
			}
			if len(m.inFlight) > 3 || m.waiting.Len() > 2 {
				t.Fatalf("seed %d: %d are in flight, %d wait", seed, len(m.inFlight), m.waiting.Len())
			}
		}
		run.record(m.close())
		for id := callID(1); id <= 200; id++ {
			if run.ended[id] != 1 || run.sent[id] > 1 {
				t.Fatalf("seed %d: call %d ended %d times, was sent %d times",
					seed, id, run.ended[id], run.sent[id])
			}
		}
	}
}

// A history counts what became of each call.
type history struct{ sent, ended map[callID]int }

func (h history) record(actions []action) {
	for _, decided := range actions {
		switch decided := decided.(type) {
		case send:
			h.sent[decided.id]++
		case fail:
			h.ended[decided.id]++
		}
	}
}

func TestAPauseIsDrawnFromZeroToItsBound(t *testing.T) {
	m := newMachine("server", DefaultOptions(), func() float64 { return 0.5 })
	m.start(1)
	got := m.connectFailed(errors.New("refused"))[0]
	if got != (pause{25 * time.Millisecond}) {
		t.Errorf("it is %v", got)
	}
}
