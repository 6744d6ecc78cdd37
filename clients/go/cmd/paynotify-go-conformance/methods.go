package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"google.golang.org/grpc/codes"

	healthv1 "paynotify.internal/go/gen/healthv1"
	v1 "paynotify.internal/go/gen/paynotifyv1"
)

// checkMethods calls methods as they are meant.
func checkMethods(s *suite) {
	checkHealth(s)
	checkMerchant(s)
	checkTemplates(s)
	checkSession(s)
	checkHeld(s)
	checkList(s)
}

func checkHealth(s *suite) {
	for _, service := range []string{
		"", "paynotify.v1.Notifications", "paynotify.v1.Merchants", "grpc.health.v1.Health",
	} {
		s.check(fmt.Sprintf("Check(%q) is SERVING", service), func(ctx context.Context) error {
			response, err := s.health.Check(ctx, &healthv1.HealthCheckRequest{Service: service})
			if err != nil {
				return err
			}
			return equal("the status", response.Status, healthv1.HealthCheckResponse_SERVING)
		})
	}
	s.check("Check of an unknown service is NOT_FOUND", func(ctx context.Context) error {
		_, err := s.health.Check(ctx, &healthv1.HealthCheckRequest{Service: "no.Such"})
		return refused(err, codes.NotFound, "")
	})
}

func checkMerchant(s *suite) {
	merchant := &v1.Merchant{
		MerchantId: s.merchant, DisplayName: "The Shop", DefaultCountry: "KW",
		TimeZone: "Asia/Kuwait", Languages: []string{"en", "ar"}, FallbackLanguage: "en",
	}
	s.check("SetMerchant returns what it stored", func(ctx context.Context) error {
		response, err := s.merchants.SetMerchant(ctx, &v1.SetMerchantRequest{Merchant: merchant})
		if err != nil {
			return err
		}
		return equal("the merchant", response.Merchant.String(), merchant.String())
	})
	s.check("GetMerchant returns what was stored", func(ctx context.Context) error {
		response, err := s.merchants.GetMerchant(ctx, &v1.GetMerchantRequest{MerchantId: s.merchant})
		if err != nil {
			return err
		}
		return equal("the merchant", response.Merchant.String(), merchant.String())
	})
	request := &v1.RegisterAuthenticatorRequest{
		MerchantId: s.merchant, PhoneNumberId: "106540352242922", WabaId: "102290129340398",
		AccessToken: "token", AppSecret: "secret-of-the-app", VerifyToken: "verify",
	}
	for _, claim := range []string{
		"RegisterAuthenticator makes version 1", "RegisterAuthenticator again changes nothing",
	} {
		s.check(claim, func(ctx context.Context) error {
			response, err := s.merchants.RegisterAuthenticator(ctx, request)
			if err != nil {
				return err
			}
			got := response.Authenticator
			before := s.authenticator
			s.authenticator = got.AuthenticatorId
			if before != "" && before != got.AuthenticatorId {
				return errors.New("the id changed")
			}
			return first(
				equal("the version", got.Version, 1),
				equal("the path", got.WebhookPath, "/webhooks/whatsapp/"+got.AuthenticatorId))
		})
	}
	s.check("ListAuthenticators lists it", func(ctx context.Context) error {
		response, err := s.merchants.ListAuthenticators(
			ctx, &v1.ListAuthenticatorsRequest{MerchantId: s.merchant})
		if err != nil {
			return err
		}
		if err := equal("the number of them", len(response.Authenticators), 1); err != nil {
			return err
		}
		return equal("the id", response.Authenticators[0].AuthenticatorId, s.authenticator)
	})
}

// paidTemplate binds a template to paid, in English.
func (s *suite) paidTemplate() *v1.RegisterTemplateRequest {
	return &v1.RegisterTemplateRequest{
		MerchantId: s.merchant, AuthenticatorId: s.authenticator, Name: "payment_paid",
		Language: "en", TemplateLanguage: "en",
		Category: v1.TemplateCategory_TEMPLATE_CATEGORY_UTILITY,
		Plugin:   v1.Plugin_PLUGIN_PAYMENT_REQUEST,
		Binding: &v1.RegisterTemplateRequest_States{States: &v1.StateSelection{
			States: []v1.PaymentState{v1.PaymentState_PAYMENT_STATE_PAID},
		}},
		Components: []*v1.TemplateComponent{{
			Type: v1.ComponentType_COMPONENT_TYPE_BODY,
			Text: "Dear {{1}}, we received {{2}} from you. Thank you.",
			Variables: []*v1.TemplateVariable{
				{Name: "1", Attribute: v1.SessionAttribute_SESSION_ATTRIBUTE_CUSTOMER_NAME},
				{Name: "2", Attribute: v1.SessionAttribute_SESSION_ATTRIBUTE_AMOUNT},
			},
		}},
	}
}

