import EventLoop
import Testing

@Suite struct SlotTableTests {
    @Test func aTokenOfAnEndedUseFindsNothing() {
        var table = SlotTable<String>()
        let first = table.reserve()
        table[first] = "first"
        table.remove(first)
        let second = table.reserve()
        table[second] = "second"
        table[first] = "late"

        #expect(second.slot == first.slot)
        #expect(second != first)
        #expect(table[first] == nil)
        #expect(table[second] == "second")
    }

    @Test func removingTwiceChangesNothing() {
        var table = SlotTable<Int>()
        let first = table.reserve()
        table.remove(first)
        table.remove(first)
        let tokens = (2...4).map { value in
            let token = table.reserve()
            table[token] = value
            return token
        }

        #expect(Set(tokens.map(\.slot)).count == 3)
        #expect(table.elements.sorted() == [2, 3, 4])
        #expect(table.count == 3)
    }

    @Test func aStrangeTokenFindsNothing() {
        let table = SlotTable<Int>()
        #expect(table[SlotToken(rawValue: .max)] == nil)
    }
}
