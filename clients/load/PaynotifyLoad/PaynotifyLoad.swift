// The load-test harness.
