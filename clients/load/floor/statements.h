// What the store runs for the calls of the canonical workload, recorded from the store itself:
// PAYNOTIFY_RECORD_GOLDEN=1 swift test --filter FloorStatementsTests
#pragma once

#include "program.h"

#define VALUES(...) (const struct floor_value[]){__VA_ARGS__}
#define READINGS(...) (const struct floor_reading[]){__VA_ARGS__}
#define STEPS(...) (const struct floor_step[]){__VA_ARGS__}

static const char *const floor_settings[] = {
    "PRAGMA journal_mode = WAL\n",
    "PRAGMA synchronous = FULL\n",
    "PRAGMA temp_store = MEMORY\n",
    "PRAGMA cache_size = -65536\n",
    "PRAGMA journal_size_limit = 67108864\n",
};

static const char *const floor_schema[] = {
    "CREATE TABLE merchants (\n"
    "  merchant INTEGER PRIMARY KEY,\n"
    "  id TEXT NOT NULL UNIQUE,\n"
    "  display_name TEXT NOT NULL,\n"
    "  default_country TEXT,\n"
    "  time_zone TEXT NOT NULL,\n"
    "  languages TEXT NOT NULL,\n"
    "  fallback_language TEXT\n"
    ", quiet_start INTEGER, quiet_end INTEGER, quiet_post_payment INTEGER NOT NULL DEFAULT 0) STRICT\n",
    "CREATE TABLE authenticators (\n"
    "  authenticator INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  id TEXT NOT NULL UNIQUE,\n"
    "  version INTEGER NOT NULL,\n"
    "  phone_number_id TEXT NOT NULL,\n"
    "  account_id TEXT NOT NULL,\n"
    "  access_token TEXT NOT NULL,\n"
    "  verify_token TEXT NOT NULL,\n"
    "  template_namespace TEXT, portfolio_id TEXT, app INTEGER NOT NULL DEFAULT 0, replaced_app INTEGER REFERENCES apps, replaced_until INTEGER, token_app_secret TEXT, claim_problem TEXT NOT NULL DEFAULT '', claim_checked_at INTEGER, subscribed INTEGER, subscribe_wanted INTEGER NOT NULL DEFAULT 0, handshake_at INTEGER, webhook_at INTEGER, bad_signature_at INTEGER,\n"
    "  UNIQUE (merchant, phone_number_id)\n"
    ") STRICT\n",
    "CREATE INDEX authenticators_by_account ON authenticators (account_id)\n",
    "CREATE TABLE bindings (\n"
    "  binding INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  id TEXT NOT NULL UNIQUE,\n"
    "  version INTEGER NOT NULL,\n"
    "  authenticator INTEGER NOT NULL REFERENCES authenticators,\n"
    "  plugin TEXT NOT NULL,\n"
    "  scope TEXT NOT NULL,\n"
    "  language TEXT NOT NULL,\n"
    "  name TEXT NOT NULL,\n"
    "  namespace TEXT,\n"
    "  template_language TEXT NOT NULL,\n"
    "  category TEXT NOT NULL,\n"
    "  parameter_format TEXT NOT NULL,\n"
    "  status TEXT NOT NULL,\n"
    "  problem TEXT NOT NULL, uncertain_policy TEXT, fingerprint TEXT, released_at INTEGER, checked_at INTEGER, button_places TEXT, settled_status TEXT,\n"
    "  UNIQUE (merchant, plugin, scope, language)\n"
    ") STRICT\n",
    "CREATE INDEX bindings_by_authenticator ON bindings (authenticator)\n",
    "CREATE TABLE binding_components (\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  binding INTEGER NOT NULL REFERENCES bindings,\n"
    "  place INTEGER NOT NULL,\n"
    "  kind TEXT NOT NULL,\n"
    "  url TEXT,\n"
    "  text TEXT NOT NULL,\n"
    "  PRIMARY KEY (binding, place)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE binding_variables (\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  binding INTEGER NOT NULL REFERENCES bindings,\n"
    "  component INTEGER NOT NULL,\n"
    "  place INTEGER NOT NULL,\n"
    "  name TEXT NOT NULL,\n"
    "  attribute TEXT NOT NULL,\n"
    "  default_value TEXT,\n"
    "  PRIMARY KEY (binding, component, place)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE sessions (\n"
    "  session INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  id TEXT NOT NULL,\n"
    "  plugin TEXT,\n"
    "  phone_number TEXT,\n"
    "  language TEXT,\n"
    "  selected_states INTEGER,\n"
    "  customer_name TEXT,\n"
    "  amount TEXT,\n"
    "  currency TEXT,\n"
    "  order_number TEXT,\n"
    "  checkout_link TEXT,\n"
    "  checkout_link_expires_at INTEGER,\n"
    "  created_at INTEGER NOT NULL,\n"
    "  updated_at INTEGER NOT NULL, channel TEXT NOT NULL DEFAULT 'automatic',\n"
    "  UNIQUE (merchant, id)\n"
    ") STRICT\n",
    "CREATE TABLE notifications (\n"
    "  notification INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  session INTEGER NOT NULL REFERENCES sessions,\n"
    "  id TEXT NOT NULL UNIQUE,\n"
    "  state TEXT NOT NULL,\n"
    "  status TEXT NOT NULL,\n"
    "  status_reason TEXT NOT NULL,\n"
    "  code INTEGER NOT NULL,\n"
    "  phone_number TEXT NOT NULL,\n"
    "  language TEXT NOT NULL,\n"
    "  customer_name TEXT,\n"
    "  amount TEXT,\n"
    "  currency TEXT,\n"
    "  order_number TEXT,\n"
    "  checkout_link TEXT,\n"
    "  checkout_link_expires_at INTEGER,\n"
    "  created_at INTEGER NOT NULL,\n"
    "  updated_at INTEGER NOT NULL,\n"
    "  expires_at INTEGER NOT NULL,\n"
    "  due_at INTEGER NOT NULL,\n"
    "  attempts_spent INTEGER NOT NULL,\n"
    "  attempt_number INTEGER NOT NULL,\n"
    "  withdrawn INTEGER NOT NULL,\n"
    "  revision INTEGER NOT NULL, queue INTEGER REFERENCES queues, origin TEXT NOT NULL DEFAULT 'automatic', resends INTEGER NOT NULL DEFAULT 0, possible_duplicate INTEGER NOT NULL DEFAULT 0, duplicate_confirmed INTEGER NOT NULL DEFAULT 0,\n"
    "  UNIQUE (session, state)\n"
    ") STRICT\n",
    "CREATE INDEX notifications_changed ON notifications (merchant, revision)\n",
    "CREATE TABLE attempts (\n"
    "  attempt INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  notification INTEGER NOT NULL REFERENCES notifications,\n"
    "  phone_number_id TEXT NOT NULL,\n"
    "  boot INTEGER NOT NULL,\n"
    "  number INTEGER NOT NULL,\n"
    "  token TEXT NOT NULL UNIQUE,\n"
    "  armed_at INTEGER NOT NULL,\n"
    "  ended_at INTEGER,\n"
    "  result TEXT NOT NULL,\n"
    "  code INTEGER NOT NULL,\n"
    "  detail TEXT NOT NULL,\n"
    "  message_id TEXT,\n"
    "  template TEXT NOT NULL,\n"
    "  rendered_text TEXT NOT NULL,\n"
    "  UNIQUE (notification, number)\n"
    ") STRICT\n",
    "CREATE INDEX attempts_by_message ON attempts (message_id) WHERE message_id IS NOT NULL\n",
    "CREATE INDEX attempts_armed ON attempts (boot) WHERE result = 'armed'\n",
    "CREATE TABLE receipts (\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  attempt INTEGER NOT NULL REFERENCES attempts,\n"
    "  status TEXT NOT NULL,\n"
    "  occurred_at INTEGER NOT NULL,\n"
    "  received_at INTEGER NOT NULL,\n"
    "  code INTEGER NOT NULL,\n"
    "  PRIMARY KEY (attempt, status)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE meta (\n"
    "  only INTEGER PRIMARY KEY CHECK (only = 1),\n"
    "  boot INTEGER NOT NULL\n"
    ", generation INTEGER NOT NULL DEFAULT 1, restored_at INTEGER) STRICT\n",
    "CREATE TABLE notification_counts (\n"
    "  status TEXT PRIMARY KEY,\n"
    "  total INTEGER NOT NULL\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE queues (\n"
    "  queue INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  plugin TEXT NOT NULL,\n"
    "  state TEXT NOT NULL,\n"
    "  language TEXT NOT NULL,\n"
    "  replay INTEGER NOT NULL,\n"
    "  UNIQUE (merchant, plugin, state, language, replay)\n"
    ") STRICT\n",
    "CREATE INDEX notifications_queued ON notifications (queue, due_at)\n"
    "  WHERE status = 'pending'\n",
    "CREATE INDEX notifications_uncertain ON notifications (due_at)\n"
    "  WHERE status = 'uncertain'\n",
    "CREATE INDEX attempts_kept_back ON attempts (template, armed_at)\n"
    "  WHERE detail = 'held_for_quality_assessment'\n",
    "CREATE INDEX bindings_unchecked ON bindings (binding) WHERE checked_at IS NULL\n",
    "CREATE INDEX bindings_checked ON bindings (checked_at) WHERE status = 'approved'\n",
    "CREATE INDEX bindings_unapproved ON bindings (binding)\n"
    "  WHERE status IN ('unapproved', 'paused', 'mismatch', 'drifted')\n",
    "CREATE TABLE senders (\n"
    "  phone_number_id TEXT PRIMARY KEY,\n"
    "  throughput INTEGER NOT NULL,\n"
    "  quality TEXT NOT NULL,\n"
    "  messaging_limit INTEGER,\n"
    "  checked_at INTEGER NOT NULL\n"
    ", asked_authenticator TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID\n",
    "CREATE TABLE sender_stops (\n"
    "  phone_number_id TEXT NOT NULL,\n"
    "  merchant INTEGER NOT NULL,\n"
    "  cause TEXT NOT NULL,\n"
    "  code INTEGER NOT NULL,\n"
    "  since INTEGER NOT NULL,\n"
    "  until INTEGER NOT NULL, source TEXT NOT NULL DEFAULT 'send',\n"
    "  PRIMARY KEY (phone_number_id, merchant)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE pauses (\n"
    "  pause INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  scope TEXT NOT NULL,\n"
    "  value TEXT NOT NULL,\n"
    "  reason TEXT NOT NULL,\n"
    "  actor TEXT NOT NULL,\n"
    "  created_at INTEGER NOT NULL,\n"
    "  UNIQUE (merchant, scope, value)\n"
    ") STRICT\n",
    "CREATE INDEX pauses_of_numbers ON pauses (value) WHERE scope = 'number'\n",
    "CREATE TABLE opt_outs (\n"
    "  opt_out INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  phone_number TEXT NOT NULL,\n"
    "  category TEXT NOT NULL,\n"
    "  opted_out INTEGER NOT NULL,\n"
    "  source TEXT NOT NULL,\n"
    "  changed_at INTEGER NOT NULL,\n"
    "  UNIQUE (merchant, phone_number, category)\n"
    ") STRICT\n",
    "CREATE INDEX opt_outs_standing ON opt_outs (merchant) WHERE opted_out = 1\n",
    "CREATE INDEX authenticators_by_number ON authenticators (phone_number_id)\n",
    "CREATE TABLE resends (\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  notification INTEGER NOT NULL REFERENCES notifications,\n"
    "  resend_key TEXT NOT NULL,\n"
    "  actor TEXT NOT NULL,\n"
    "  requested_at INTEGER NOT NULL,\n"
    "  PRIMARY KEY (notification, resend_key)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE replays (\n"
    "  replay INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  id TEXT NOT NULL UNIQUE,\n"
    "  filter TEXT NOT NULL,\n"
    "  actor TEXT NOT NULL,\n"
    "  status TEXT NOT NULL,\n"
    "  rate INTEGER NOT NULL,\n"
    "  matched INTEGER NOT NULL,\n"
    "  last_revision INTEGER NOT NULL,\n"
    "  cursor INTEGER NOT NULL,\n"
    "  resent INTEGER NOT NULL,\n"
    "  skipped INTEGER NOT NULL,\n"
    "  due_at INTEGER NOT NULL,\n"
    "  created_at INTEGER NOT NULL,\n"
    "  updated_at INTEGER NOT NULL\n"
    ") STRICT\n",
    "CREATE INDEX replays_of_merchant ON replays (merchant, replay)\n",
    "CREATE INDEX replays_running ON replays (due_at) WHERE status = 'running'\n",
    "CREATE TABLE audit (\n"
    "  entry INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  at INTEGER NOT NULL,\n"
    "  actor TEXT NOT NULL,\n"
    "  action TEXT NOT NULL,\n"
    "  subject TEXT NOT NULL,\n"
    "  detail TEXT NOT NULL,\n"
    "  rows INTEGER NOT NULL\n"
    ") STRICT\n",
    "CREATE INDEX audit_by_merchant ON audit (merchant, entry)\n",
    "CREATE INDEX notifications_expiring ON notifications (expires_at)\n"
    "  WHERE status = 'held' OR status = 'pending' OR status = 'uncertain'\n",
    "CREATE TABLE \"state_changes\" (\n"
    "  number INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL,\n"
    "  session INTEGER NOT NULL REFERENCES sessions,\n"
    "  event_id TEXT NOT NULL,\n"
    "  digest BLOB NOT NULL,\n"
    "  state TEXT NOT NULL,\n"
    "  occurred_at INTEGER NOT NULL,\n"
    "  received_at INTEGER NOT NULL,\n"
    "  outcome TEXT NOT NULL,\n"
    "  reason TEXT NOT NULL,\n"
    "  message TEXT NOT NULL,\n"
    "  notification TEXT,\n"
    "  withdrawn TEXT NOT NULL,\n"
    "  current_state TEXT,\n"
    "  rules_passed TEXT NOT NULL\n"
    ") STRICT\n",
    "CREATE UNIQUE INDEX state_changes_by_event ON state_changes (session, event_id)\n",
    "CREATE TABLE session_states (\n"
    "  session INTEGER PRIMARY KEY REFERENCES sessions,\n"
    "  merchant INTEGER NOT NULL,\n"
    "  current_state TEXT,\n"
    "  is_anomaly INTEGER NOT NULL,\n"
    "  updated_at INTEGER NOT NULL\n"
    ") STRICT\n",
    "CREATE TABLE apps (\n"
    "  app INTEGER PRIMARY KEY,\n"
    "  secret TEXT NOT NULL UNIQUE\n"
    ") STRICT\n",
    "CREATE INDEX authenticators_by_check ON authenticators (claim_checked_at)\n",
    "CREATE TABLE news (\n"
    "  app INTEGER NOT NULL REFERENCES apps,\n"
    "  account_id TEXT NOT NULL,\n"
    "  field TEXT NOT NULL,\n"
    "  subject TEXT NOT NULL,\n"
    "  occurred_at INTEGER NOT NULL,\n"
    "  PRIMARY KEY (account_id, field, subject, app)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE INDEX authenticators_by_portfolio\n"
    "  ON authenticators (app || '/' || coalesce(portfolio_id, account_id))\n",
    "CREATE TABLE portfolios (\n"
    "  portfolio_id TEXT PRIMARY KEY,\n"
    "  messaging_limit INTEGER\n"
    ", uncounted_before INTEGER) STRICT, WITHOUT ROWID\n",
    "CREATE TABLE conversations (\n"
    "  portfolio_id TEXT NOT NULL,\n"
    "  phone_number TEXT NOT NULL,\n"
    "  last_sent_at INTEGER NOT NULL,\n"
    "  PRIMARY KEY (portfolio_id, phone_number)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE INDEX conversations_by_time ON conversations (portfolio_id, last_sent_at)\n",
    "CREATE TABLE sender_releases (\n"
    "  phone_number_id TEXT NOT NULL,\n"
    "  merchant INTEGER NOT NULL,\n"
    "  released_at INTEGER NOT NULL,\n"
    "  PRIMARY KEY (phone_number_id, merchant)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE customer_names (\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  name TEXT NOT NULL,\n"
    "  phone_number TEXT NOT NULL, seen_at INTEGER NOT NULL DEFAULT 0,\n"
    "  PRIMARY KEY (merchant, name, phone_number)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE INDEX notifications_kept ON notifications (merchant)\n"
    "  WHERE status_reason = 'REFUSED' AND status = 'pending'\n",
    "CREATE TABLE retention (\n"
    "  subject TEXT PRIMARY KEY,\n"
    "  position INTEGER NOT NULL\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE retention_later (\n"
    "  subject TEXT NOT NULL,\n"
    "  session INTEGER NOT NULL,\n"
    "  due_at INTEGER NOT NULL,\n"
    "  PRIMARY KEY (subject, session)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE INDEX retention_later_due ON retention_later (subject, due_at)\n",
    "CREATE TABLE removed_notifications (\n"
    "  status TEXT PRIMARY KEY,\n"
    "  total INTEGER NOT NULL\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE TABLE erasures (\n"
    "  erasure INTEGER PRIMARY KEY,\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  id TEXT NOT NULL UNIQUE,\n"
    "  phone_number TEXT,\n"
    "  actor TEXT NOT NULL,\n"
    "  status TEXT NOT NULL,\n"
    "  step TEXT NOT NULL,\n"
    "  position INTEGER NOT NULL,\n"
    "  name TEXT NOT NULL,\n"
    "  sessions INTEGER NOT NULL,\n"
    "  notifications INTEGER NOT NULL,\n"
    "  withdrawn INTEGER NOT NULL,\n"
    "  created_at INTEGER NOT NULL,\n"
    "  updated_at INTEGER NOT NULL\n"
    ") STRICT\n",
    "CREATE INDEX erasures_running ON erasures (erasure) WHERE status = 'running'\n",
    "CREATE TABLE erased_wishes (\n"
    "  merchant INTEGER NOT NULL REFERENCES merchants,\n"
    "  phone_code BLOB NOT NULL,\n"
    "  category TEXT NOT NULL,\n"
    "  opted_out INTEGER NOT NULL,\n"
    "  source TEXT NOT NULL,\n"
    "  changed_at INTEGER NOT NULL,\n"
    "  PRIMARY KEY (merchant, phone_code, category)\n"
    ") STRICT, WITHOUT ROWID\n",
    "CREATE INDEX notifications_restored ON notifications (merchant)\n"
    "  WHERE status_reason = 'RESTORED'\n",
};

