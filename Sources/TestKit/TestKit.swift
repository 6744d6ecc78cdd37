// Doubles, clocks and fixtures that the tests share.
