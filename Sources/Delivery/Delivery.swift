// Carries committed intents to Meta: schedules, arms, sends and records.
//
// Delivery decides nothing about a notification: each step is a command, and the domain's answer
// says what to do. Nothing is sent before its arm is committed, nothing is sent twice for one arm,
// and what is not in memory is found in the store again.