static const char *const floor_statements[] = {
    "BEGIN IMMEDIATE\n",
    "INSERT INTO notification_counts (status, total) VALUES (?1, ?2)\n"
    "ON CONFLICT (status) DO UPDATE SET total = total + excluded.total\n",
    "COMMIT\n",
    "INSERT INTO merchants (id, display_name, default_country, time_zone, languages,\n"
    "  fallback_language, quiet_start, quiet_end, quiet_post_payment)\n"
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)\n",
    "INSERT INTO queues (merchant, plugin, state, language, replay)\n"
    "VALUES (?1, ?2, ?3, ?4, ?5)\n",
    "SELECT s.session, s.plugin, s.phone_number, s.language, s.selected_states, h.current_state,\n"
    "h.is_anomaly, s.customer_name, s.amount, s.currency, s.order_number, s.checkout_link,\n"
    "s.checkout_link_expires_at, s.created_at, max(s.updated_at, coalesce(h.updated_at, 0)),\n"
    "s.channel FROM sessions AS s LEFT JOIN session_states AS h\n"
    "  ON h.session = s.session AND h.merchant = s.merchant WHERE s.merchant = ?1 AND s.id = ?2\n",
    "SELECT category, opted_out, source, changed_at FROM opt_outs\n"
    "WHERE merchant = ?1 AND phone_number = ?2 ORDER BY category\n",
    "INSERT INTO sessions (merchant, id, plugin, phone_number, language, selected_states,\n"
    "  customer_name, amount, currency, order_number, checkout_link,\n"
    "  checkout_link_expires_at, created_at, updated_at, channel)\n"
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)\n",
    "SELECT s.session, s.plugin, s.phone_number, s.language, s.selected_states, h.current_state,\n"
    "h.is_anomaly, s.customer_name, s.amount, s.currency, s.order_number, s.checkout_link,\n"
    "s.checkout_link_expires_at, s.created_at, max(s.updated_at, coalesce(h.updated_at, 0)),\n"
    "s.channel,\n"
    "  EXISTS (SELECT 1 FROM state_changes AS c\n"
    "    WHERE c.merchant = ?1 AND c.session = s.session AND c.event_id = ?3),\n"
    "  EXISTS (SELECT 1 FROM opt_outs AS o\n"
    "    WHERE o.merchant = ?1 AND o.phone_number = s.phone_number)\n"
    "FROM sessions AS s LEFT JOIN session_states AS h\n"
    "  ON h.session = s.session AND h.merchant = s.merchant WHERE s.merchant = ?1 AND s.id = ?2\n",
    "INSERT INTO session_states (merchant, session, current_state, is_anomaly, updated_at)\n"
    "VALUES (?1, ?2, ?3, ?4, ?5)\n"
    "ON CONFLICT (session) DO UPDATE SET current_state = excluded.current_state,\n"
    "  is_anomaly = excluded.is_anomaly, updated_at = excluded.updated_at\n",
    "INSERT INTO state_changes (merchant, session, event_id, number, digest, state,\n"
    "  occurred_at, received_at, outcome, reason, message, notification, withdrawn,\n"
    "  current_state, rules_passed)\n"
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)\n",
    "INSERT INTO notifications (merchant, session, id, state, status, status_reason, code,\n"
    "  phone_number, language, customer_name, amount, currency, order_number, checkout_link,\n"
    "  checkout_link_expires_at, created_at, updated_at, expires_at, due_at, attempts_spent,\n"
    "  attempt_number, withdrawn, revision, queue, origin)\n"
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,\n"
    "  ?19, ?20, ?21, ?22, ?23, ?24, ?25)\n",
    "SELECT notification, id, state, status, status_reason, withdrawn, attempt_number, origin,\n"
    "  created_at\n"
    "FROM notifications WHERE +merchant = ?1 AND session = ?2\n",
    "UPDATE notifications SET status = ?3, status_reason = ?4, code = ?5, updated_at = ?6,\n"
    "  revision = ?7\n"
    "WHERE merchant = ?1 AND notification = ?2\n",
    "SELECT digest, state, event_id, occurred_at, received_at, outcome, reason, message, notification, withdrawn,\n"
    "current_state, rules_passed FROM state_changes\n"
    "WHERE merchant = ?1 AND session = ?2 AND event_id = ?3\n",
};

