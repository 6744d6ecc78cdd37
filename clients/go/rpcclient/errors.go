package rpcclient

import "errors"

// Why a call gave no answer, beside what the kernel and the call's context say.
var (
	// ErrClosed says that the client was closed.
	ErrClosed = errors.New("the client is closed")
	// ErrTooManyCalls says that as many calls wait as may.
	ErrTooManyCalls = errors.New("as many calls wait already as may")
)

// A NotSentError says that the call never left this client: repeating it is safe.
type NotSentError struct {
	// Cause is what kept the call here; errors.Is finds context.DeadlineExceeded,
	// context.Canceled, ErrClosed and ErrTooManyCalls in it.
	Cause error
}

func (e *NotSentError) Error() string { return e.Cause.Error() + "; the call was not sent" }

// Unwrap returns the cause.
func (e *NotSentError) Unwrap() error { return e.Cause }

// An OutcomeUnknownError says that the call was sent and no answer came: it may have taken effect or
// not.
type OutcomeUnknownError struct {
	// Cause is what kept the answer from coming; errors.Is finds context.DeadlineExceeded,
	// context.Canceled and ErrClosed in it.
	Cause error
}

func (e *OutcomeUnknownError) Error() string {
	return e.Cause.Error() + "; whether the call took effect is unknown"
}

// Unwrap returns the cause.
func (e *OutcomeUnknownError) Unwrap() error { return e.Cause }
