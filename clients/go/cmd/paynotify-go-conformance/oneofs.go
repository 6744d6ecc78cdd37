package main

import (
	"context"

	v1 "paynotify.internal/go/gen/paynotifyv1"
	"paynotify.internal/go/rpcclient"
)

// checkOneofs sends each member of each oneof, by the stock client and by the one that stands on it,
// and looks at what the daemon made of it: of a oneof that is lost on the way it makes a refusal.
func checkOneofs(s *suite) {
	limited, err := rpcclient.New(s.address, rpcclient.DefaultOptions())
	if err != nil {
		panic(err)
	}
	defer limited.Close()
	clients := map[string]v1.Caller{"the stock client": s.client, "the limited client": limited}
	for _, name := range sorted(clients) {
		service := v1.NewNotificationsClient(clients[name])
		checkBindings(s, name, service)
		checkSelections(s, name, service)
	}
}

func checkBindings(s *suite, client string, service v1.NotificationsService) {
	s.check(client+" sends a oneof: binding.states", func(ctx context.Context) error {
		response, err := service.RegisterTemplate(ctx, s.paidTemplate())
		if err != nil {
			return err
		}
		return equal("the state", response.Bindings[0].State, v1.PaymentState_PAYMENT_STATE_PAID)
	})
	s.check(client+" sends a oneof: binding.phases", func(ctx context.Context) error {
		request := s.paidTemplate()
		request.Binding = &v1.RegisterTemplateRequest_Phases{Phases: postPayment()}
		response, err := service.RegisterTemplate(ctx, request)
		if err != nil {
			return err
		}
		return equal("the phase", response.Bindings[0].Phase, v1.Phase_PHASE_POST_PAYMENT)
	})
}

func checkSelections(s *suite, client string, service v1.NotificationsService) {
	s.check(client+" sends a oneof: selection.states", func(ctx context.Context) error {
		request := s.enableRequest("s5")
		request.Selection = &v1.EnableNotificationsRequest_States{States: &v1.StateSelection{
			States: []v1.PaymentState{v1.PaymentState_PAYMENT_STATE_PAID},
		}}
		response, err := service.EnableNotifications(ctx, request)
		if err != nil {
			return err
		}
		return equal("the number of states", len(response.States), 1)
	})
	s.check(client+" sends a oneof: selection.phases", func(ctx context.Context) error {
		request := s.enableRequest("s5")
		request.Selection = &v1.EnableNotificationsRequest_Phases{Phases: postPayment()}
		response, err := service.EnableNotifications(ctx, request)
		if err != nil {
			return err
		}
		return equal("the number of states", len(response.States), 5)
	})
}

func postPayment() *v1.PhaseSelection {
	return &v1.PhaseSelection{Phases: []v1.Phase{v1.Phase_PHASE_POST_PAYMENT}}
}
