"""The day after: Today, the page of an engagement, entries of the journal."""
