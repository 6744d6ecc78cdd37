package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"github.com/gogo/protobuf/proto"
	"google.golang.org/grpc/codes"

	healthv1 "paynotify.internal/go/gen/healthv1"
	v1 "paynotify.internal/go/gen/paynotifyv1"
)

// raw is a message that is sent as it stands.
type raw []byte

func (raw) Reset()                     {}
func (raw) String() string             { return "raw" }
func (raw) ProtoMessage()              {}
func (r raw) Marshal() ([]byte, error) { return r, nil }

const notificationsService = "paynotify.v1.Notifications"

// checkCalls sends calls that no generated stub would send, and many at a time.
func checkCalls(s *suite) {
	ignored := &healthv1.HealthCheckResponse{}
	s.check("an unknown service is UNIMPLEMENTED", func(ctx context.Context) error {
		return refused(
			s.client.Call(ctx, "no.Such", "Check", raw{}, ignored), codes.Unimplemented, "")
	})
	s.check("an unknown method is UNIMPLEMENTED", func(ctx context.Context) error {
		return refused(
			s.client.Call(ctx, notificationsService, "NoSuch", raw{}, ignored),
			codes.Unimplemented, "")
	})
	payloads := map[string]raw{
		"half a field": {0x0a}, "a wrong wire type": {0x08, 1}, "a group": {0x0b, 0x0c},
	}
	for _, claim := range sorted(payloads) {
		payload := payloads[claim]
		s.check("a payload with "+claim+" is INTERNAL", func(ctx context.Context) error {
			return refused(
				s.client.Call(ctx, notificationsService, "GetSession", payload, ignored),
				codes.Internal, "")
		})
	}
	payloads = map[string]raw{
		"merchant_id": {0x0a, 1, 0xff}, "changed_attributes": {0x32, 0, 0x32, 0},
	}
	for _, field := range sorted(payloads) {
		payload := payloads[field]
		s.check("a payload with a bad "+field+" names it", func(ctx context.Context) error {
			return refusedField(
				s.client.Call(ctx, notificationsService, "NotifyStateChange", payload, ignored),
				field)
		})
	}
	s.check("a payload above 256 KiB is RESOURCE_EXHAUSTED", func(ctx context.Context) error {
		_, err := s.notify(
			ctx, "s1", v1.PaymentState_PAYMENT_STATE_PAID, strings.Repeat("e", 257<<10))
		return refused(err, codes.ResourceExhausted, "")
	})
	s.check("metadata is taken", func(ctx context.Context) error {
		ctx = ttrpc.WithMetadata(ctx, ttrpc.MD{"x-request-id": []string{"r1", "r2"}})
		_, err := s.health.Check(ctx, &healthv1.HealthCheckRequest{})
		return err
	})
	s.check("metadata of any spelling is taken", func(ctx context.Context) error {
		ctx = ttrpc.WithMetadata(ctx, ttrpc.MD{
			"X-Request-Id": []string{"r1"}, "containerd.io/namespace": []string{"n"}, "k:v": []string{""},
		})
		_, err := s.health.Check(ctx, &healthv1.HealthCheckRequest{})
		return err
	})
	for _, count := range []int{64, 256, 1000} {
		s.check(fmt.Sprintf("%d calls at once on one client get one answer", count),
			func(ctx context.Context) error {
				return sameAnswer(count, func() (proto.Message, error) {
					return s.notify(ctx, "s4", v1.PaymentState_PAYMENT_STATE_PAID, "same")
				})
			})
		// Of these eight are in work, and the others wait: with a time in which a slow machine can
		// answer all of them, or the last are refused at once.
		s.checkWithin(2*time.Minute, fmt.Sprintf("%d queries at once on one client get one answer", count),
			func(ctx context.Context) error {
				return sameAnswer(count, func() (proto.Message, error) {
					return s.notifications.GetSession(
						ctx, &v1.GetSessionRequest{MerchantId: s.merchant, SessionId: "s4"})
				})
			})
	}
}

// sameAnswer makes the call many times at once and fails unless all get the same response.
func sameAnswer(times int, call func() (proto.Message, error)) error {
	type result struct {
		answer string
		err    error
	}
	results := make(chan result, times)
	for i := 0; i < times; i++ {
		go func() {
			response, err := call()
			if err != nil {
				results <- result{err: err}
				return
			}
			results <- result{answer: response.String()}
		}()
	}
	answer := ""
	for i := 0; i < times; i++ {
		result := <-results
		if result.err != nil {
			return result.err
		}
		if answer == "" {
			answer = result.answer
		}
		if err := equal("an answer", result.answer, answer); err != nil {
			return err
		}
	}
	return nil
}
