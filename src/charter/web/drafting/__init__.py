"""The text before it is signed: terms, findings, the document, import and export."""
