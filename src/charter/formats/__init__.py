"""Documents as files: PDF, DOCX, HTML, Markdown, and the redlines between two of them."""