func checkTemplates(s *suite) {
	s.check("RegisterTemplate makes a binding", func(ctx context.Context) error {
		response, err := s.notifications.RegisterTemplate(ctx, s.paidTemplate())
		if err != nil {
			return err
		}
		if err := equal("the number of bindings", len(response.Bindings), 1); err != nil {
			return err
		}
		got := response.Bindings[0]
		return first(
			equal("the state", got.State, v1.PaymentState_PAYMENT_STATE_PAID),
			equal("the version", got.Version, 1),
			equal("the status", got.Status, v1.TemplateStatus_TEMPLATE_STATUS_UNVERIFIED))
	})
	s.check("ListTemplates lists the binding", func(ctx context.Context) error {
		response, err := s.notifications.ListTemplates(
			ctx, &v1.ListTemplatesRequest{MerchantId: s.merchant})
		if err != nil {
			return err
		}
		if err := equal("the number of bindings", len(response.Bindings), 1); err != nil {
			return err
		}
		return equal("the name", response.Bindings[0].Name, "payment_paid")
	})
}

// enableRequest asks for both phases.
func (s *suite) enableRequest(session string) *v1.EnableNotificationsRequest {
	return &v1.EnableNotificationsRequest{
		MerchantId: s.merchant, SessionId: session, Plugin: v1.Plugin_PLUGIN_PAYMENT_REQUEST,
		Phone: "+96551234567", Language: "en",
		Selection: &v1.EnableNotificationsRequest_Phases{Phases: &v1.PhaseSelection{
			Phases: []v1.Phase{v1.Phase_PHASE_PRE_PAYMENT, v1.Phase_PHASE_POST_PAYMENT},
		}},
		Attributes: &v1.SessionAttributes{
			CustomerName: "Sara", Amount: "14", Currency: "KWD", OrderNumber: "1001",
		},
	}
}

// notify tells a state with an event id of its own.
func (s *suite) notify(
	ctx context.Context, session string, state v1.PaymentState, event string,
) (*v1.NotifyStateChangeResponse, error) {
	return s.notifications.NotifyStateChange(ctx, &v1.NotifyStateChangeRequest{
		MerchantId: s.merchant, SessionId: session, State: state, EventId: event,
	})
}

func checkSession(s *suite) {
	s.check("EnableNotifications answers for each state", func(ctx context.Context) error {
		response, err := s.notifications.EnableNotifications(ctx, s.enableRequest("s1"))
		if err != nil {
			return err
		}
		if !strings.HasSuffix(response.PhoneMasked, "••••4567") {
			return fmt.Errorf("the phone is shown as %q", response.PhoneMasked)
		}
		return first(
			equal("the number of states", len(response.States), 6),
			equal("the number of answers", len(response.Readiness), 6))
	})
	s.check("created without a template is suppressed", func(ctx context.Context) error {
		response, err := s.notify(ctx, "s1", v1.PaymentState_PAYMENT_STATE_CREATED, "created")
		if err != nil {
			return err
		}
		return first(
			equal("the outcome", response.Outcome, v1.Outcome_OUTCOME_SUPPRESSED),
			equal("the reason", response.Reason, v1.Reason_REASON_NO_TEMPLATE))
	})
	var answer string
	for _, claim := range []string{"paid gets a notification", "the same event gets the same answer"} {
		s.check(claim, func(ctx context.Context) error {
			response, err := s.notify(ctx, "s1", v1.PaymentState_PAYMENT_STATE_PAID, "paid")
			if err != nil {
				return err
			}
			if response.NotificationId == "" {
				return errors.New("there is no notification")
			}
			if answer == "" {
				answer = response.String()
			}
			return equal("the answer", response.String(), answer)
		})
	}
	s.check("paid again is a duplicate", func(ctx context.Context) error {
		response, err := s.notify(ctx, "s1", v1.PaymentState_PAYMENT_STATE_PAID, "paid-2")
		if err != nil {
			return err
		}
		return equal("the outcome", response.Outcome, v1.Outcome_OUTCOME_DUPLICATE)
	})
	s.check("a lower state is stale", func(ctx context.Context) error {
		response, err := s.notify(ctx, "s1", v1.PaymentState_PAYMENT_STATE_FAILED, "failed-late")
		if err != nil {
			return err
		}
		return equal("the reason", response.Reason, v1.Reason_REASON_STALE)
	})
	s.check("GetSession shows the whole timeline", func(ctx context.Context) error {
		response, err := s.notifications.GetSession(
			ctx, &v1.GetSessionRequest{MerchantId: s.merchant, SessionId: "s1"})
		if err != nil {
			return err
		}
		return first(
			equal("the number of state changes", len(response.StateChanges), 4),
			equal("the number of notifications", len(response.Notifications), 1),
			equal("the current state", response.Session.CurrentState,
				v1.PaymentState_PAYMENT_STATE_PAID))
	})
}

