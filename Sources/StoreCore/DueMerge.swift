package import Notifications

/// What is due in several queues as one list, earliest first.
///
/// A queue is read a few rows at a time: all of them together give little more than the limit.
package enum DueMerge {
    /// At most `limit` of what is due; `read` gives so many of the first rows of a queue, earliest first.
    package static func earliest<Failure: Error>(
        in queues: [QueueID], limit: Int,
        reading read: (QueueID, _ count: Int) throws(Failure) -> [DueNotification]
    ) throws(Failure) -> [DueNotification] {
        guard !queues.isEmpty else { return [] }
        var pages: [DuePage] = []
        for queue in queues {
            let size = limit / queues.count + 8
            pages.append(DuePage(queue: queue, size: size, rows: try read(queue, size)))
        }
        var merged: [DueNotification] = []
        while merged.count < limit {
            let first = pages.indices.filter { pages[$0].next != nil }.min { left, right in
                pages[left].dueAt < pages[right].dueAt
            }
            guard let first, let next = pages[first].next else { break }
            merged.append(next)
            pages[first].used += 1
            if let size = pages[first].nextSize {
                pages[first].rows = try read(pages[first].queue, size)
                pages[first].size = size
            }
        }
        return merged
    }
}

/// The first due rows of a queue, on their way into a page of several queues.
private struct DuePage {
    let queue: QueueID
    /// Rows asked for.
    var size: Int
    var rows: [DueNotification]
    var used = 0

    var next: DueNotification? { used < rows.count ? rows[used] : nil }

    var dueAt: Timestamp { next?.dueAt ?? Timestamp(milliseconds: .max) }

    /// How many rows to read once those asked for are used up, and were all there; nil: no more.
    var nextSize: Int? { used == rows.count && rows.count == size ? size * 2 : nil }
}
