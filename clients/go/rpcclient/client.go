// Package rpcclient calls a paynotify server over one connection of the stock ttrpc library: made at
// the first call, and again after it was lost.
//
// It is the Swift client in Go: the same limits, the same waits before it connects again, the same
// three ways for a call to fail. The stubs of gen take it wherever they take the library's client.
package rpcclient

import (
	"context"
	"errors"
	"math/rand"
	"net"
	"sync"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/status"

	"paynotify.internal/go/dial"
)

// A Client calls one server; many calls may be in flight at once, from any goroutine.
//
// A call is sent at most once: after a lost connection its outcome is unknown, and only the caller
// can say whether to repeat it. A call fails with a status of the server's, which status.FromError
// reads, with a NotSentError or with an OutcomeUnknownError. The library drops the status by which a
// full server turns a connection away, so that the outcome of its calls counts as unknown.
type Client struct {
	options Options
	outside outside

	// mu guards what follows.
	mu      sync.Mutex
	machine *machine
	calls   map[callID]*call
	lastID  callID
	// connection is nil while there is none.
	connection *ttrpc.Client
	// abandon ends the attempt to connect, of which there is one at most.
	abandon context.CancelFunc
}

// outside is what a client does not decide, for tests to script.
type outside struct {
	dial   func(context.Context) (net.Conn, error)
	after  func(time.Duration, func())
	random func() float64
}

// A call has not ended.
type call struct {
	ctx     context.Context
	service string
	method  string
	request *payload
	// outcome gets the one outcome.
	outcome chan outcome
}

// An outcome is the answer's payload, or why there is none.
type outcome struct {
	answer *payload
	err    error
}

// New makes a client; nothing is sent until the first call.
//
// The address is "127.0.0.1:7070", "[::1]:7070" or "unix:/path". New fails for options that let no
// call through, and in a build whose ttRPC library would panic.
func New(address string, options Options) (*Client, error) {
	if address == "" {
		return nil, errors.New("the server's address is empty")
	}
	if err := checkLibrary(); err != nil {
		return nil, err
	}
	random := rand.New(rand.NewSource(time.Now().UnixNano()))
	return newClient(address, options, outside{
		dial: func(ctx context.Context) (net.Conn, error) { return dial.Dial(ctx, address) },
		after: func(wait time.Duration, then func()) {
			time.AfterFunc(wait, then)
		},
		random: random.Float64,
	})
}

func newClient(address string, options Options, outside outside) (*Client, error) {
	if err := options.validate(); err != nil {
		return nil, err
	}
	return &Client{
		options: options, outside: outside, calls: map[callID]*call{}, abandon: func() {},
		machine: newMachine(address, options, outside.random),
	}, nil
}

// Call calls a method by its names; request and response are Messages.
//
// The deadline of the context goes along to the server. Metadata does too, by ttrpc.WithMetadata.
func (c *Client) Call(
	ctx context.Context, service, method string, request, response interface{},
) error {
	encoded, err := encode(request)
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return &NotSentError{ctx.Err()}
	}
	if _, hasDeadline := ctx.Deadline(); !hasDeadline {
		withDeadline, cancel := context.WithTimeout(ctx, c.options.CallTimeout)
		defer cancel()
		ctx = withDeadline
	}
	call := &call{ctx, service, method, encoded, make(chan outcome, 1)}
	ended := c.await(c.start(call), call)
	if ended.err != nil {
		return ended.err
	}
	return ended.answer.decode(response)
}

// Close ends the connection; calls that are not answered fail, and so does every later one.
func (c *Client) Close() error {
	c.tell(func() []action { return c.machine.close() })
	return nil
}

func (c *Client) start(call *call) callID {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lastID++
	c.calls[c.lastID] = call
	id := c.lastID
	c.perform(c.machine.start(id))
	return id
}

// await gives up with the call's context; the machine then says what is known of the call.
func (c *Client) await(id callID, call *call) outcome {
	select {
	case ended := <-call.outcome:
		return ended
	case <-call.ctx.Done():
		c.tell(func() []action { return c.machine.cancel(id, call.ctx.Err()) })
		return <-call.outcome
	}
}

// tell brings an event to the machine and does what it decides.
func (c *Client) tell(event func() []action) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.perform(event())
}

// perform does what the machine decided, with the lock held.
func (c *Client) perform(actions []action) {
	for _, decided := range actions {
		switch decided := decided.(type) {
		case connect:
			c.connect()
		case disconnect:
			c.disconnect()
		case pause:
			c.outside.after(decided.time, func() { c.tell(c.machine.resume) })
		case send:
			go c.exchange(c.connection, decided.id, c.calls[decided.id])
		case fail:
			c.end(decided.id, outcome{err: decided.err})
		}
	}
}

func (c *Client) end(id callID, how outcome) {
	c.calls[id].outcome <- how
	delete(c.calls, id)
}

// connect dials without the lock.
func (c *Client) connect() {
	ctx, cancel := context.WithTimeout(context.Background(), c.options.ConnectTimeout)
	c.abandon = cancel
	go func() {
		defer cancel()
		socket, err := c.outside.dial(ctx)
		c.tell(func() []action { return c.dialed(socket, err) })
	}()
}

func (c *Client) dialed(socket net.Conn, err error) []action {
	if err != nil {
		return c.machine.connectFailed(err)
	}
	if c.machine.phase == closed {
		socket.Close()
		return nil
	}
	var connection *ttrpc.Client
	connection = ttrpc.NewClient(socket, ttrpc.WithOnClose(func() {
		c.tell(func() []action { return c.lost(connection, ttrpc.ErrClosed) })
	}))
	c.connection = connection
	return c.machine.connected()
}

func (c *Client) disconnect() {
	c.abandon()
	if c.connection != nil {
		c.connection.Close()
		c.connection = nil
	}
}

func (c *Client) lost(connection *ttrpc.Client, cause error) []action {
	if connection != c.connection {
		return nil
	}
	return c.machine.lost(cause)
}

// exchange sends a call and awaits its answer, though its caller may give up before.
func (c *Client) exchange(connection *ttrpc.Client, id callID, call *call) {
	answer := &payload{}
	err := connection.Call(patient{call.ctx}, call.service, call.method, call.request, answer)
	c.tell(func() []action {
		if _, isAnswer := status.FromError(err); !isAnswer {
			return c.lost(connection, err)
		}
		isAwaited, actions := c.machine.answered(id)
		if isAwaited {
			c.end(id, outcome{answer, err})
		}
		return actions
	})
}

// A patient context has the deadline and the metadata of a call, but is never done: the library
// forgets a call whose context is, while the server still works on it.
type patient struct{ context.Context }

func (patient) Done() <-chan struct{} { return nil }
func (patient) Err() error            { return nil }
