package main

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/containerd/ttrpc"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"paynotify.internal/go/dial"
	healthv1 "paynotify.internal/go/gen/healthv1"
	v1 "paynotify.internal/go/gen/paynotifyv1"
)

// A suite runs checks against one daemon, as one merchant.
type suite struct {
	address       string
	verbose       bool
	client        *ttrpc.Client
	notifications v1.NotificationsService
	merchants     v1.MerchantsService
	health        healthv1.HealthService
	merchant      string
	authenticator string
	passed        int
	failed        int
}

func newSuite(address string, verbose bool) (*suite, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	connection, err := dial.Dial(ctx, address)
	if err != nil {
		return nil, err
	}
	client := ttrpc.NewClient(connection)
	return &suite{
		address: address, verbose: verbose, client: client,
		notifications: v1.NewNotificationsClient(client),
		merchants:     v1.NewMerchantsClient(client),
		health:        healthv1.NewHealthClient(client),
		merchant:      fmt.Sprintf("go-%d", time.Now().UnixNano()),
	}, nil
}

// check runs one check, in ten seconds at most; an error fails it.
func (s *suite) check(claim string, body func(context.Context) error) {
	s.checkWithin(10*time.Second, claim, body)
}

// checkWithin runs one check, in the time at most; an error fails it.
func (s *suite) checkWithin(
	limit time.Duration, claim string, body func(context.Context) error,
) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	if err := body(ctx); err != nil {
		s.failed++
		fmt.Printf("FAILED: %s: %v\n", claim, err)
		return
	}
	s.passed++
	if s.verbose {
		fmt.Println("passed:", claim)
	}
}

// equal fails unless got is want.
func equal[T comparable](what string, got, want T) error {
	if got != want {
		return fmt.Errorf("%s is %v, not %v", what, got, want)
	}
	return nil
}

// sorted returns the keys in order, so that every run prints its checks in the same one.
func sorted[V any](cases map[string]V) []string {
	keys := make([]string, 0, len(cases))
	for key := range cases {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// first returns the first error that is one.
func first(errors ...error) error {
	for _, err := range errors {
		if err != nil {
			return err
		}
	}
	return nil
}

// refused fails unless err has the code, and an ErrorInfo of ours with the reason, if one is given.
func refused(err error, code codes.Code, reason string) error {
	if err == nil {
		return fmt.Errorf("the call was served; %v was due", code)
	}
	answer, _ := status.FromError(err)
	if answer.Code() != code {
		return fmt.Errorf("%v was due, not: %v", code, err)
	}
	for _, detail := range answer.Details() {
		info, isInfo := detail.(*errdetails.ErrorInfo)
		if isInfo && info.Domain == "paynotify" && info.Reason != "" {
			if reason == "" || info.Reason == reason {
				return nil
			}
			return fmt.Errorf("the reason is %s, not %s", info.Reason, reason)
		}
	}
	return fmt.Errorf("no ErrorInfo of paynotify beside: %v", err)
}

// refusedField fails unless err is INVALID_ARGUMENT because of a field whose path begins with one
// of the given ones.
func refusedField(err error, fields ...string) error {
	if err := refused(err, codes.InvalidArgument, ""); err != nil {
		return err
	}
	answer, _ := status.FromError(err)
	var named []string
	for _, detail := range answer.Details() {
		request, isRequest := detail.(*errdetails.BadRequest)
		if !isRequest {
			continue
		}
		for _, violation := range request.FieldViolations {
			named = append(named, violation.Field)
			for _, field := range fields {
				if strings.HasPrefix(violation.Field, field) && violation.Description != "" {
					return nil
				}
			}
		}
	}
	return fmt.Errorf("the refused fields are %q, not %q (%v)", named, fields, err)
}
