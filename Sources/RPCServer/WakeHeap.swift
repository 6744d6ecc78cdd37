import EventLoop
import RPC
import Time

/// When to look at which connection again, the earliest first; each has one moment at most.
struct WakeHeap {
    private struct Wake {
        var moment: Moment
        var token: SlotToken
    }

    /// A binary heap: none is later than the two at twice its place, plus one and plus two.
    private var wakes: [Wake] = []
    /// Where the wake of each slot stands in the heap; ``nowhere`` for a slot without one.
    private var places: [Int32] = []

    private static let nowhere: Int32 = -1

    /// The earliest moment.
    var first: Moment? { wakes.first?.moment }

    /// Wakes for the connection at the moment, or earlier if it already has an earlier wake.
    mutating func wake(_ token: SlotToken, at moment: Moment) {
        while places.count <= token.slot { places.append(Self.nowhere) }
        var place = Int(places[token.slot])
        if place < 0 {
            place = wakes.count
            wakes.append(Wake(moment: moment, token: token))
            places[token.slot] = Int32(place)
        } else {
            guard moment < wakes[place].moment else { return }
            wakes[place].moment = moment
        }
        rise(from: place)
    }

    /// Takes out what is due, the earliest first.
    mutating func takeDue(at now: Moment) -> [SlotToken] {
        var due: [SlotToken] = []
        while let wake = wakes.first, wake.moment <= now {
            due.append(wake.token)
            remove(wake.token)
        }
        return due
    }

    /// Does not have that connection looked at any more.
    mutating func remove(_ token: SlotToken) {
        guard token.slot < places.count, places[token.slot] >= 0 else { return }
        let place = Int(places[token.slot])
        exchange(place, wakes.count - 1)
        wakes.removeLast()
        places[token.slot] = Self.nowhere
        guard place < wakes.count else { return }
        rise(from: place)
        sink(from: place)
    }

    private mutating func rise(from start: Int) {
        var place = start
        while place > 0 {
            let parent = (place - 1) / 2
            guard wakes[place].moment < wakes[parent].moment else { return }
            exchange(place, parent)
            place = parent
        }
    }

    private mutating func sink(from start: Int) {
        var place = start
        while true {
            var child = 2 * place + 1
            guard child < wakes.count else { return }
            let other = child + 1
            if other < wakes.count, wakes[other].moment < wakes[child].moment { child = other }
            guard wakes[child].moment < wakes[place].moment else { return }
            exchange(place, child)
            place = child
        }
    }

    private mutating func exchange(_ one: Int, _ other: Int) {
        wakes.swapAt(one, other)
        places[wakes[one].token.slot] = Int32(one)
        places[wakes[other].token.slot] = Int32(other)
    }
}
