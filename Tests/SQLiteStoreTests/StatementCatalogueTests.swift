import SQLite
import SQLiteStore
import TestKit
import Testing

@Suite struct StatementCatalogueTests {
    @Test(arguments: StatementCatalogue.tenant)
    func everyStatementOnATenantsRowsNamesTheTenant(statement: StatementCatalogue.Entry) {
        let text = statement.text
        let namesTheMerchant =
            text.contains("merchant = ?1")
            || text.contains("merchants WHERE id = ?1")
            || text.contains("INTO merchants (id,") && text.contains("VALUES (?1,")
            || text.contains(/INTO \w+ \(merchant,/) && text.contains("VALUES (?1,")
            || text.hasPrefix("UPDATE merchants ") && text.contains("WHERE id = ?1")
        #expect(namesTheMerchant)
    }

    @Test func theStatementsWithoutATenantAreTheseAndNoMore() {
        #expect(
            StatementCatalogue.system.map(\.name) == [
                "SystemSQL.growBoot", "SystemSQL.armedBeforeBoot", "SystemSQL.probe",
                "SystemSQL.merchants",
                "SystemSQL.unverifiedBindings", "SystemSQL.unapprovedBindings",
                "SystemSQL.overdueBindings", "SystemSQL.bindingCounts", "SystemSQL.runningReplays",
                "SystemSQL.counts", "SystemSQL.addToCount",
                "SystemSQL.authenticator",
                "SystemSQL.attemptByToken", "SystemSQL.attemptByMessage",
                "SystemSQL.bindingsOfAccount", "SystemSQL.heldTemplate", "SystemSQL.newestAttempts",
                "SystemSQL.raiseGeneration", "SystemSQL.unsettled", "SystemSQL.notificationOfApp",
                "DeliverySQL.queues", "DeliverySQL.due", "DeliverySQL.uncertain",
                "DeliverySQL.expired", "DeliverySQL.nextDeadline",
                "AllSendersSQL.details", "AllSendersSQL.stops",
                "LimitSQL.details", "LimitSQL.askedWith", "LimitSQL.putDetails",
                "LimitSQL.forgetCheck", "LimitSQL.sendersToAsk", "LimitSQL.numbersOfAccount",
                "LimitSQL.portfoliosOfAccount", "LimitSQL.portfoliosOfNumber",
                "LimitSQL.numbersOfPortfolio", "LimitSQL.limit", "LimitSQL.putLimit",
                "LimitSQL.uncounted", "LimitSQL.putUncounted",
                "ConversationSQL.find", "ConversationSQL.put", "ConversationSQL.removeOld",
                "ConversationSQL.removeAll", "ConversationSQL.count", "ConversationSQL.first",
                "ConversationSQL.inOrder", "ConversationSQL.after",
                "ConversationSQL.recentAttempts",
                "AppSQL.find", "AppSQL.insert", "AppSQL.claimsToCheck", "AppSQL.newestNews",
                "AppSQL.putNews", "AppSQL.hasNumber", "AppSQL.hasAccount",
                "AppSQL.merchantsOfNumber", "AppSQL.isHeldByApp", "AppSQL.sharedNumbers",
                "AppSQL.forgetReplaced",
                "AppSQL.forgetNews", "AppSQL.forgetApps",
                "RetentionSQL.position", "RetentionSQL.putPosition", "RetentionSQL.attempts",
                "RetentionSQL.removeTexts", "RetentionSQL.sessions", "RetentionSQL.due",
                "RetentionSQL.putDue", "RetentionSQL.removeDue", "RetentionSQL.age",
                "RetentionSQL.clearSession", "RetentionSQL.clearNotifications",
                "RetentionSQL.clearAttempts", "RetentionSQL.names", "RetentionSQL.seeName",
                "RetentionSQL.removeName", "RetentionSQL.oldestSession",
                "RetentionSQL.lastSession", "RetentionSQL.lastAttempt",
                "RemovalSQL.receipts", "RemovalSQL.resends", "RemovalSQL.attempts",
                "RemovalSQL.changes", "RemovalSQL.state", "RemovalSQL.later",
                "RemovalSQL.statuses", "RemovalSQL.addRemoved", "RemovalSQL.notifications",
                "RemovalSQL.session", "RemovalSQL.removed",
                "AllErasuresSQL.running", "AllErasuresSQL.hasHidden",
                "AllErasuresSQL.lastNotification", "AllErasuresSQL.removePerson",
                "AllErasuresSQL.sessions", "AllErasuresSQL.notifications",
                "AllErasuresSQL.wishes", "AllErasuresSQL.merchants",
            ])
    }

