package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
	"google.golang.org/grpc/codes"

	"paynotify.internal/go/dial"
)

const (
	typeRequest  = 1
	typeResponse = 2
	typeData     = 3
	// Of a request's flags: more follows.
	flagRemoteOpen = 2
	frameLimit     = 4 << 20
)

// checkFrames writes frames by hand, each check on a connection of its own.
func checkFrames(s *suite) {
	health, err := proto.Marshal(&ttrpc.Request{Service: "grpc.health.v1.Health", Method: "Check"})
	if err != nil {
		panic(err)
	}
	expired, err := proto.Marshal(&ttrpc.Request{
		Service: "grpc.health.v1.Health", Method: "Check", TimeoutNano: -1,
	})
	if err != nil {
		panic(err)
	}
	s.frames("a call is answered on its stream", codes.OK, 7, frame(7, typeRequest, health))
	s.frames("an expired deadline", codes.DeadlineExceeded, 1, frame(1, typeRequest, expired))
	s.frames("an even stream id", codes.InvalidArgument, 2, frame(2, typeRequest, health))
	s.frames("stream id 0", codes.InvalidArgument, 0, frame(0, typeRequest, health))
	s.frames("an envelope that does not parse", codes.InvalidArgument, 1,
		frame(1, typeRequest, []byte{0x0a, 5, 'x'}))
	s.frames("ids in any order", codes.OK, 5,
		frame(9, typeRequest, health), frame(5, typeRequest, health))
	s.frames("a frame of an unknown type is dropped", codes.OK, 3,
		frame(1, 0x81, []byte("12345678")), frame(3, typeRequest, health))
	stream := frame(5, typeRequest, health)
	stream[9] = flagRemoteOpen
	s.frames("a request that goes on sending", codes.Unimplemented, 5, stream)
	s.frames("its neighbour is answered whatever it sends", codes.OK, 7,
		frame(7, typeRequest, health), stream, frame(5, typeData, health), frame(5, typeData, health),
		frame(5, typeData, health), frame(5, typeData, health))
	s.frames("a frame above the limit", codes.ResourceExhausted, 1,
		frame(1, typeRequest, make([]byte, frameLimit+1)))
	s.frames("the connection lives on after it", codes.OK, 3,
		frame(1, typeRequest, make([]byte, frameLimit+1)), frame(3, typeRequest, health))
	for _, greeting := range []string{"GET / HTTP/1.1\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01"} {
		s.check(fmt.Sprintf("a connection that begins %q is closed", greeting[:3]),
			func(ctx context.Context) error { return s.closes(ctx, []byte(greeting)) })
	}
}

// frames sends frames and fails unless the answer on the stream has the code.
func (s *suite) frames(claim string, code codes.Code, stream uint32, frames ...[]byte) {
	s.check(fmt.Sprintf("%s: %v", claim, code), func(ctx context.Context) error {
		connection, err := s.connect(ctx)
		if err != nil {
			return err
		}
		defer connection.Close()
		go func() {
			for _, frame := range frames {
				// A failed write shows as an answer that does not come.
				_, _ = connection.Write(frame)
			}
		}()
		got, err := answer(connection, stream)
		if err != nil {
			return err
		}
		return equal("the code", got, code)
	})
}

// closes sends bytes and fails unless the server hangs up.
func (s *suite) closes(ctx context.Context, greeting []byte) error {
	connection, err := s.connect(ctx)
	if err != nil {
		return err
	}
	defer connection.Close()
	if _, err := connection.Write(greeting); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, connection)
	var failure net.Error
	if errors.As(err, &failure) && failure.Timeout() {
		return errors.New("it stays open")
	}
	return nil
}

func (s *suite) connect(ctx context.Context) (net.Conn, error) {
	connection, err := dial.Dial(ctx, s.address)
	if err != nil {
		return nil, err
	}
	return connection, connection.SetDeadline(time.Now().Add(10 * time.Second))
}

// frame is a header and its data.
func frame(stream uint32, kind byte, data []byte) []byte {
	header := make([]byte, 10, 10+len(data))
	binary.BigEndian.PutUint32(header, uint32(len(data)))
	binary.BigEndian.PutUint32(header[4:], stream)
	header[8] = kind
	return append(header, data...)
}

// answer reads responses until the stream's; it returns the code.
func answer(connection net.Conn, stream uint32) (codes.Code, error) {
	for {
		header := make([]byte, 10)
		if _, err := io.ReadFull(connection, header); err != nil {
			return 0, err
		}
		length := binary.BigEndian.Uint32(header)
		if length > frameLimit || header[8] != typeResponse {
			return 0, fmt.Errorf("not a response: % x", header)
		}
		data := make([]byte, length)
		if _, err := io.ReadFull(connection, data); err != nil {
			return 0, err
		}
		if binary.BigEndian.Uint32(header[4:]) != stream {
			continue
		}
		var response ttrpc.Response
		if err := proto.Unmarshal(data, &response); err != nil {
			return 0, err
		}
		if response.Status == nil {
			return 0, errors.New("there is no status")
		}
		return codes.Code(response.Status.Code), nil
	}
}