const struct floor_program floor_begin = {1, STEPS(
    {0, 0, 0,
     0, 0, false}
    ), 0, 0};

const struct floor_program floor_end = {3, STEPS(
    {1, 2, VALUES({FLOOR_TEXT, 0, 7, "pending"}, {FLOOR_INTEGER, 1}),
     0, 0, false},
    {1, 2, VALUES({FLOOR_TEXT, 0, 10, "superseded"}, {FLOOR_INTEGER, 1}),
     0, 0, false},
    {2, 0, 0,
     0, 0, false}
    ), 0, 0};

const struct floor_program floor_merchant = {7, STEPS(
    {3, 9, VALUES({FLOOR_MERCHANT_ID}, {FLOOR_TEXT, 0, 10, "Acme Store"},
        {FLOOR_TEXT, 0, 2, "KW"}, {FLOOR_TEXT, 0, 11, "Asia/Kuwait"},
        {FLOOR_TEXT, 0, 5, "en,ar"}, {FLOOR_NULL}, {FLOOR_NULL}, {FLOOR_NULL},
        {FLOOR_INTEGER, 0}),
     0, 0, true},
    {4, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_TEXT, 0, 14, "paymentRequest"},
        {FLOOR_TEXT, 0, 7, "created"}, {FLOOR_TEXT, 0, 2, "en"}, {FLOOR_INTEGER, 0}),
     0, 0, true},
    {4, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_TEXT, 0, 14, "paymentRequest"},
        {FLOOR_TEXT, 0, 4, "paid"}, {FLOOR_TEXT, 0, 2, "en"}, {FLOOR_INTEGER, 0}),
     0, 0, true},
    {4, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_TEXT, 0, 14, "paymentRequest"},
        {FLOOR_TEXT, 0, 6, "failed"}, {FLOOR_TEXT, 0, 2, "en"}, {FLOOR_INTEGER, 0}),
     0, 0, true},
    {4, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_TEXT, 0, 14, "paymentRequest"},
        {FLOOR_TEXT, 0, 8, "canceled"}, {FLOOR_TEXT, 0, 2, "en"}, {FLOOR_INTEGER, 0}),
     0, 0, true},
    {4, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_TEXT, 0, 14, "paymentRequest"},
        {FLOOR_TEXT, 0, 7, "expired"}, {FLOOR_TEXT, 0, 2, "en"}, {FLOOR_INTEGER, 0}),
     0, 0, true},
    {4, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_TEXT, 0, 14, "paymentRequest"},
        {FLOOR_TEXT, 0, 10, "authorized"}, {FLOOR_TEXT, 0, 2, "en"}, {FLOOR_INTEGER, 0}),
     0, 0, true}
    ), 0, 0};

