import ArgumentParser

/// `paynotify merchant`.
struct MerchantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merchant", abstract: "Sets up the merchants, whose payments these are.",
        subcommands: [MerchantSet.self, MerchantShow.self, MerchantList.self])
}
