"""What is wrong across terms and entries, by path; `reading` adds line and column where there is a text."""
