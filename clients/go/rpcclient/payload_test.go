package rpcclient

import (
	"context"
	"errors"
	"testing"

	"github.com/gogo/protobuf/proto"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	v1 "paynotify.internal/go/gen/paynotifyv1"
)

// A plainRequest is EnableNotificationsRequest as protoc-gen-go writes it: nothing in it is for gogo.
type plainRequest struct {
	SessionId string         `protobuf:"bytes,2,opt,name=session_id,json=sessionId,proto3"`
	Selection plainSelection `protobuf_oneof:"selection"`
}

type plainSelection interface{ isSelection() }

type plainStates struct {
	States *v1.StateSelection `protobuf:"bytes,7,opt,name=states,proto3,oneof"`
}

func (*plainStates) isSelection() {}

func (*plainRequest) Reset()         {}
func (*plainRequest) String() string { return "plain" }
func (*plainRequest) ProtoMessage()  {}

// A messageOf encodes such a request, as its own library would.
type messageOf struct{ *plainRequest }

func (m messageOf) Marshal() ([]byte, error) {
	return (&v1.EnableNotificationsRequest{
		SessionId: m.SessionId,
		Selection: &v1.EnableNotificationsRequest_States{
			States: m.Selection.(*plainStates).States,
		},
	}).Marshal()
}

func (m messageOf) Unmarshal([]byte) error { return errors.New("it is a request") }

var plain = &plainRequest{
	SessionId: "s1",
	Selection: &plainStates{&v1.StateSelection{
		States: []v1.PaymentState{v1.PaymentState_PAYMENT_STATE_PAID},
	}},
}

func TestTheStockLibraryCannotEncodeAOneofOfAnotherGenerator(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it can: payload has no reason to be")
		}
	}()
	_, _ = proto.Marshal(plain)
}

func TestAPayloadCarriesAOneofOfAnyGenerator(t *testing.T) {
	encoded, err := encode(messageOf{plain})
	if err != nil {
		t.Fatal(err)
	}
	data, err := proto.Marshal(encoded)
	if err != nil {
		t.Fatal(err)
	}
	var got v1.EnableNotificationsRequest
	if err := proto.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if states := got.GetStates().States; got.SessionId != "s1" || len(states) != 1 {
		t.Errorf("it is %v", &got)
	}
}

func TestWhatDoesNotEncodeItselfIsNotSent(t *testing.T) {
	client, err := New("127.0.0.1:9", DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	var notSent *NotSentError
	err = client.Call(context.Background(), "s", "m", plain, &v1.GetSessionResponse{})
	if !errors.As(err, &notSent) {
		t.Errorf("it is %v", err)
	}
}

func TestAnAnswerThatDoesNotParseIsInternal(t *testing.T) {
	err := (&payload{[]byte{0x0a}}).decode(&v1.GetSessionResponse{})
	if status.Code(err) != codes.Internal {
		t.Errorf("it is %v", err)
	}
}
