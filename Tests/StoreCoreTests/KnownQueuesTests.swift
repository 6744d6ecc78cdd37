import Notifications
import TestKit
import Testing

@testable import StoreCore

@Suite struct KnownQueuesTests {
    private let merchant = MerchantKey(row: 1, id: Fixtures.merchant.id)

    private func key(
        _ state: PaymentState = .paid, plugin: Plugin = .paymentRequest,
        language: Language = .english, isReplay: Bool = false
    ) -> QueueKey {
        QueueKey(
            merchant: merchant.id, plugin: plugin, state: state, language: language,
            isReplay: isReplay)
    }

    @Test func knowsAQueueByAllOfItsKey() {
        var queues = KnownQueues()
        queues.add(QueueID(rawValue: 7), key(), of: merchant)

        #expect(queues.find(key(), of: merchant) == QueueID(rawValue: 7))
        let others = [
            key(.failed), key(plugin: .eCommerce), key(language: .arabic), key(isReplay: true),
        ]
        for other in others { #expect(queues.find(other, of: merchant) == nil) }
        #expect(queues.find(key(), of: MerchantKey(row: 2, id: merchant.id)) == nil)
    }

    @Test func forgetsAllRatherThanGrowWithoutEnd() {
        var queues = KnownQueues()
        for number in 1...KnownQueues.countMax {
            let other = MerchantKey(row: Int64(number), id: merchant.id)
            queues.add(QueueID(rawValue: Int64(number)), key(), of: other)
        }
        #expect(queues.find(key(), of: merchant) == QueueID(rawValue: 1))

        queues.add(QueueID(rawValue: 0), key(.failed), of: merchant)

        #expect(queues.find(key(), of: merchant) == nil)
        #expect(queues.find(key(.failed), of: merchant) == QueueID(rawValue: 0))
    }
}
