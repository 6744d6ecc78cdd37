package rpcclient

import (
	"context"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	healthv1 "paynotify.internal/go/gen/healthv1"
)

// A scriptedServer answers Check as its script says, on connections within the process.
type scriptedServer struct {
	check   func(context.Context) (*healthv1.HealthCheckResponse, error)
	server  *ttrpc.Server
	sockets chan net.Conn
}

func (s *scriptedServer) Check(
	ctx context.Context, _ *healthv1.HealthCheckRequest,
) (*healthv1.HealthCheckResponse, error) {
	return s.check(ctx)
}

// Accept, Close and Addr make it a listener.
func (s *scriptedServer) Accept() (net.Conn, error) {
	socket, isOpen := <-s.sockets
	if !isOpen {
		return nil, net.ErrClosed
	}
	return socket, nil
}

func (s *scriptedServer) Close() error   { return nil }
func (s *scriptedServer) Addr() net.Addr { return &net.UnixAddr{Name: "script", Net: "unix"} }

// dial connects to the server.
func (s *scriptedServer) dial(context.Context) (net.Conn, error) {
	ours, theirs := net.Pipe()
	s.sockets <- theirs
	return ours, nil
}

func startServer(
	t *testing.T, check func(context.Context) (*healthv1.HealthCheckResponse, error),
) *scriptedServer {
	t.Helper()
	server, err := ttrpc.NewServer()
	if err != nil {
		t.Fatal(err)
	}
	s := &scriptedServer{check: check, server: server, sockets: make(chan net.Conn, 1)}
	healthv1.RegisterHealthService(server, s)
	go server.Serve(context.Background(), s)
	t.Cleanup(func() {
		close(s.sockets)
		server.Close()
	})
	return s
}

func serving(context.Context) (*healthv1.HealthCheckResponse, error) {
	return &healthv1.HealthCheckResponse{Status: healthv1.HealthCheckResponse_SERVING}, nil
}