const struct floor_program floor_enable = {3, STEPS(
    {5, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}),
     0, 0, false},
    {6, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_TEXT, 0, 12, "+96551234567"}),
     0, 0, false},
    {7, 15, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID},
        {FLOOR_TEXT, 0, 14, "paymentRequest"}, {FLOOR_TEXT, 0, 12, "+96551234567"},
        {FLOOR_TEXT, 0, 2, "en"}, {FLOOR_INTEGER, 63}, {FLOOR_TEXT, 0, 4, "Mona"},
        {FLOOR_TEXT, 0, 6, "14.000"}, {FLOOR_TEXT, 0, 3, "KWD"}, {FLOOR_TEXT, 0, 6, "ORD-77"},
        {FLOOR_TEXT, 0, 28, "https://pay.example/c/abc123"}, {FLOOR_INTEGER, 1795368600000},
        {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_TEXT, 0, 9, "automatic"}),
     0, 0, true}
    ), 0, 4};

static const struct floor_program call_4 = {4, STEPS(
    {8, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}, {FLOOR_EVENT_ID}),
     0, 0, false},
    {9, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0},
        {FLOOR_TEXT, 0, 7, "created"}, {FLOOR_INTEGER, 0}, {FLOOR_NOW, 0}),
     0, 0, true},
    {10, 15, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_EVENT_ID},
        {FLOOR_ASCENDING, 0}, {FLOOR_RANDOM_BLOB, 0, 32}, {FLOOR_TEXT, 0, 7, "created"},
        {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_TEXT, 0, 6, "queued"},
        {FLOOR_TEXT, 0, 6, "QUEUED"}, {FLOOR_TEXT, 0, 27, "The notification is queued."},
        {FLOOR_ORDERED_TEXT, 1, 36}, {FLOOR_TEXT, 0, 0, ""}, {FLOOR_TEXT, 0, 7, "created"},
        {FLOOR_TEXT, 0, 5, "32767"}),
     0, 0, true},
    {11, 25, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_ORDERED_TEXT, 1, 36},
        {FLOOR_TEXT, 0, 7, "created"}, {FLOOR_TEXT, 0, 7, "pending"}, {FLOOR_TEXT, 0, 0, ""},
        {FLOOR_INTEGER, 0}, {FLOOR_TEXT, 0, 12, "+96551234567"}, {FLOOR_TEXT, 0, 2, "en"},
        {FLOOR_TEXT, 0, 4, "Mona"}, {FLOOR_TEXT, 0, 6, "14.000"}, {FLOOR_TEXT, 0, 3, "KWD"},
        {FLOOR_TEXT, 0, 6, "ORD-77"}, {FLOOR_TEXT, 0, 28, "https://pay.example/c/abc123"},
        {FLOOR_INTEGER, 1795368600000}, {FLOOR_NOW, 0}, {FLOOR_NOW, 0},
        {FLOOR_INTEGER, 1795368600000}, {FLOOR_NOW, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0},
        {FLOOR_INTEGER, 0}, {FLOOR_ASCENDING, 1}, {FLOOR_MERCHANT_ROW, 1},
        {FLOOR_TEXT, 0, 9, "automatic"}),
     0, 0, true}
    ), 2, 5};