// held makes a notification that waits for a person: paid after canceled.
func (s *suite) held(ctx context.Context, session string) (string, error) {
	if _, err := s.notifications.EnableNotifications(ctx, s.enableRequest(session)); err != nil {
		return "", err
	}
	if _, err := s.notify(
		ctx, session, v1.PaymentState_PAYMENT_STATE_CANCELED, "canceled"); err != nil {
		return "", err
	}
	response, err := s.notify(ctx, session, v1.PaymentState_PAYMENT_STATE_PAID, "paid")
	if err != nil {
		return "", err
	}
	return response.NotificationId, equal("the outcome", response.Outcome, v1.Outcome_OUTCOME_HELD)
}

func checkHeld(s *suite) {
	s.check("ReleaseNotification lets a held one go", func(ctx context.Context) error {
		id, err := s.held(ctx, "s2")
		if err != nil {
			return err
		}
		response, err := s.notifications.ReleaseNotification(
			ctx, &v1.ReleaseNotificationRequest{MerchantId: s.merchant, NotificationId: id})
		if err != nil {
			return err
		}
		return equal("the id", response.Notification.NotificationId, id)
	})
	var cancelled string
	s.check("CancelNotification withdraws a held one", func(ctx context.Context) error {
		id, err := s.held(ctx, "s3")
		if err != nil {
			return err
		}
		cancelled = id
		response, err := s.notifications.CancelNotification(
			ctx, &v1.CancelNotificationRequest{MerchantId: s.merchant, NotificationId: id})
		if err != nil {
			return err
		}
		return equal("the status", response.Notification.Status,
			v1.NotificationStatus_NOTIFICATION_STATUS_CANCELLED)
	})
	s.check("a cancelled one cannot be released", func(ctx context.Context) error {
		_, err := s.notifications.ReleaseNotification(
			ctx, &v1.ReleaseNotificationRequest{MerchantId: s.merchant, NotificationId: cancelled})
		return refused(err, codes.FailedPrecondition, "")
	})
	s.check("a cancelled one cannot be cancelled", func(ctx context.Context) error {
		_, err := s.notifications.CancelNotification(
			ctx, &v1.CancelNotificationRequest{MerchantId: s.merchant, NotificationId: cancelled})
		return refused(err, codes.FailedPrecondition, "")
	})
}

func checkList(s *suite) {
	s.check("ListNotifications walks by pages", func(ctx context.Context) error {
		seen := map[string]bool{}
		token := ""
		for page := 0; page < 5; page++ {
			response, err := s.notifications.ListNotifications(ctx, &v1.ListNotificationsRequest{
				MerchantId: s.merchant, PageSize: 1, PageToken: token,
			})
			if err != nil {
				return err
			}
			for _, notification := range response.Notifications {
				seen[notification.NotificationId] = true
			}
			if token = response.NextPageToken; token == "" {
				break
			}
		}
		return equal("the number of notifications", len(seen), 3)
	})
	s.check("ListNotifications follows changes", func(ctx context.Context) error {
		response, err := s.notifications.ListNotifications(
			ctx, &v1.ListNotificationsRequest{MerchantId: s.merchant, UpdatedAfter: "0"})
		if err != nil {
			return err
		}
		if response.NextUpdatedAfter == "" {
			return errors.New("there is no cursor to go on with")
		}
		return equal("the number of notifications", len(response.Notifications), 3)
	})
}