// startClient makes a client whose pauses end when the test lets them.
func startClient(
	t *testing.T, dial func(context.Context) (net.Conn, error), change func(*Options),
) (*Client, chan func()) {
	t.Helper()
	options := DefaultOptions()
	change(&options)
	pauses := make(chan func(), 16)
	client, err := newClient("server", options, outside{
		dial: dial, after: func(_ time.Duration, then func()) { pauses <- then },
		random: func() float64 { return 1 },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client, pauses
}

func unchanged(*Options) {}

func check(client *Client) error {
	_, err := healthv1.NewHealthClient(client).Check(
		context.Background(), &healthv1.HealthCheckRequest{})
	return err
}

func TestReturnsTheAnswerAndTheStatusOfTheServer(t *testing.T) {
	server := startServer(t, serving)
	client, _ := startClient(t, server.dial, unchanged)
	response, err := healthv1.NewHealthClient(client).Check(
		context.Background(), &healthv1.HealthCheckRequest{})
	if err != nil || response.Status != healthv1.HealthCheckResponse_SERVING {
		t.Fatalf("%v, %v", response, err)
	}
	err = client.Call(context.Background(), "no.Such", "Check", &healthv1.HealthCheckRequest{},
		&healthv1.HealthCheckResponse{})
	if status.Code(err) != codes.Unimplemented {
		t.Errorf("it is %v", err)
	}
}

func TestTheServerNeverHasMoreCallsThanTheLimit(t *testing.T) {
	const limit, calls = 4, 100
	var atOnce int32
	arrived, release := make(chan struct{}), make(chan struct{})
	server := startServer(t, func(ctx context.Context) (*healthv1.HealthCheckResponse, error) {
		if count := atomic.AddInt32(&atOnce, 1); count > limit {
			t.Errorf("it has %d", count)
		}
		arrived <- struct{}{}
		<-release
		atomic.AddInt32(&atOnce, -1)
		return serving(ctx)
	})
	client, _ := startClient(t, server.dial, func(o *Options) { o.CallsInFlightMax = limit })
	errs := make(chan error, calls)
	for i := 0; i < calls; i++ {
		go func() { errs <- check(client) }()
	}
	for i := 0; i < limit; i++ {
		<-arrived
	}
	for i := limit; i < calls; i++ {
		release <- struct{}{}
		<-arrived
	}
	close(release)
	for i := 0; i < calls; i++ {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestACallOutOfTimeHasAnUnknownOutcomeAndKeepsItsPlace(t *testing.T) {
	answer := make(chan struct{})
	server := startServer(t, func(ctx context.Context) (*healthv1.HealthCheckResponse, error) {
		<-answer
		return serving(ctx)
	})
	client, _ := startClient(t, server.dial, func(o *Options) {
		o.CallsInFlightMax = 1
		o.CallTimeout = 20 * time.Millisecond
	})
	var unknown *OutcomeUnknownError
	if err := check(client); !errors.As(err, &unknown) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the first: %v", err)
	}
	var notSent *NotSentError
	if err := check(client); !errors.As(err, &notSent) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the second: %v", err)
	}
	close(answer)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_, err := healthv1.NewHealthClient(client).Check(ctx, &healthv1.HealthCheckRequest{})
	if err != nil {
		t.Errorf("the third: %v", err)
	}
}

func TestConnectsAgainAfterALoss(t *testing.T) {
	server := startServer(t, serving)
	var sockets []net.Conn
	client, _ := startClient(t, func(ctx context.Context) (net.Conn, error) {
		socket, err := server.dial(ctx)
		sockets = append(sockets, socket)
		return socket, err
	}, unchanged)
	for i := 1; i <= 3; i++ {
		if err := check(client); err != nil {
			t.Fatal(err)
		}
		if len(sockets) != i {
			t.Fatalf("call %d goes over connection %d", i, len(sockets))
		}
		sockets[i-1].Close()
		waitForLoss(client)
	}
}

// waitForLoss returns when the client has no connection.
func waitForLoss(client *Client) {
	for {
		client.mu.Lock()
		isLost := client.connection == nil
		client.mu.Unlock()
		if isLost {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func TestACallWhoseConnectionIsLostHasAnUnknownOutcome(t *testing.T) {
	var socket net.Conn
	server := startServer(t, func(ctx context.Context) (*healthv1.HealthCheckResponse, error) {
		socket.Close()
		<-ctx.Done()
		return nil, ctx.Err()
	})
	client, pauses := startClient(t, func(ctx context.Context) (net.Conn, error) {
		var err error
		socket, err = server.dial(ctx)
		return socket, err
	}, unchanged)
	var unknown *OutcomeUnknownError
	if err := check(client); !errors.As(err, &unknown) {
		t.Errorf("it is %v", err)
	}
	select {
	case <-pauses:
	case <-time.After(10 * time.Second):
		t.Error("it connects again without a pause")
	}
}

func TestTriesAgainWhenThePauseIsOver(t *testing.T) {
	server := startServer(t, serving)
	isThere := false
	client, pauses := startClient(t, func(ctx context.Context) (net.Conn, error) {
		if !isThere {
			return nil, errors.New("connection refused")
		}
		return server.dial(ctx)
	}, unchanged)
	var notSent *NotSentError
	if err := check(client); !errors.As(err, &notSent) {
		t.Fatalf("it is %v", err)
	}
	isThere = true
	result := make(chan error)
	go func() { result <- check(client) }()
	select {
	case err := <-result:
		t.Fatalf("it does not wait: %v", err)
	case <-time.After(20 * time.Millisecond):
	}
	(<-pauses)()
	if err := <-result; err != nil {
		t.Error(err)
	}
}

func TestGivesUpConnectingInTime(t *testing.T) {
	client, _ := startClient(t, func(ctx context.Context) (net.Conn, error) {
		<-ctx.Done()
		return nil, errors.New("nobody answers")
	}, func(o *Options) { o.ConnectTimeout = time.Millisecond })
	want := "cannot reach server: nobody answers; the call was not sent"
	if err := check(client); err == nil || err.Error() != want {
		t.Errorf("it is %v", err)
	}
}

func TestALateWordOfTheConnectionBeforeDoesNotEndTheNext(t *testing.T) {
	server := startServer(t, serving)
	client, _ := startClient(t, server.dial, unchanged)
	if err := check(client); err != nil {
		t.Fatal(err)
	}
	before := client.connection
	before.Close()
	waitForLoss(client)
	if err := check(client); err != nil {
		t.Fatal(err)
	}
	next := client.connection
	client.tell(func() []action { return client.lost(before, ttrpc.ErrClosed) })
	if err := check(client); err != nil || client.connection != next {
		t.Errorf("it is another connection, or %v", err)
	}
}

func TestACallThatWasGivenUpBeforeIsNotSent(t *testing.T) {
	client, _ := startClient(t, func(context.Context) (net.Conn, error) {
		t.Error("it connects")
		return nil, errors.New("refused")
	}, unchanged)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := healthv1.NewHealthClient(client).Check(ctx, &healthv1.HealthCheckRequest{})
	var notSent *NotSentError
	if !errors.As(err, &notSent) || !errors.Is(err, context.Canceled) {
		t.Errorf("it is %v", err)
	}
}

func TestClosingAbandonsTheAttemptToConnect(t *testing.T) {
	ours, theirs := net.Pipe()
	dialing := make(chan struct{})
	client, _ := startClient(t, func(ctx context.Context) (net.Conn, error) {
		close(dialing)
		<-ctx.Done()
		return ours, nil
	}, func(o *Options) { o.ConnectTimeout = time.Hour })
	result := make(chan error)
	go func() { result <- check(client) }()
	<-dialing
	client.Close()
	if err := <-result; !errors.Is(err, ErrClosed) {
		t.Errorf("it is %v", err)
	}
	if _, err := theirs.Read(make([]byte, 1)); err != io.EOF {
		t.Errorf("the connection that came all the same: %v", err)
	}
}

func TestAClosedClientEndsWhatItHasAndTakesNothing(t *testing.T) {
	started := make(chan struct{})
	server := startServer(t, func(ctx context.Context) (*healthv1.HealthCheckResponse, error) {
		close(started)
		<-ctx.Done()
		return nil, ctx.Err()
	})
	client, _ := startClient(t, server.dial, unchanged)
	result := make(chan error)
	go func() { result <- check(client) }()
	<-started
	client.Close()
	var unknown *OutcomeUnknownError
	if err := <-result; !errors.As(err, &unknown) || !errors.Is(err, ErrClosed) {
		t.Errorf("what it had: %v", err)
	}
	var notSent *NotSentError
	if err := check(client); !errors.As(err, &notSent) || !errors.Is(err, ErrClosed) {
		t.Errorf("what comes later: %v", err)
	}
}