static const struct floor_program call_5 = {6, STEPS(
    {8, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}, {FLOOR_EVENT_ID}),
     0, 0, false},
    {12, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}),
     0, 0, false},
    {9, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_TEXT, 0, 4, "paid"},
        {FLOOR_INTEGER, 0}, {FLOOR_NOW, 0}),
     0, 0, true},
    {10, 15, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_EVENT_ID},
        {FLOOR_ASCENDING, 0}, {FLOOR_RANDOM_BLOB, 0, 32}, {FLOOR_TEXT, 0, 4, "paid"},
        {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_TEXT, 0, 6, "queued"},
        {FLOOR_TEXT, 0, 6, "QUEUED"}, {FLOOR_TEXT, 0, 27, "The notification is queued."},
        {FLOOR_ORDERED_TEXT, 1, 36}, {FLOOR_RANDOM_TEXT, 2, 44}, {FLOOR_TEXT, 0, 4, "paid"},
        {FLOOR_TEXT, 0, 5, "32767"}),
     0, 0, true},
    {13, 7, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 3},
        {FLOOR_TEXT, 0, 10, "superseded"}, {FLOOR_TEXT, 0, 10, "SUPERSEDED"}, {FLOOR_INTEGER, 0},
        {FLOOR_NOW, 0}, {FLOOR_ASCENDING, 1}),
     0, 0, false},
    {11, 25, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_ORDERED_TEXT, 1, 36},
        {FLOOR_TEXT, 0, 4, "paid"}, {FLOOR_TEXT, 0, 7, "pending"}, {FLOOR_TEXT, 0, 0, ""},
        {FLOOR_INTEGER, 0}, {FLOOR_TEXT, 0, 12, "+96551234567"}, {FLOOR_TEXT, 0, 2, "en"},
        {FLOOR_TEXT, 0, 4, "Mona"}, {FLOOR_TEXT, 0, 6, "14.000"}, {FLOOR_TEXT, 0, 3, "KWD"},
        {FLOOR_TEXT, 0, 6, "ORD-77"}, {FLOOR_TEXT, 0, 28, "https://pay.example/c/abc123"},
        {FLOOR_INTEGER, 1795368600000}, {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_NOW, 86400000},
        {FLOOR_NOW, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0},
        {FLOOR_ASCENDING, 2}, {FLOOR_MERCHANT_ROW, 2}, {FLOOR_TEXT, 0, 9, "automatic"}),
     0, 0, true}
    ), 3, 6};

