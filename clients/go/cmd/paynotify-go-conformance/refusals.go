package main

import (
	"context"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	v1 "paynotify.internal/go/gen/paynotifyv1"
)

// checkRefusals sends what each method must refuse: the code and the field.
func checkRefusals(s *suite) {
	checkUnknownThings(s)
	checkMerchantFields(s)
	checkTemplateFields(s)
	checkEnableFields(s)
	checkNotifyFields(s)
}

func checkUnknownThings(s *suite) {
	s.check("an unknown merchant is NOT_FOUND", func(ctx context.Context) error {
		_, err := s.merchants.GetMerchant(ctx, &v1.GetMerchantRequest{MerchantId: "no-such"})
		return refused(err, codes.NotFound, "")
	})
	s.check("an unknown session is NOT_FOUND", func(ctx context.Context) error {
		_, err := s.notifications.GetSession(
			ctx, &v1.GetSessionRequest{MerchantId: s.merchant, SessionId: "no-such"})
		return refused(err, codes.NotFound, "")
	})
	s.check("an unknown notification is NOT_FOUND", func(ctx context.Context) error {
		_, err := s.notifications.ReleaseNotification(ctx, &v1.ReleaseNotificationRequest{
			MerchantId: s.merchant, NotificationId: "no-such",
		})
		return refused(err, codes.NotFound, "")
	})
	s.check("an unknown authenticator is NOT_FOUND", func(ctx context.Context) error {
		request := s.paidTemplate()
		request.AuthenticatorId = "no-such"
		_, err := s.notifications.RegisterTemplate(ctx, request)
		return refused(err, codes.NotFound, "")
	})
	s.check("an event id with another body is ALREADY_EXISTS", func(ctx context.Context) error {
		_, err := s.notify(ctx, "s1", v1.PaymentState_PAYMENT_STATE_FAILED, "paid")
		return refused(err, codes.AlreadyExists, "IDEMPOTENCY_KEY_REUSED")
	})
	s.check("the plugin cannot change", func(ctx context.Context) error {
		request := s.enableRequest("s1")
		request.Plugin = v1.Plugin_PLUGIN_E_COMMERCE
		_, err := s.notifications.EnableNotifications(ctx, request)
		return refused(err, codes.FailedPrecondition, "")
	})
	s.check("a page and a cursor together are refused", func(ctx context.Context) error {
		_, err := s.notifications.ListNotifications(ctx, &v1.ListNotificationsRequest{
			MerchantId: s.merchant, PageToken: "x", UpdatedAfter: "0",
		})
		return refusedField(err, "updated_after", "page_token")
	})
	s.check("a page above the limit is refused", func(ctx context.Context) error {
		_, err := s.notifications.ListNotifications(
			ctx, &v1.ListNotificationsRequest{MerchantId: s.merchant, PageSize: 501})
		return refusedField(err, "page_size")
	})
}

func checkMerchantFields(s *suite) {
	spoils := map[string]func(*v1.Merchant){
		"merchant.merchant_id":       func(m *v1.Merchant) { m.MerchantId = "" },
		"merchant.display_name":      func(m *v1.Merchant) { m.DisplayName = strings.Repeat("n", 129) },
		"merchant.default_country":   func(m *v1.Merchant) { m.DefaultCountry = "kw!" },
		"merchant.time_zone":         func(m *v1.Merchant) { m.TimeZone = "Mars/Base" },
		"merchant.languages":         func(m *v1.Merchant) { m.Languages = []string{"xx"} },
		"merchant.fallback_language": func(m *v1.Merchant) { m.FallbackLanguage = "xx" },
	}
	for _, field := range sorted(spoils) {
		spoil := spoils[field]
		s.check("SetMerchant refuses a bad "+field, func(ctx context.Context) error {
			merchant := &v1.Merchant{
				MerchantId: s.merchant + "-2", DisplayName: "The Shop", DefaultCountry: "KW",
				TimeZone: "Asia/Kuwait", Languages: []string{"en"},
			}
			spoil(merchant)
			_, err := s.merchants.SetMerchant(ctx, &v1.SetMerchantRequest{Merchant: merchant})
			return refusedField(err, field)
		})
	}
	s.check("RegisterAuthenticator refuses a bad phone_number_id", func(ctx context.Context) error {
		_, err := s.merchants.RegisterAuthenticator(ctx, &v1.RegisterAuthenticatorRequest{
			MerchantId: s.merchant, PhoneNumberId: "12a", WabaId: "1", AccessToken: "t",
			AppSecret: "secret-of-the-app", VerifyToken: "v",
		})
		return refusedField(err, "phone_number_id")
	})
}