    /// The indexes that the statements of the hot path, and those that look across tenants, go by.
    private static let plans: [(statement: String, steps: [String])] = [
        ("MerchantSQL.find", ["SEARCH merchants USING INDEX sqlite_autoindex_merchants_1 (id=?)"]),
        (
            "SessionSQL.find",
            ["SEARCH s USING INDEX sqlite_autoindex_sessions_1 (merchant=? AND id=?)"]
        ),
        (
            "SessionSQL.findForChange",
            [
                "SEARCH s USING INDEX sqlite_autoindex_sessions_1 (merchant=? AND id=?)",
                "SEARCH h USING INTEGER PRIMARY KEY (rowid=?)",
                "SEARCH c USING INDEX state_changes_by_event (session=? AND event_id=?)",
                "SEARCH o USING COVERING INDEX sqlite_autoindex_opt_outs_1 "
                    + "(merchant=? AND phone_number=?)",
            ]
        ),
        (
            "SessionSQL.update", ["SEARCH sessions USING INTEGER PRIMARY KEY (rowid=?)"]
        ),
        (
            "SessionSQL.findChange",
            ["SEARCH state_changes USING INDEX state_changes_by_event (session=? AND event_id=?)"]
        ),
        (
            "NotificationSQL.ofSession",
            ["SEARCH n USING INDEX sqlite_autoindex_notifications_2 (session=?)"]
        ),
        (
            "NotificationSQL.ofSameSession",
            [
                "SEARCH n USING INDEX sqlite_autoindex_notifications_2 (session=?)",
                "SEARCH e USING INDEX sqlite_autoindex_notifications_1 (id=?)",
            ]
        ),
        (
            "NotificationSQL.outlinesOfSession",
            ["SEARCH notifications USING INDEX sqlite_autoindex_notifications_2 (session=?)"]
        ),
        (
            "NotificationSQL.end",
            ["SEARCH notifications USING INTEGER PRIMARY KEY (rowid=?)"]
        ),
        (
            "NotificationSQL.latestOfSession",
            ["SEARCH n USING INDEX sqlite_autoindex_notifications_2 (session=?)"]
        ),
        (
            "NotificationSQL.changedOfSession",
            ["SEARCH n USING INDEX sqlite_autoindex_notifications_2 (session=?)"]
        ),
        (
            "AttemptSQL.ofNotification",
            ["SEARCH attempts USING INDEX sqlite_autoindex_attempts_2 (notification=?)"]
        ),
        (
            "NotificationSQL.find",
            ["SEARCH n USING INDEX sqlite_autoindex_notifications_1 (id=?)"]
        ),
        (
            "NotificationSQL.update",
            ["SEARCH notifications USING INTEGER PRIMARY KEY (rowid=?)"]
        ),
        (
            "NotificationSQL.latest",
            ["SEARCH n USING INDEX notifications_changed (merchant=? AND revision<?)"]
        ),
        (
            "NotificationSQL.changed",
            ["SEARCH n USING INDEX notifications_changed (merchant=? AND revision>?)"]
        ),
        (
            "AttemptSQL.find",
            ["SEARCH attempts USING INDEX sqlite_autoindex_attempts_1 (token=?)"]
        ),
        ("AttemptSQL.update", ["SEARCH attempts USING INTEGER PRIMARY KEY (rowid=?)"]),
        ("AttemptSQL.receipts", ["SEARCH receipts USING PRIMARY KEY (attempt=?)"]),
        (
            "OptOutSQL.find",
            [
                "SEARCH opt_outs USING INDEX sqlite_autoindex_opt_outs_1 "
                    + "(merchant=? AND phone_number=?)"
            ]
        ),
        (
            "OptOutSQL.page",
            ["SEARCH opt_outs USING INDEX opt_outs_standing (merchant=? AND rowid<?)"]
        ),
        (
            "AppSQL.merchantsOfNumber",
            [
                "SEARCH m USING INTEGER PRIMARY KEY (rowid=?)",
                "SEARCH a USING INDEX authenticators_by_number (phone_number_id=?)",
            ]
        ),
        (
            "NotificationSQL.kept",
            ["SEARCH n USING INDEX notifications_kept (merchant=?)"]
        ),
        (
            "NotificationSQL.heldSinceRestore",
            ["SEARCH notifications USING INDEX notifications_restored (merchant=?)"]
        ),
        (
            "SystemSQL.notificationOfApp",
            ["SEARCH a USING INDEX sqlite_autoindex_notifications_1 (id=?)"]
        ),
        (
            "NameSQL.phones",
            ["SEARCH customer_names USING PRIMARY KEY (merchant=? AND name=?)"]
        ),
        (
            "AttemptSQL.reuse",
            [
                "SEARCH attempts USING INDEX sqlite_autoindex_attempts_2 "
                    + "(notification=? AND number=?)"
            ]
        ),
        (
            "QueueSQL.find",
            [
                "SEARCH queues USING COVERING INDEX sqlite_autoindex_queues_1 "
                    + "(merchant=? AND plugin=? AND state=? AND language=? AND replay=?)"
            ]
        ),
        (
            "DeliverySQL.queues",
            [
                "SEARCH n USING INDEX notifications_queued (queue>?)",
                "SEARCH n USING INDEX notifications_queued (queue=?)",
                "SEARCH e USING INDEX sqlite_autoindex_notifications_2 (session=?",
                "SCAN found", "SEARCH q USING INTEGER PRIMARY KEY (rowid=?)",
            ]
        ),
        (
            "DeliverySQL.due",
            [
                "SEARCH n USING INDEX notifications_queued (queue=? AND due_at<?)",
                "SEARCH e USING INDEX sqlite_autoindex_notifications_2 (session=?",
            ]
        ),
        ("DeliverySQL.uncertain", ["SEARCH n USING INDEX notifications_uncertain (due_at<?)"]),
        ("DeliverySQL.expired", ["SEARCH n USING INDEX notifications_expiring (expires_at<?)"]),
        (
            "DeliverySQL.nextDeadline",
            [
                "SCAN notifications USING INDEX notifications_uncertain",
                "SCAN notifications USING INDEX notifications_expiring",
            ]
        ),
        (
            "SystemSQL.unverifiedBindings",
            [
                "SCAN b USING INDEX bindings_unchecked",
                "SEARCH e USING INDEX bindings_by_authenticator (authenticator=? AND rowid<?)",
            ]
        ),
        (
            "SystemSQL.unapprovedBindings",
            [
                "SCAN b USING INDEX bindings_unapproved",
                "SEARCH e USING INDEX bindings_by_authenticator (authenticator=? AND rowid<?)",
            ]
        ),
        ("SystemSQL.armedBeforeBoot", ["SEARCH a USING INDEX attempts_armed (boot<?)"]),
        (
            "SystemSQL.authenticator",
            ["SEARCH a USING INDEX sqlite_autoindex_authenticators_1 (id=?)"]
        ),
        (
            "SystemSQL.attemptByToken",
            ["SEARCH a USING INDEX sqlite_autoindex_attempts_1 (token=?)"]
        ),
        ("SystemSQL.attemptByMessage", ["SEARCH a USING INDEX attempts_by_message (message_id=?)"]),
        (
            "LimitSQL.numbersOfPortfolio",
            ["SEARCH authenticators USING INDEX authenticators_by_portfolio (<expr>=?)"]
        ),
        (
            "ConversationSQL.first",
            ["SEARCH conversations USING COVERING INDEX conversations_by_time (portfolio_id=?)"]
        ),
        (
            "ConversationSQL.recentAttempts",
            ["SEARCH a USING INTEGER PRIMARY KEY (rowid<?)"]
        ),
        (
            "SystemSQL.bindingsOfAccount",
            ["SEARCH a USING INDEX authenticators_by_account (account_id=?)"]
        ),
    ]