static const struct floor_program call_6 = {3, STEPS(
    {8, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}, {FLOOR_EVENT_ID}),
     0, 0, false},
    {12, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}),
     0, 0, false},
    {14, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_EVENT_ID}),
     0, 0, false}
    ), 0, 4};

static const struct floor_program call_7 = {6, STEPS(
    {8, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}, {FLOOR_EVENT_ID}),
     0, 0, false},
    {12, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}),
     0, 0, false},
    {9, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0},
        {FLOOR_TEXT, 0, 6, "failed"}, {FLOOR_INTEGER, 0}, {FLOOR_NOW, 0}),
     0, 0, true},
    {10, 15, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_EVENT_ID},
        {FLOOR_ASCENDING, 0}, {FLOOR_RANDOM_BLOB, 0, 32}, {FLOOR_TEXT, 0, 6, "failed"},
        {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_TEXT, 0, 6, "queued"},
        {FLOOR_TEXT, 0, 6, "QUEUED"}, {FLOOR_TEXT, 0, 27, "The notification is queued."},
        {FLOOR_ORDERED_TEXT, 1, 36}, {FLOOR_RANDOM_TEXT, 2, 44}, {FLOOR_TEXT, 0, 6, "failed"},
        {FLOOR_TEXT, 0, 5, "32767"}),
     0, 0, true},
    {13, 7, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 3},
        {FLOOR_TEXT, 0, 10, "superseded"}, {FLOOR_TEXT, 0, 10, "SUPERSEDED"}, {FLOOR_INTEGER, 0},
        {FLOOR_NOW, 0}, {FLOOR_ASCENDING, 1}),
     0, 0, false},
    {11, 25, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_ORDERED_TEXT, 1, 36},
        {FLOOR_TEXT, 0, 6, "failed"}, {FLOOR_TEXT, 0, 7, "pending"}, {FLOOR_TEXT, 0, 0, ""},
        {FLOOR_INTEGER, 0}, {FLOOR_TEXT, 0, 12, "+96551234567"}, {FLOOR_TEXT, 0, 2, "en"},
        {FLOOR_TEXT, 0, 4, "Mona"}, {FLOOR_TEXT, 0, 6, "14.000"}, {FLOOR_TEXT, 0, 3, "KWD"},
        {FLOOR_TEXT, 0, 6, "ORD-77"}, {FLOOR_TEXT, 0, 28, "https://pay.example/c/abc123"},
        {FLOOR_INTEGER, 1795368600000}, {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_NOW, 86400000},
        {FLOOR_NOW, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0},
        {FLOOR_ASCENDING, 2}, {FLOOR_MERCHANT_ROW, 3}, {FLOOR_TEXT, 0, 9, "automatic"}),
     0, 0, true}
    ), 3, 6};

