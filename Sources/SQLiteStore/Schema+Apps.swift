extension Schema {
    /// Whose word counts: Meta's apps, what Meta says of an authenticator's claim, which news was the
    /// newest, and who stopped a number.
    ///
    /// Secrets: `secret` of apps, `token_app_secret` of authenticators.
    static let apps = signers + counts + stops

    /// One row for each app secret: the authenticators that share it are of one app.
    private static let signers = """
        CREATE TABLE apps (
          app INTEGER PRIMARY KEY,
          secret TEXT NOT NULL UNIQUE
        ) STRICT;
        INSERT INTO apps (secret)
          SELECT app_secret FROM authenticators GROUP BY app_secret ORDER BY min(authenticator);
        ALTER TABLE authenticators ADD COLUMN app INTEGER NOT NULL DEFAULT 0;
        UPDATE authenticators SET app = (SELECT a.app FROM apps AS a WHERE a.secret = app_secret);
        ALTER TABLE authenticators DROP COLUMN app_secret;
        ALTER TABLE authenticators ADD COLUMN replaced_app INTEGER REFERENCES apps;
        ALTER TABLE authenticators ADD COLUMN replaced_until INTEGER;
        ALTER TABLE authenticators ADD COLUMN token_app_secret TEXT;
        ALTER TABLE authenticators ADD COLUMN claim_problem TEXT NOT NULL DEFAULT '';
        ALTER TABLE authenticators ADD COLUMN claim_checked_at INTEGER;
        CREATE INDEX authenticators_by_check ON authenticators (claim_checked_at);
        ALTER TABLE authenticators ADD COLUMN subscribed INTEGER;
        ALTER TABLE authenticators ADD COLUMN subscribe_wanted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE authenticators ADD COLUMN handshake_at INTEGER;
        ALTER TABLE authenticators ADD COLUMN webhook_at INTEGER;
        ALTER TABLE authenticators ADD COLUMN bad_signature_at INTEGER;
        ALTER TABLE senders ADD COLUMN asked_authenticator TEXT NOT NULL DEFAULT '';

        CREATE TABLE news (
          app INTEGER NOT NULL REFERENCES apps,
          account_id TEXT NOT NULL,
          field TEXT NOT NULL,
          subject TEXT NOT NULL,
          occurred_at INTEGER NOT NULL,
          PRIMARY KEY (account_id, field, subject, app)
        ) STRICT, WITHOUT ROWID;

        """

    /// A portfolio is named by an app: what another app's merchant calls the same shares nothing with
    /// it.
    private static let counts = """
        DROP INDEX authenticators_by_portfolio;
        CREATE INDEX authenticators_by_portfolio
          ON authenticators (app || '/' || coalesce(portfolio_id, account_id));

        ALTER TABLE portfolios RENAME TO portfolios_before;
        CREATE TABLE portfolios (
          portfolio_id TEXT PRIMARY KEY,
          messaging_limit INTEGER
        ) STRICT, WITHOUT ROWID;
        INSERT INTO portfolios (portfolio_id, messaging_limit)
          SELECT DISTINCT a.app || '/' || p.portfolio_id, p.messaging_limit
          FROM portfolios_before AS p
          JOIN authenticators AS a ON coalesce(a.portfolio_id, a.account_id) = p.portfolio_id;
        DROP TABLE portfolios_before;

        ALTER TABLE conversations RENAME TO conversations_before;
        DROP INDEX conversations_by_time;
        CREATE TABLE conversations (
          portfolio_id TEXT NOT NULL,
          phone_number TEXT NOT NULL,
          last_sent_at INTEGER NOT NULL,
          PRIMARY KEY (portfolio_id, phone_number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX conversations_by_time ON conversations (portfolio_id, last_sent_at);
        INSERT INTO conversations (portfolio_id, phone_number, last_sent_at)
          SELECT DISTINCT a.app || '/' || c.portfolio_id, c.phone_number, c.last_sent_at
          FROM conversations_before AS c
          JOIN authenticators AS a ON coalesce(a.portfolio_id, a.account_id) = c.portfolio_id;
        DROP TABLE conversations_before;

        """

    /// Beside what delivery saw in an answer, news, receipts and refusals stop a number, for the
    /// merchants of the app that they prove.
    private static let stops = """
        ALTER TABLE sender_stops ADD COLUMN source TEXT NOT NULL DEFAULT 'send';
        UPDATE sender_stops SET source = 'news'
          WHERE merchant = 0 AND cause = 'RESTRICTED' AND code = 0;
        CREATE TABLE sender_releases (
          phone_number_id TEXT NOT NULL,
          merchant INTEGER NOT NULL,
          released_at INTEGER NOT NULL,
          PRIMARY KEY (phone_number_id, merchant)
        ) STRICT, WITHOUT ROWID;
        """
}
