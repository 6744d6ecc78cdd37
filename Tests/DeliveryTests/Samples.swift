import Foundation
import Notifications
import TestKit

@testable import Delivery

/// A reference of the toy's merchant.
func reference(_ name: String) -> NotificationReference {
    ToyStore.reference(NotificationID(rawValue: name))
}

/// A due notification.
func due(
    _ name: String, merchant: String = "m", queue: Int64 = 1, to recipient: String? = nil,
    at moment: Timestamp = Fixtures.now
) -> DueNotification {
    DueNotification(
        reference: NotificationReference(
            merchant: MerchantID(rawValue: merchant),
            notification: NotificationID(rawValue: name)),
        queue: QueueID(rawValue: queue),
        recipient: PhoneNumber(checkedE164: recipient ?? "+\(name)"), dueAt: moment)
}

/// A moment so long after the start of both clocks.
func moment(_ uptime: Duration) -> ClockReading {
    ClockReading(wall: Fixtures.now + uptime, uptime: uptime)
}

/// Numbers whose seed is printed, and is taken from `PAYNOTIFY_SEED` to have them again.
func randomNumbers(of test: String = #function) -> SeededGenerator {
    let given = ProcessInfo.processInfo.environment["PAYNOTIFY_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: .min ... .max)
    print("seed of \(test): \(seed)")
    return SeededGenerator(seed: seed)
}

extension Array {
    /// The most that a window of the moments takes in beyond what comes at the rate: at most the burst
    /// of whoever keeps to both.
    func peak(perSecond rate: Double) -> Double where Element == Duration {
        var lowest = Double.infinity
        var peak = 0.0
        for (index, moment) in enumerated() {
            let used = moment.inSeconds * rate
            lowest = Swift.min(lowest, Double(index) - used)
            peak = Swift.max(peak, Double(index + 1) - used - lowest)
        }
        return peak
    }
}
