"""The words of the domain: money, dates, parties, entries, duties, charges, findings, clauses."""
