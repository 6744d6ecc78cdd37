/// The page's style sheet, light and dark.
enum HTMLStyle {
    static let sheet = colours + layout + pictures

    private static let colours = """
        :root {
          color-scheme: light dark;
          --page: #fcfcfb; --ink: #1a1a19; --soft: #62615c; --rule: #e3e2dd; --warn: #fbeed4;
          --run0: #2a78d6; --run1: #eb6834; --run2: #1baf7a; --run3: #4a3aa7;
          --run4: #e34a86; --run5: #b98200; --run6: #008300; --run7: #7a5c48;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #1a1a19; --ink: #f2f1ec; --soft: #aeada6; --rule: #383835; --warn: #4a3a14;
            --run0: #3987e5; --run1: #e2683a; --run2: #1fa877; --run3: #9085e9;
            --run4: #e0608f; --run5: #c98500; --run6: #45a845; --run7: #b08d75;
          }
        }

        """

    private static let layout = """
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 28px 24px 48px; }
        h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; }
        h2 { font-size: 18px; margin: 36px 0 8px; }
        .facts { color: var(--soft); margin: 0; }
        .warnings { background: var(--warn); border-radius: 6px; padding: 10px 14px 10px 32px;
          margin: 18px 0 0; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: 5px 0 5px 18px; white-space: nowrap;
          border-bottom: 1px solid var(--rule); }
        th { color: var(--soft); font-weight: 500; font-size: 13px; vertical-align: bottom;
          white-space: normal; }
        .text { text-align: left; }
        th:first-child, td:first-child { padding-left: 0; }

        """

    private static let pictures = """
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--soft); font-size: 12px; }
        .grid { stroke: var(--rule); stroke-width: 1; }
        .tick { stroke: var(--soft); stroke-width: 1; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        .dashed { stroke-dasharray: 6 5; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 6px;
          padding: 0; font-size: 13px; color: var(--soft); }
        .swatch.dashed { width: 5px; box-shadow: 9px 0 0 currentColor; margin-right: 16px; }
        .swatch { display: inline-block; width: 14px; height: 3px; border-radius: 2px;
          margin-right: 7px; vertical-align: middle; }

        """
        + (0..<HTMLReport.colours).map { run in
            "polyline.run\(run) { stroke: var(--run\(run)); } "
                + "circle.run\(run) { fill: var(--run\(run)); } "
                + ".swatch.run\(run) { background: var(--run\(run)); color: var(--run\(run)); }\n"
        }.joined()
}
