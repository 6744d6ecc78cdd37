/// The whole state of the local Cloud API, and the only home of it.
///
/// An answer is computed in one step of the actor: no other request comes between the checks of
/// a message and its entry in the journal.
actor Platform {
    nonisolated let options: PlatformOptions
    nonisolated let time: TimeSource
    /// Rings when there may be webhook work.
    nonisolated let wakeSignal = WakeSignal()
    /// Wakes answers that are held back.
    nonisolated let alarms: Alarms

    var directory: Directory
    var templates = TemplateStore()
    var journal = Journal()
    var endpoints = Endpoints()
    var customers = Customers()
    /// Which numbers Meta knows under another `wa_id`.
    var waIDs: WaIDRules
    var schedule: WebhookSchedule
    var receipts: ReceiptRules
    /// Send calls that wait until a status of their message was told, by its number.
    var heldAnswers: [Int: WakeSignal] = [:]
    /// Faults of the next POSTs, the next one's first.
    var signatureFaults: [SignatureFault] = []
    var webhookLog = WebhookLog()
    var agenda = TemplateAgenda()
    /// Templates whose messages are held, by their id.
    var pacings: [String: TemplatePacing] = [:]
    var postsInFlight = 0
    var counters = Counters()
    var requests = RequestLog()
    var throttle: Throttle
    var simulation: Simulation
    var generator = SystemRandomNumberGenerator()

    init(_ options: PlatformOptions, time: TimeSource = .running()) throws(GraphError) {
        self.options = options
        self.time = time
        alarms = Alarms(time)
        throttle = Throttle(options.limits)
        schedule = WebhookSchedule(gaps: .webhook(longest: options.webhooks.gapMax))
        receipts = options.receipts
        simulation = Simulation(options)
        waIDs = options.waIDs
        directory = try Directory(options)
        endpoints.refresh(directory, now: time.uptime())
    }

    /// Every account.
    var accounts: Accounts { directory.accounts }

    /// Back to the state of the start: its accounts, no templates, nothing sent; the clock goes on.
    func reset() throws(GraphError) {
        directory = try Directory(options)
        customers = Customers()
        waIDs = options.waIDs
        templates = TemplateStore()
        journal = Journal()
        schedule.removeAll()
        receipts = options.receipts
        heldAnswers.values.forEach { $0.signal() }
        heldAnswers = [:]
        signatureFaults = []
        webhookLog = WebhookLog()
        agenda = TemplateAgenda()
        pacings = [:]
        counters = Counters()
        requests = RequestLog()
        throttle = Throttle(options.limits)
        simulation = Simulation(options)
        endpoints.removeAll()
        refreshEndpoints()
    }

    /// Unix seconds for what is sent.
    var unixTime: Int { Int(time.wall()) }
}
