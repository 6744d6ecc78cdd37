package rpcclient

import (
	"fmt"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// A Message encodes and decodes itself, as the messages of gen do.
//
// One that protoc-gen-go wrote does not; a caller who has such gives it the two methods, by
// proto.Marshal and proto.Unmarshal of google.golang.org/protobuf.
type Message interface {
	Marshal() ([]byte, error)
	Unmarshal(data []byte) error
}

// A payload is an encoded message, which the stock library passes on as it stands.
//
// The library of 1.1 encodes by gogo, which asks a message to encode itself, and reads the fields of
// one that does not: on a oneof of protoc-gen-go's it panics. A payload never lets it come to that.
type payload struct{ data []byte }

func (p *payload) Reset()                   { p.data = nil }
func (p *payload) String() string           { return fmt.Sprintf("%d bytes", len(p.data)) }
func (*payload) ProtoMessage()              {}
func (p *payload) Marshal() ([]byte, error) { return p.data, nil }

func (p *payload) Unmarshal(data []byte) error {
	p.data = append([]byte(nil), data...)
	return nil
}

// encode fails with NotSentError: what cannot be encoded never leaves.
func encode(request interface{}) (*payload, error) {
	message, isMessage := request.(Message)
	if !isMessage {
		return nil, &NotSentError{fmt.Errorf("%T does not encode itself", request)}
	}
	data, err := message.Marshal()
	if err != nil {
		return nil, &NotSentError{err}
	}
	return &payload{data}, nil
}

// decode fails with INTERNAL, as if the server had answered so.
func (p *payload) decode(response interface{}) error {
	message, isMessage := response.(Message)
	if !isMessage {
		return status.Errorf(codes.Internal, "%T does not decode itself", response)
	}
	if err := message.Unmarshal(p.data); err != nil {
		return status.Errorf(codes.Internal, "the answer does not parse: %v", err)
	}
	return nil
}
