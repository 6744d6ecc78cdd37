// Paynotify-go shows how a Go service calls paynotify.
//
//	paynotify-go -address 127.0.0.1:7070 enable MERCHANT SESSION PLUGIN PHONE LANGUAGE [ATTRIBUTE=VALUE ...]
//	paynotify-go -address 127.0.0.1:7070 notify MERCHANT SESSION STATE [EVENT]
//	paynotify-go -address 127.0.0.1:7070 session MERCHANT SESSION
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/gogo/protobuf/proto"

	v1 "paynotify.internal/go/gen/paynotifyv1"
	"paynotify.internal/go/rpcclient"
)

const usage = `usage:
  paynotify-go [-address A] enable MERCHANT SESSION PLUGIN PHONE LANGUAGE [ATTRIBUTE=VALUE ...]
  paynotify-go [-address A] notify MERCHANT SESSION STATE [EVENT]
  paynotify-go [-address A] session MERCHANT SESSION

PLUGIN is payment_request or e_commerce; STATE is created, paid, authorized, canceled, failed,
expired or one of the others that the protos list; ATTRIBUTE is customer_name, amount, currency,
order_number or checkout_link.`

func main() {
	address := flag.String("address", "127.0.0.1:7070", `"host:port" or "unix:/path"`)
	flag.Usage = func() { fmt.Fprintln(os.Stderr, usage) }
	flag.Parse()
	call := parse(flag.Args())
	if call == nil {
		flag.Usage()
		os.Exit(64)
	}
	if err := run(*address, call); err != nil {
		fmt.Fprintln(os.Stderr, "paynotify-go:", err)
		os.Exit(1)
	}
}

// A call sends one request and returns the response.
type call func(context.Context, v1.NotificationsService) (proto.Message, error)

func run(address string, call call) error {
	client, err := rpcclient.New(address, rpcclient.DefaultOptions())
	if err != nil {
		return err
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	response, err := call(ctx, v1.NewNotificationsClient(client))
	if err != nil {
		return err
	}
	fmt.Print(proto.MarshalTextString(response))
	return nil
}

// parse returns nil if the arguments are no command.
func parse(arguments []string) call {
	if len(arguments) == 0 {
		return nil
	}
	values := arguments[1:]
	switch {
	case arguments[0] == "enable" && len(values) >= 5:
		return enable(values)
	case arguments[0] == "notify" && (len(values) == 3 || len(values) == 4):
		return notify(values)
	case arguments[0] == "session" && len(values) == 2:
		request := &v1.GetSessionRequest{MerchantId: values[0], SessionId: values[1]}
		return func(ctx context.Context, service v1.NotificationsService) (proto.Message, error) {
			return service.GetSession(ctx, request)
		}
	default:
		return nil
	}
}

// enable asks for all notifications that the plugin has.
func enable(values []string) call {
	plugin, known := v1.Plugin_value["PLUGIN_"+strings.ToUpper(values[2])]
	if !known {
		return nil
	}
	attributes := parseAttributes(values[5:])
	if attributes == nil {
		return nil
	}
	phases := []v1.Phase{v1.Phase_PHASE_POST_PAYMENT}
	if v1.Plugin(plugin) == v1.Plugin_PLUGIN_PAYMENT_REQUEST {
		phases = append(phases, v1.Phase_PHASE_PRE_PAYMENT)
	}
	request := &v1.EnableNotificationsRequest{
		MerchantId: values[0], SessionId: values[1], Plugin: v1.Plugin(plugin),
		Phone: values[3], Language: values[4],
		Selection: &v1.EnableNotificationsRequest_Phases{
			Phases: &v1.PhaseSelection{Phases: phases},
		},
		Attributes: attributes,
	}
	return func(ctx context.Context, service v1.NotificationsService) (proto.Message, error) {
		return service.EnableNotifications(ctx, request)
	}
}

// parseAttributes returns nil if an argument is no attribute with a value.
func parseAttributes(arguments []string) *v1.SessionAttributes {
	attributes := &v1.SessionAttributes{}
	fields := map[string]*string{
		"customer_name": &attributes.CustomerName, "amount": &attributes.Amount,
		"currency": &attributes.Currency, "order_number": &attributes.OrderNumber,
		"checkout_link": &attributes.CheckoutLink,
	}
	for _, argument := range arguments {
		parts := strings.SplitN(argument, "=", 2)
		field, known := fields[parts[0]]
		if !known || len(parts) != 2 {
			return nil
		}
		*field = parts[1]
	}
	return attributes
}

// notify derives the event id from session and state, so that a repeated call changes nothing.
func notify(values []string) call {
	state, known := v1.PaymentState_value["PAYMENT_STATE_"+strings.ToUpper(values[2])]
	if !known {
		return nil
	}
	event := values[1] + "-" + values[2]
	if len(values) == 4 {
		event = values[3]
	}
	request := &v1.NotifyStateChangeRequest{
		MerchantId: values[0], SessionId: values[1], State: v1.PaymentState(state), EventId: event,
	}
	return func(ctx context.Context, service v1.NotificationsService) (proto.Message, error) {
		return service.NotifyStateChange(ctx, request)
	}
}