static const struct floor_program call_8 = {6, STEPS(
    {8, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}, {FLOOR_EVENT_ID}),
     0, 0, false},
    {12, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}),
     0, 0, false},
    {9, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_TEXT, 0, 4, "paid"},
        {FLOOR_INTEGER, 0}, {FLOOR_NOW, 0}),
     0, 0, true},
    {10, 15, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_EVENT_ID},
        {FLOOR_ASCENDING, 0}, {FLOOR_RANDOM_BLOB, 0, 32}, {FLOOR_TEXT, 0, 4, "paid"},
        {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_TEXT, 0, 6, "queued"},
        {FLOOR_TEXT, 0, 6, "QUEUED"}, {FLOOR_TEXT, 0, 27, "The notification is queued."},
        {FLOOR_ORDERED_TEXT, 1, 36}, {FLOOR_RANDOM_TEXT, 2, 43}, {FLOOR_TEXT, 0, 4, "paid"},
        {FLOOR_TEXT, 0, 5, "32767"}),
     0, 0, true},
    {13, 7, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 6},
        {FLOOR_TEXT, 0, 10, "superseded"}, {FLOOR_TEXT, 0, 10, "SUPERSEDED"}, {FLOOR_INTEGER, 0},
        {FLOOR_NOW, 0}, {FLOOR_ASCENDING, 1}),
     0, 0, false},
    {11, 25, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_ORDERED_TEXT, 1, 36},
        {FLOOR_TEXT, 0, 4, "paid"}, {FLOOR_TEXT, 0, 7, "pending"}, {FLOOR_TEXT, 0, 0, ""},
        {FLOOR_INTEGER, 0}, {FLOOR_TEXT, 0, 12, "+96551234567"}, {FLOOR_TEXT, 0, 2, "en"},
        {FLOOR_TEXT, 0, 4, "Mona"}, {FLOOR_TEXT, 0, 6, "14.000"}, {FLOOR_TEXT, 0, 3, "KWD"},
        {FLOOR_TEXT, 0, 6, "ORD-77"}, {FLOOR_TEXT, 0, 28, "https://pay.example/c/abc123"},
        {FLOOR_INTEGER, 1795368600000}, {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_NOW, 86400000},
        {FLOOR_NOW, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0},
        {FLOOR_ASCENDING, 2}, {FLOOR_MERCHANT_ROW, 2}, {FLOOR_TEXT, 0, 9, "automatic"}),
     0, 0, true}
    ), 3, 6};

static const struct floor_program call_9 = {6, STEPS(
    {8, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}, {FLOOR_EVENT_ID}),
     0, 0, false},
    {12, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}),
     0, 0, false},
    {9, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0},
        {FLOOR_TEXT, 0, 8, "canceled"}, {FLOOR_INTEGER, 0}, {FLOOR_NOW, 0}),
     0, 0, true},
    {10, 15, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_EVENT_ID},
        {FLOOR_ASCENDING, 0}, {FLOOR_RANDOM_BLOB, 0, 32}, {FLOOR_TEXT, 0, 8, "canceled"},
        {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_TEXT, 0, 6, "queued"},
        {FLOOR_TEXT, 0, 6, "QUEUED"}, {FLOOR_TEXT, 0, 27, "The notification is queued."},
        {FLOOR_ORDERED_TEXT, 1, 36}, {FLOOR_RANDOM_TEXT, 2, 44}, {FLOOR_TEXT, 0, 8, "canceled"},
        {FLOOR_TEXT, 0, 5, "32767"}),
     0, 0, true},
    {13, 7, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 3},
        {FLOOR_TEXT, 0, 10, "superseded"}, {FLOOR_TEXT, 0, 10, "SUPERSEDED"}, {FLOOR_INTEGER, 0},
        {FLOOR_NOW, 0}, {FLOOR_ASCENDING, 1}),
     0, 0, false},
    {11, 25, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_ORDERED_TEXT, 1, 36},
        {FLOOR_TEXT, 0, 8, "canceled"}, {FLOOR_TEXT, 0, 7, "pending"}, {FLOOR_TEXT, 0, 0, ""},
        {FLOOR_INTEGER, 0}, {FLOOR_TEXT, 0, 12, "+96551234567"}, {FLOOR_TEXT, 0, 2, "en"},
        {FLOOR_TEXT, 0, 4, "Mona"}, {FLOOR_TEXT, 0, 6, "14.000"}, {FLOOR_TEXT, 0, 3, "KWD"},
        {FLOOR_TEXT, 0, 6, "ORD-77"}, {FLOOR_TEXT, 0, 28, "https://pay.example/c/abc123"},
        {FLOOR_INTEGER, 1795368600000}, {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_NOW, 86400000},
        {FLOOR_NOW, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0},
        {FLOOR_ASCENDING, 2}, {FLOOR_MERCHANT_ROW, 4}, {FLOOR_TEXT, 0, 9, "automatic"}),
     0, 0, true}
    ), 3, 6};

