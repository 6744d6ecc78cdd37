// The domain of paynotify: payments' states, templates, decisions, receipts.
//
// Notifications decides and never acts: a command and a snapshot go in, a decision with its effects
// comes out. It knows no clock, socket or database; time and randomness are parameters.
