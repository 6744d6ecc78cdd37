package main

import (
	"context"

	"github.com/containerd/ttrpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	v1 "paynotify.internal/go/gen/paynotifyv1"
)

// register gives the server what a load test calls.
func register(server *ttrpc.Server, store *store) {
	server.Register("paynotify.v1.Notifications", map[string]ttrpc.Method{
		"NotifyStateChange": func(
			_ context.Context, unmarshal func(interface{}) error,
		) (interface{}, error) {
			request := new(v1.NotifyStateChangeRequest)
			if err := unmarshal(request); err != nil {
				return nil, err
			}
			return store.notify(request)
		},
		"EnableNotifications": func(
			_ context.Context, unmarshal func(interface{}) error,
		) (interface{}, error) {
			request := new(v1.EnableNotificationsRequest)
			if err := unmarshal(request); err != nil {
				return nil, err
			}
			return store.enable(request)
		},
		"ListTemplates": func(
			_ context.Context, unmarshal func(interface{}) error,
		) (interface{}, error) {
			request := new(v1.ListTemplatesRequest)
			if err := unmarshal(request); err != nil {
				return nil, err
			}
			return store.listTemplates(request)
		},
	})
	server.Register("paynotify.v1.Operations", map[string]ttrpc.Method{
		// Nothing is ever sent from here.
		"Pause": func(context.Context, func(interface{}) error) (interface{}, error) {
			return new(v1.PauseResponse), nil
		},
	})
}

func refuse(code codes.Code, problem string) error {
	return refusal{status.Error(code, problem)}
}

// answered turns a refusal into the status that ttrpc sends.
func answered(err error) error {
	if refusal, isRefusal := err.(refusal); isRefusal {
		return refusal.error
	}
	return err
}

func (s *store) enable(
	request *v1.EnableNotificationsRequest,
) (*v1.EnableNotificationsResponse, error) {
	err := s.submit(func() (uint64, error) {
		merchant := s.merchants[request.MerchantId]
		key := sessionKey{request.MerchantId, request.SessionId}
		if merchant == nil {
			return 0, refuse(codes.NotFound, "the merchant is unknown")
		}
		if s.sessions[key] != nil {
			return 0, refuse(codes.FailedPrecondition, "only new sessions were recorded")
		}
		session := new(session)
		s.sessions[key] = session
		return s.script.Enable.Ends, s.database.run(&s.script.Enable, &subject{
			merchantID: request.MerchantId, sessionID: request.SessionId,
			merchantRows: merchant, sessionRows: &session.rows, ownerRows: &session.rows})
	})
	return &v1.EnableNotificationsResponse{PhoneMasked: "+965••••1234"}, answered(err)
}

func (s *store) notify(
	request *v1.NotifyStateChangeRequest,
) (*v1.NotifyStateChangeResponse, error) {
	response := &v1.NotifyStateChangeResponse{
		Outcome: v1.Outcome_OUTCOME_QUEUED, Reason: v1.Reason_REASON_QUEUED,
		Message: "The notification is queued.",
	}
	err := s.submit(func() (uint64, error) {
		session := s.sessions[sessionKey{request.MerchantId, request.SessionId}]
		if session == nil {
			return 0, refuse(codes.NotFound, "the session is not enabled")
		}
		program, step := s.programFor(session, request.State, request.EventId)
		if program == nil {
			return 0, refuse(codes.FailedPrecondition, "no recorded flow goes this way")
		}
		err := s.database.run(program, &subject{
			merchantID: request.MerchantId, sessionID: request.SessionId,
			eventID: request.EventId, merchantRows: s.merchants[request.MerchantId],
			sessionRows: &session.rows, ownerRows: &session.rows})
		if step == len(session.states) {
			session.states = append(session.states, request.State)
			session.events = append(session.events, request.EventId)
			session.notifications = append(session.notifications, s.database.lastMade)
		}
		session.decide(step, response)
		return program.Ends, err
	})
	return response, answered(err)
}

func (s *session) decide(step int, response *v1.NotifyStateChangeResponse) {
	response.NotificationId = s.notifications[step]
	response.CurrentState = s.states[step]
	if step > 0 {
		response.Withdrawn = []*v1.WithdrawnNotification{
			{NotificationId: s.notifications[step-1], State: s.states[step-1]}}
	}
}

func (s *store) listTemplates(
	request *v1.ListTemplatesRequest,
) (*v1.ListTemplatesResponse, error) {
	if s.merchants[request.MerchantId] == nil {
		return nil, status.Error(codes.NotFound, "the merchant is unknown")
	}
	response := new(v1.ListTemplatesResponse)
	for _, phase := range []v1.Phase{v1.Phase_PHASE_PRE_PAYMENT, v1.Phase_PHASE_POST_PAYMENT} {
		response.Bindings = append(response.Bindings, &v1.TemplateBinding{
			Phase: phase, Status: v1.TemplateStatus_TEMPLATE_STATUS_APPROVED})
	}
	return response, nil
}
