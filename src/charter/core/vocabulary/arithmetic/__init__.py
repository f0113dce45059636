"""The sums behind every figure, over whole minor units and whole seconds, each with its source.

Amounts are integers, and divisors are above zero. Where an input is a plain integer, an array of integers does as
well, because a kernel adds, multiplies and compares and never branches on a value: so a forecast can run ten thousand
futures through the arithmetic that prints one invoice.

What is here is what bills: a test asks that every function is called by the engine. A kernel that a charge can rest
on is named in `kernels`, with the words that people read.

| room | for |
|---|---|
| `rounding` | the one division with its rounding |
| `part_periods` | the days of part periods, parts of a fee, shares of a whole |
| `hours` | rounding of time, hours to money, hours carried on |
| `debts` | interest, fixed sums, the statutory rate |
| `kernels` | every arithmetic a charge can rest on, by the name under which it is stored |
"""