static const struct floor_program call_10 = {6, STEPS(
    {8, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}, {FLOOR_EVENT_ID}),
     0, 0, false},
    {12, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}),
     0, 0, false},
    {9, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0},
        {FLOOR_TEXT, 0, 7, "expired"}, {FLOOR_INTEGER, 0}, {FLOOR_NOW, 0}),
     0, 0, true},
    {10, 15, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_EVENT_ID},
        {FLOOR_ASCENDING, 0}, {FLOOR_RANDOM_BLOB, 0, 32}, {FLOOR_TEXT, 0, 7, "expired"},
        {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_TEXT, 0, 6, "queued"},
        {FLOOR_TEXT, 0, 6, "QUEUED"}, {FLOOR_TEXT, 0, 27, "The notification is queued."},
        {FLOOR_ORDERED_TEXT, 1, 36}, {FLOOR_RANDOM_TEXT, 2, 44}, {FLOOR_TEXT, 0, 7, "expired"},
        {FLOOR_TEXT, 0, 5, "32767"}),
     0, 0, true},
    {13, 7, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 3},
        {FLOOR_TEXT, 0, 10, "superseded"}, {FLOOR_TEXT, 0, 10, "SUPERSEDED"}, {FLOOR_INTEGER, 0},
        {FLOOR_NOW, 0}, {FLOOR_ASCENDING, 1}),
     0, 0, false},
    {11, 25, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_ORDERED_TEXT, 1, 36},
        {FLOOR_TEXT, 0, 7, "expired"}, {FLOOR_TEXT, 0, 7, "pending"}, {FLOOR_TEXT, 0, 0, ""},
        {FLOOR_INTEGER, 0}, {FLOOR_TEXT, 0, 12, "+96551234567"}, {FLOOR_TEXT, 0, 2, "en"},
        {FLOOR_TEXT, 0, 4, "Mona"}, {FLOOR_TEXT, 0, 6, "14.000"}, {FLOOR_TEXT, 0, 3, "KWD"},
        {FLOOR_TEXT, 0, 6, "ORD-77"}, {FLOOR_TEXT, 0, 28, "https://pay.example/c/abc123"},
        {FLOOR_INTEGER, 1795368600000}, {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_NOW, 86400000},
        {FLOOR_NOW, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0},
        {FLOOR_ASCENDING, 2}, {FLOOR_MERCHANT_ROW, 5}, {FLOOR_TEXT, 0, 9, "automatic"}),
     0, 0, true}
    ), 3, 6};

static const struct floor_program call_11 = {6, STEPS(
    {8, 3, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ID}, {FLOOR_EVENT_ID}),
     0, 0, false},
    {12, 2, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}),
     0, 0, false},
    {9, 5, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0},
        {FLOOR_TEXT, 0, 10, "authorized"}, {FLOOR_INTEGER, 0}, {FLOOR_NOW, 0}),
     0, 0, true},
    {10, 15, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_EVENT_ID},
        {FLOOR_ASCENDING, 0}, {FLOOR_RANDOM_BLOB, 0, 32}, {FLOOR_TEXT, 0, 10, "authorized"},
        {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_TEXT, 0, 6, "queued"},
        {FLOOR_TEXT, 0, 6, "QUEUED"}, {FLOOR_TEXT, 0, 27, "The notification is queued."},
        {FLOOR_ORDERED_TEXT, 1, 36}, {FLOOR_RANDOM_TEXT, 2, 44},
        {FLOOR_TEXT, 0, 10, "authorized"}, {FLOOR_TEXT, 0, 5, "32767"}),
     0, 0, true},
    {13, 7, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 3},
        {FLOOR_TEXT, 0, 10, "superseded"}, {FLOOR_TEXT, 0, 10, "SUPERSEDED"}, {FLOOR_INTEGER, 0},
        {FLOOR_NOW, 0}, {FLOOR_ASCENDING, 1}),
     0, 0, false},
    {11, 25, VALUES({FLOOR_MERCHANT_ROW, 0}, {FLOOR_SESSION_ROW, 0}, {FLOOR_ORDERED_TEXT, 1, 36},
        {FLOOR_TEXT, 0, 10, "authorized"}, {FLOOR_TEXT, 0, 7, "pending"}, {FLOOR_TEXT, 0, 0, ""},
        {FLOOR_INTEGER, 0}, {FLOOR_TEXT, 0, 12, "+96551234567"}, {FLOOR_TEXT, 0, 2, "en"},
        {FLOOR_TEXT, 0, 4, "Mona"}, {FLOOR_TEXT, 0, 6, "14.000"}, {FLOOR_TEXT, 0, 3, "KWD"},
        {FLOOR_TEXT, 0, 6, "ORD-77"}, {FLOOR_TEXT, 0, 28, "https://pay.example/c/abc123"},
        {FLOOR_INTEGER, 1795368600000}, {FLOOR_NOW, 0}, {FLOOR_NOW, 0}, {FLOOR_NOW, 86400000},
        {FLOOR_NOW, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0}, {FLOOR_INTEGER, 0},
        {FLOOR_ASCENDING, 2}, {FLOOR_MERCHANT_ROW, 6}, {FLOOR_TEXT, 0, 9, "automatic"}),
     0, 0, true}
    ), 3, 6};

const struct floor_flow floor_flows[] = {
    {66, 2, (const struct floor_call[]){{&call_4, "created", false}, {&call_5, "paid", false}}},
    {4, 3, (const struct floor_call[]){{&call_4, "created", false}, {&call_5, "paid", false}, {&call_6, "paid", true}}},
    {15, 3, (const struct floor_call[]){{&call_4, "created", false}, {&call_7, "failed", false}, {&call_8, "paid", false}}},
    {5, 2, (const struct floor_call[]){{&call_4, "created", false}, {&call_9, "canceled", false}}},
    {5, 2, (const struct floor_call[]){{&call_4, "created", false}, {&call_10, "expired", false}}},
    {5, 2, (const struct floor_call[]){{&call_4, "created", false}, {&call_11, "authorized", false}}},
};
const int floor_flow_count = 6;
const int floor_checkpoint_pages = 16000;
const int floor_calls_per_commit_max = 1024;
static const int64_t floor_ascending_start = 1ll << 40;
