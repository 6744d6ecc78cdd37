import Messages
import Notifications

extension ListSendersRequest: QueryRequest {
    func question() throws(Refusal) -> Question<ListSendersResponse> {
        let id = try MerchantID.checked(merchantID)
        return { store throws(StoreFailure) in
            guard let senders = try await store.senders(of: id) else {
                return .failure(.notFound(.merchant))
            }
            return .success(ListSendersResponse(senders: senders.map(Messages.Sender.init)))
        }
    }
}
