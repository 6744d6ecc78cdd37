import Foundation

/// Lines over two axes, as an SVG picture.
struct LineChart {
    /// One run's line.
    struct Line {
        var label: String
        /// Which of the page's colours it has.
        var colour: Int
        /// Broken, as a floor's is.
        var isDashed = false
        var points: [(x: Double, y: Double)]
    }

    /// An axis: its scale, its name, and how its values are written.
    struct Axis {
        var name: String
        var scale: Scale
        var label: (Double) -> String
    }

    var name: String
    var x: Axis
    var y: Axis
    var lines: [Line]

    private static let size = (width: 860.0, height: 320.0)
    private static let margin = (left: 64.0, right: 34.0, top: 34.0, bottom: 42.0)

    var svg: String {
        let body = [grid, xLabels, axisNames, curves].joined(separator: "\n")
        return HTML.element(
            "svg", markup: "\n\(HTML.element("title", name))\n\(body)\n",
            [
                "viewBox": "0 0 \(Self.text(Self.size.width)) \(Self.text(Self.size.height))",
                "role": "img",
            ])
    }

    private var grid: String {
        y.scale.ticks.map { tick in
            let y = Self.text(vertical(tick.position))
            return "<line class=\"grid\" x1=\"\(Self.text(horizontal(0)))\" "
                + "x2=\"\(Self.text(horizontal(1)))\" y1=\"\(y)\" y2=\"\(y)\"/>"
                + label(
                    self.y.label(tick.value), x: horizontal(0) - 8,
                    y: vertical(tick.position) + 4, anchor: "end")
        }.joined(separator: "\n")
    }

    private var xLabels: String {
        x.scale.ticks.map { tick in
            let place = horizontal(tick.position)
            return "<line class=\"tick\" x1=\"\(Self.text(place))\" x2=\"\(Self.text(place))\" "
                + "y1=\"\(Self.text(vertical(0)))\" y2=\"\(Self.text(vertical(0) + 5))\"/>"
                + label(x.label(tick.value), x: place, y: vertical(0) + 19, anchor: "middle")
        }.joined(separator: "\n")
    }

    private var axisNames: String {
        label(x.name, x: horizontal(1), y: Self.size.height - 6, anchor: "end")
            + label(y.name, x: horizontal(0), y: 14, anchor: "start")
    }

    private var curves: String {
        lines.map { line in
            let places = line.points.map { point in
                Self.text(horizontal(x.scale.position(of: point.x))) + ","
                    + Self.text(vertical(y.scale.position(of: point.y)))
            }
            let marks = line.points.count > 1 ? [] : places.map { mark(at: $0, line.colour) }
            return HTML.element(
                "polyline", markup: HTML.element("title", line.label),
                ["class": Self.classes(of: line), "points": places.joined(separator: " ")])
                + marks.joined()
        }.joined(separator: "\n")
    }

    private static func classes(of line: Line) -> String {
        "line run\(line.colour)" + (line.isDashed ? " dashed" : "")
    }

    /// A line of one point would not be seen.
    private func mark(at place: String, _ colour: Int) -> String {
        let parts = place.split(separator: ",")
        return "<circle class=\"run\(colour)\" cx=\"\(parts[0])\" cy=\"\(parts[1])\" r=\"3\"/>"
    }

    private func label(_ text: String, x: Double, y: Double, anchor: String) -> String {
        HTML.element(
            "text", text, ["x": Self.text(x), "y": Self.text(y), "text-anchor": anchor])
    }

    private func horizontal(_ position: Double) -> Double {
        let width = Self.size.width - Self.margin.left - Self.margin.right
        return Self.margin.left + position * width
    }

    private func vertical(_ position: Double) -> Double {
        let height = Self.size.height - Self.margin.top - Self.margin.bottom
        return Self.margin.top + (1 - position) * height
    }

    private static func text(_ number: Double) -> String { String(format: "%.1f", number) }
}
