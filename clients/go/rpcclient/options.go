package rpcclient

import (
	"fmt"
	"time"
)

// Options are the limits and times of a client; DefaultOptions suit a service that calls a daemon
// beside it.
type Options struct {
	// CallsInFlightMax bounds the calls that are sent and not answered; the next one waits for one
	// of them to end.
	//
	// The server works on 64 calls of a connection, and lets others wait.
	CallsInFlightMax int
	// CallsWaitingMax bounds the calls that wait to be sent; one more is refused at once.
	CallsWaitingMax int
	// CallTimeout is the time of a call whose context has no deadline.
	CallTimeout time.Duration
	// ConnectTimeout is how long connecting may take.
	ConnectTimeout time.Duration
	// Backoff is how long to wait before connecting again.
	Backoff Backoff
}

// DefaultOptions are those of the Swift client.
func DefaultOptions() Options {
	return Options{
		CallsInFlightMax: 64,
		CallsWaitingMax:  4096,
		CallTimeout:      10 * time.Second,
		ConnectTimeout:   5 * time.Second,
		Backoff:          Backoff{FirstMax: 50 * time.Millisecond, LongestMax: 5 * time.Second},
	}
}

// validate names an option that would let no call through.
func (o Options) validate() error {
	switch {
	case o.CallsInFlightMax < 1:
		return fmt.Errorf("CallsInFlightMax is %d, not at least 1", o.CallsInFlightMax)
	case o.CallsWaitingMax < 1:
		return fmt.Errorf("CallsWaitingMax is %d, not at least 1", o.CallsWaitingMax)
	case o.CallTimeout <= 0:
		return fmt.Errorf("CallTimeout is %v, not above 0", o.CallTimeout)
	case o.ConnectTimeout <= 0:
		return fmt.Errorf("ConnectTimeout is %v, not above 0", o.ConnectTimeout)
	default:
		return nil
	}
}

// Backoff is the waits between attempts to connect: exponential, with full jitter.
//
// A wait is drawn evenly from zero to a bound that doubles with each attempt in a row that failed,
// so that the clients of a server that restarts do not all come back at once.
type Backoff struct {
	// FirstMax is the bound of the first wait.
	FirstMax time.Duration
	// LongestMax is the bound that the doubling ends at.
	LongestMax time.Duration
}

// wait is the wait after that many attempts in a row have failed; random is drawn from 0 to 1.
func (b Backoff) wait(failures int, random float64) time.Duration {
	bound := b.FirstMax
	for doublings := 1; doublings < failures && bound < b.LongestMax; doublings++ {
		bound *= 2
	}
	if bound > b.LongestMax {
		bound = b.LongestMax
	}
	return time.Duration(random * float64(bound))
}