func checkTemplateFields(s *suite) {
	spoils := map[string]func(*v1.RegisterTemplateRequest){
		"name":       func(r *v1.RegisterTemplateRequest) { r.Name = "Not Allowed" },
		"language":   func(r *v1.RegisterTemplateRequest) { r.Language = "xx" },
		"category":   func(r *v1.RegisterTemplateRequest) { r.Category = 0 },
		"plugin":     func(r *v1.RegisterTemplateRequest) { r.Plugin = 77 },
		"components": func(r *v1.RegisterTemplateRequest) { r.Components = nil },
		"components[0].variables": func(r *v1.RegisterTemplateRequest) {
			r.Components[0].Variables[1].Attribute = 0
		},
		"states": func(r *v1.RegisterTemplateRequest) {
			r.Plugin = v1.Plugin_PLUGIN_E_COMMERCE
			r.Binding.(*v1.RegisterTemplateRequest_States).States.States = []v1.PaymentState{
				v1.PaymentState_PAYMENT_STATE_CREATED,
			}
		},
	}
	for _, field := range sorted(spoils) {
		spoil := spoils[field]
		s.check("RegisterTemplate refuses bad "+field, func(ctx context.Context) error {
			request := s.paidTemplate()
			spoil(request)
			_, err := s.notifications.RegisterTemplate(ctx, request)
			return refusedField(err, field)
		})
	}
}

func checkEnableFields(s *suite) {
	spoils := map[string]func(*v1.EnableNotificationsRequest){
		"merchant_id": func(r *v1.EnableNotificationsRequest) { r.MerchantId = "a b" },
		"session_id":  func(r *v1.EnableNotificationsRequest) { r.SessionId = "" },
		"plugin":      func(r *v1.EnableNotificationsRequest) { r.Plugin = 0 },
		"phone":       func(r *v1.EnableNotificationsRequest) { r.Phone = "+0123" },
		"language":    func(r *v1.EnableNotificationsRequest) { r.Language = "fr" },
		"attributes.amount": func(r *v1.EnableNotificationsRequest) {
			r.Attributes.Amount = "14.0001"
		},
		"attributes.currency": func(r *v1.EnableNotificationsRequest) {
			r.Attributes.Currency = "QQQ"
		},
		"attributes.checkout_link": func(r *v1.EnableNotificationsRequest) {
			r.Attributes.CheckoutLink = "ftp://pay.example"
		},
		"phases": func(r *v1.EnableNotificationsRequest) {
			r.Plugin = v1.Plugin_PLUGIN_E_COMMERCE
			r.Selection.(*v1.EnableNotificationsRequest_Phases).Phases.Phases = []v1.Phase{
				v1.Phase_PHASE_PRE_PAYMENT,
			}
		},
	}
	for _, field := range sorted(spoils) {
		spoil := spoils[field]
		s.check("EnableNotifications refuses a bad "+field, func(ctx context.Context) error {
			request := s.enableRequest("s9")
			spoil(request)
			_, err := s.notifications.EnableNotifications(ctx, request)
			return refusedField(err, field)
		})
	}
	s.check("EnableNotifications refuses no selection", func(ctx context.Context) error {
		request := s.enableRequest("s9")
		request.Selection = nil
		_, err := s.notifications.EnableNotifications(ctx, request)
		return refusedField(err, "selection", "phases", "states")
	})
}

func checkNotifyFields(s *suite) {
	spoils := map[string]func(*v1.NotifyStateChangeRequest){
		"merchant_id": func(r *v1.NotifyStateChangeRequest) { r.MerchantId = "" },
		"session_id":  func(r *v1.NotifyStateChangeRequest) { r.SessionId = strings.Repeat("s", 129) },
		"state":       func(r *v1.NotifyStateChangeRequest) { r.State = 99 },
		"event_id":    func(r *v1.NotifyStateChangeRequest) { r.EventId = "" },
		"occurred_at_ms": func(r *v1.NotifyStateChangeRequest) {
			r.OccurredAtMs = time.Now().Add(time.Hour).UnixMilli()
		},
		"changed_attributes.customer_name": func(r *v1.NotifyStateChangeRequest) {
			r.ChangedAttributes = &v1.SessionAttributes{CustomerName: "Sa\x00ra"}
		},
		"changed_attributes.amount": func(r *v1.NotifyStateChangeRequest) {
			r.ChangedAttributes = &v1.SessionAttributes{Amount: "-1", Currency: "KWD"}
		},
	}
	for _, field := range sorted(spoils) {
		spoil := spoils[field]
		s.check("NotifyStateChange refuses a bad "+field, func(ctx context.Context) error {
			request := &v1.NotifyStateChangeRequest{
				MerchantId: s.merchant, SessionId: "s1", EventId: "refused",
				State: v1.PaymentState_PAYMENT_STATE_PAID,
			}
			spoil(request)
			_, err := s.notifications.NotifyStateChange(ctx, request)
			return refusedField(err, field)
		})
	}
	s.check("a refused call changed nothing", func(ctx context.Context) error {
		response, err := s.notifications.GetSession(
			ctx, &v1.GetSessionRequest{MerchantId: s.merchant, SessionId: "s1"})
		if err != nil {
			return err
		}
		return equal("the number of state changes", len(response.StateChanges), 4)
	})
}