    @Test func theHotStatementsGoByTheirIndexes() async throws {
        let plans = try await explained()
        for (statement, steps) in Self.plans {
            let plan = try #require(plans[statement], "\(statement)")
            for step in steps {
                #expect(plan.contains { $0.hasPrefix(step) }, "\(statement): \(plan)")
            }
        }
    }

    @Test func noStatementReadsAWholeTableOfATenant() async throws {
        // As many rows as there are sender numbers, or queues, or queues of one merchant.
        let small = [
            "SCAN meta", "SCAN notification_counts", "SCAN removed_notifications",
            "SCAN CONSTANT ROW", "SCAN senders", "SCAN s",
            "SCAN authenticators", "SCAN apps", "SCAN news",
            "SCAN found", "SCAN json_each VIRTUAL TABLE INDEX 1:",
            // Counted beside the writer, a few times a minute.
            "SCAN bindings",
            // The newest thousand attempts.
            "SCAN attempts", "SCAN n",
        ]
        for (statement, plan) in try await explained() {
            let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains(" USING ") }
            #expect(scans.allSatisfy { small.contains($0) }, "\(statement): \(plan)")
        }
    }

    @Test func pagesAreReadInTheOrderOfAnIndex() async throws {
        let plans = try await explained()
        let ordered = [
            "NotificationSQL.latest", "NotificationSQL.changed", "OptOutSQL.page",
            "DeliverySQL.queues", "DeliverySQL.due", "DeliverySQL.uncertain",
            "DeliverySQL.expired",
        ]
        for statement in ordered {
            let plan = try #require(plans[statement])
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(statement): \(plan)")
        }
    }

    @Test func noStatementOfAStateChangeMakesATemporaryTable() async throws {
        let hot = [
            "SessionSQL.findForChange", "SessionSQL.findChange", "SessionSQL.putState",
            "SessionSQL.insertChange", "NotificationSQL.outlinesOfSession",
            "NotificationSQL.ofSession", "NotificationSQL.insert", "NotificationSQL.end",
            "NotificationSQL.update",
        ]
        let programs = try await programs()
        for statement in hot {
            let operations = try #require(programs[statement])
            #expect(!operations.isEmpty)
            let makers = ["OpenEphemeral", "SorterOpen", "OpenAutoindex"]
            #expect(operations.allSatisfy { !makers.contains($0) }, "\(statement)")
        }
    }

    /// The operations that SQLite carries out for each statement.
    private func programs() async throws -> [String: [String]] {
        let folder = try TemporaryFolder()
        let options = SQLiteStoreOptions.fixture(in: folder)
        try await withStore(options) { _ in }
        let connection = try Connection(path: options.path, access: .queryOnly)
        var programs: [String: [String]] = [:]
        for entry in StatementCatalogue.tenant {
            let statement = try Statement(connection, "EXPLAIN " + entry.text)
            let nulls = [Value](repeating: .null, count: statement.parameterCount)
            programs[entry.name] = try statement.all(nulls) { row in
                _ = row.integer()
                return row.text()
            }
        }
        return programs
    }

    /// What SQLite says that it would do for each statement.
    private func explained() async throws -> [String: [String]] {
        let folder = try TemporaryFolder()
        let options = SQLiteStoreOptions.fixture(in: folder)
        try await withStore(options) { _ in }
        let connection = try Connection(path: options.path, access: .queryOnly)
        var plans: [String: [String]] = [:]
        for entry in StatementCatalogue.tenant + StatementCatalogue.system {
            let statement = try Statement(connection, "EXPLAIN QUERY PLAN " + entry.text)
            let nulls = [Value](repeating: .null, count: statement.parameterCount)
            plans[entry.name] = try statement.all(nulls) { row in
                _ = (row.integer(), row.integer(), row.integer())
                return row.text()
            }
        }
        return plans
    }
}
