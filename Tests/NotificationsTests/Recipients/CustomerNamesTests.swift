import Notifications
import TestKit
import Testing

@Suite struct CustomerNamesTests {
    @Test func takesDigitsAndUserIDsAlone() {
        let names = CustomerNames(waID: "5215512345678", userID: "MX.134912086553027419")
        #expect(names.all == ["5215512345678", "MX.134912086553027419"])
        for waID in [
            "", "1", "+5215512345678", "52155a", "٥٢١٥٥١٢٣٤٥٦٧٨", String(repeating: "1", count: 21),
        ] {
            #expect(CustomerNames(waID: waID) == .none, "\(waID)")
        }
        for userID in [
            "", "MX", "MX.", "mx.1", "M1.1", "MX.ü", "MX.1/2",
            "MX." + String(repeating: "1", count: 158),
        ] {
            #expect(CustomerNames(userID: userID) == .none, "\(userID)")
        }
    }

    @Test func leavesOutTheNumberItself() {
        let phone = PhoneNumber(checkedE164: "+525512345678")
        #expect(CustomerNames(waID: "525512345678").beside(phone).isEmpty)
        #expect(CustomerNames(waID: "5215512345678").beside(phone) == ["5215512345678"])
    }
}
