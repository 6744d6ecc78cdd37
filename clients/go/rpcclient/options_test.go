package rpcclient

import (
	"testing"
	"time"
)

func TestTheDefaultsAreThoseOfTheSwiftClient(t *testing.T) {
	want := Options{
		CallsInFlightMax: 64, CallsWaitingMax: 4096, CallTimeout: 10 * time.Second,
		ConnectTimeout: 5 * time.Second,
		Backoff:        Backoff{FirstMax: 50 * time.Millisecond, LongestMax: 5 * time.Second},
	}
	if got := DefaultOptions(); got != want {
		t.Errorf("they are %+v", got)
	}
}

func TestAWaitsBoundDoublesUpToTheLongest(t *testing.T) {
	backoff := DefaultOptions().Backoff
	for failures, want := range map[int]time.Duration{
		1: 50 * time.Millisecond, 2: 100 * time.Millisecond, 7: 3200 * time.Millisecond,
		8: 5 * time.Second, 1000: 5 * time.Second,
	} {
		if got := backoff.wait(failures, 1); got != want {
			t.Errorf("after %d failures it is %v, not %v", failures, got, want)
		}
		if got := backoff.wait(failures, 0.5); got != want/2 {
			t.Errorf("in the middle after %d failures it is %v, not %v", failures, got, want/2)
		}
	}
}

func TestRefusesOptionsThatLetNoCallThrough(t *testing.T) {
	for name, spoil := range map[string]func(*Options){
		"CallsInFlightMax": func(o *Options) { o.CallsInFlightMax = 0 },
		"CallsWaitingMax":  func(o *Options) { o.CallsWaitingMax = 0 },
		"CallTimeout":      func(o *Options) { o.CallTimeout = 0 },
		"ConnectTimeout":   func(o *Options) { o.ConnectTimeout = -1 },
	} {
		options := DefaultOptions()
		spoil(&options)
		if _, err := New("127.0.0.1:7070", options); err == nil {
			t.Errorf("a bad %s is taken", name)
		}
	}
}
